import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const url = z
  .string()
  .refine((text) => /^https?:\/\/[^/]/.test(text) && URL.canParse(text), 'expected an http(s) URL');

const knownLink = z
  .object({
    /** When it was last checked. */
    checked: day,
    /** When it last worked, and what was there. */
    alive: day.optional(),
    title: z.string().max(300).optional(),
    /** See `fingerprintOf`. */
    fingerprint: z
      .string()
      .regex(/^[\da-f]{16}$/)
      .optional(),
    /** The checks since then that have failed. */
    failures: z.array(z.object({ day, reason: z.string().max(200) }).strict()).optional(),
    /** Since when it is gone for good. */
    gone: day.optional(),
    /** The capture in the archive that is nearest to the date of the post; `false` if there is none. */
    capture: z.union([z.object({ url, day }).strict(), z.literal(false)]).optional(),
  })
  .strict();

/** What `links.json` has: what is known about each link to another site, by its URL. */
export const knownLinksShape = z.record(knownLink);

export type KnownLink = z.infer<typeof knownLink>;
export type KnownLinks = z.infer<typeof knownLinksShape>;

/** The file in the content folder that `npm run links` writes. */
export const linksFile = 'links.json';
