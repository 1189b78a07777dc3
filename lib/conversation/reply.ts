import { z } from 'zod';

/** The services that replies come from. */
export const services = ['Mastodon', 'Bluesky', 'Webmention'] as const;

/** Text on one line, of limited length. */
const short = z.string().max(200);
const httpUrl = z
  .string()
  .max(2000)
  .refine((url) => /^https?:\/\/[^/]/.test(url) && URL.canParse(url), 'expected an http(s) URL');

const languageTag = z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/);

const reply = z
  .object({
    url: httpUrl,
    author: z.object({ name: short, url: httpUrl.optional() }).strict(),
    /** RFC 3339. */
    date: z.string().datetime({ offset: true }),
    /** Plain text; paragraphs are separated by an empty line. */
    text: z.string().max(3000),
    /** BCP 47. */
    lang: languageTag.optional(),
  })
  .strict();

const thread = z
  .object({
    service: z.enum(services),
    /** Where readers can reply; for webmentions, the URL of the post. */
    url: httpUrl,
    replies: z.array(reply).max(1000),
    /** The number of replies that were left out because there are too many. */
    more: z.number().int().nonnegative(),
    likes: z.number().int().nonnegative(),
    reposts: z.number().int().nonnegative(),
  })
  .strict();

/** What `conversation.json` has: the threads about each post, by its slug. */
export const conversationsShape = z.record(z.array(thread));

/** A reply to a post on another site. */
export type Reply = z.infer<typeof reply>;
/** The replies to a post in one place. */
export type Thread = z.infer<typeof thread>;
/** The threads about each post, by its slug. */
export type Conversations = z.infer<typeof conversationsShape>;

/** The file in the content folder that `npm run conversation` writes. */
export const conversationFile = 'conversation.json';

/** How many replies of a thread are kept, the oldest first. */
export const MAX_REPLIES = 200;

/** Of a reply, in UTF-16 code units. */
const MAX_TEXT_LENGTH = 2000;
const MAX_NAME_LENGTH = 80;

/** Shortens a text where it is too long. */
export function shortened(text: string, length = MAX_TEXT_LENGTH): string {
  // Not in the middle of a surrogate pair.
  const start = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return text.length > length ? `${start.trimEnd()}…` : text;
}

/** A name on one line, without what cannot be shown and the codes of custom emoji. */
export function cleanName(name: string): string {
  const plain = cleanText(name.replace(/:[a-z0-9_]+:/gi, ' ')).replace(/\s+/g, ' ');
  return shortened(plain, MAX_NAME_LENGTH);
}

/** A text without control and direction characters, and with at most one empty line in a row. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Makes a thread of what was fetched: clean, in the order of time, each reply once, and bounded. */
export function threadOf(
  service: Thread['service'],
  url: string,
  { replies, likes, reposts }: { replies: Reply[]; likes: number; reposts: number },
): Thread {
  const byUrl = new Map(replies.flatMap(cleanReply).map((one) => [one.url, one]));
  const sorted = [...byUrl.values()].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.url < b.url ? -1 : 1,
  );
  return {
    service,
    url,
    replies: sorted.slice(0, MAX_REPLIES),
    more: Math.max(0, sorted.length - MAX_REPLIES),
    likes: whole(likes),
    reposts: whole(reposts),
  };
}

/** The reply without what is invalid in it, or nothing if it cannot be shown. */
function cleanReply({ url, author, date, text, lang }: Reply): Reply[] {
  const time = Date.parse(date);
  if (!URL.canParse(url) || Number.isNaN(time)) return [];
  const parsed = reply.safeParse({
    url,
    author: {
      name: cleanName(author.name) || new URL(url).hostname,
      url: httpUrl.optional().catch(undefined).parse(author.url),
    },
    date: new Date(time).toISOString(),
    text: shortened(cleanText(text)),
    lang: languageTag.optional().catch(undefined).parse(lang),
  });
  return parsed.success && parsed.data.text !== '' ? [parsed.data] : [];
}

const whole = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
