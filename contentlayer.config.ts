import { defineDocumentType, defineNestedType, type FieldDefs, makeSource } from 'contentlayer2/source-files';
import { ctaFields, type DocumentTypeName, frontMatter } from './lib/content/model';

/**
 * The types of `contentlayer/generated`. An author's fields come from `lib/content/model.ts`;
 * below stand those that `lib/content/documents.ts` works out. Bodies are not here but in
 * files of their own (`lib/content/body.ts`), nor is anything else that changes with each word
 * of a text: the index stays small, and is made again only when it says something new.
 */

const Cta = defineNestedType(() => ({ name: 'Cta', fields: ctaFields }));

const identity = {
  slug: { type: 'string', required: true },
  path: { type: 'string', required: true, description: 'Address on this site, such as /posts/start-here/' },
  excerpt: { type: 'string', required: true, description: 'The first sentences' },
} as const satisfies FieldDefs;

const required = { type: 'list', of: { type: 'string' }, required: true } as const;

const workedOut = {
  Post: {
    ...identity,
    day: { type: 'string', required: true, description: 'The calendar day of `date` as the author wrote it' },
    updatedDay: { type: 'string' },
    authors: required,
    tags: required,
    aliases: required,
    state: { type: 'enum', options: ['published', 'draft', 'scheduled'], required: true },
    noindex: { type: 'boolean', required: true },
    imageWidth: { type: 'number' },
    imageHeight: { type: 'number' },
    cta: { type: 'nested', of: Cta },
    hideCta: { type: 'boolean', required: true },
    minutes: { type: 'number', required: true },
  },
  Author: identity,
  Series: identity,
  Page: {
    ...identity,
    updatedDay: { type: 'string' },
    aliases: required,
    noindex: { type: 'boolean', required: true },
  },
} as const satisfies Record<DocumentTypeName, FieldDefs>;

const documentType = (name: DocumentTypeName) =>
  defineDocumentType(() => ({
    name,
    contentType: 'data',
    fields: { ...frontMatter[name], ...workedOut[name] },
  }));

/**
 * Contentlayer's own file source, for its schema and types. Documents do not come from it: they
 * are read, checked and handed over by `lib/content/` (see `docs/decisions/contentlayer.md`).
 */
export default makeSource({
  contentDirPath: '.',
  documentTypes: [documentType('Post'), documentType('Author'), documentType('Series'), documentType('Page')],
  disableImportAliasWarning: true,
});
