import type { FieldDefs } from 'contentlayer2/source-files';

/**
 * The content model, in Contentlayer's own terms. One definition serves three readers:
 * Contentlayer generates the types that pages use, `front-matter.ts` checks what authors
 * write, and `docs/writing.md` explains it.
 */

export const ctaFields = {
  heading: { type: 'string', required: true },
  text: { type: 'string', required: true },
  label: { type: 'string', required: true },
  href: { type: 'string', required: true },
} as const satisfies FieldDefs;

/** What an author may write at the top of a file, by document type. */
export const frontMatter = {
  Post: {
    title: { type: 'string', required: true },
    date: { type: 'date', required: true },
    description: { type: 'string' },
    updated: { type: 'date' },
    authors: { type: 'list', of: { type: 'string' } },
    tags: { type: 'list', of: { type: 'string' } },
    draft: { type: 'boolean' },
    image: { type: 'string' },
    imageAlt: { type: 'string' },
    series: { type: 'string' },
    part: { type: 'number' },
    related: { type: 'list', of: { type: 'string' } },
    unrelated: { type: 'list', of: { type: 'string' } },
    aliases: { type: 'list', of: { type: 'string' } },
    slug: { type: 'string' },
    canonical: { type: 'string' },
    lang: { type: 'string' },
    translationOf: { type: 'string' },
    cta: { type: 'json' },
    toc: { type: 'boolean' },
    noindex: { type: 'boolean' },
  },
  Author: {
    name: { type: 'string', required: true },
    description: { type: 'string' },
    url: { type: 'string' },
    organization: { type: 'boolean' },
    fediverse: { type: 'string' },
  },
  Series: {
    title: { type: 'string', required: true },
    description: { type: 'string' },
  },
  Page: {
    title: { type: 'string', required: true },
    description: { type: 'string' },
    updated: { type: 'date' },
    slug: { type: 'string' },
    aliases: { type: 'list', of: { type: 'string' } },
    lang: { type: 'string' },
    noindex: { type: 'boolean' },
  },
} as const satisfies Record<string, FieldDefs>;

export type DocumentTypeName = keyof typeof frontMatter;

/** The folder of the content directory in which documents of each type are kept. */
export const folders: Record<DocumentTypeName, string> = {
  Post: 'posts',
  Author: 'authors',
  Series: 'series',
  Page: 'pages',
};
