import { defineDocumentType, defineNestedType, type FieldDefs, makeSource } from 'contentlayer2/source-files';
import { ctaFields, type DocumentTypeName, frontMatter } from './lib/content/model';

/**
 * The types of `contentlayer/generated`. Front matter fields come from `lib/content/model.ts`. The
 * fields below are computed by `lib/content/documents.ts`. Bodies, and anything else that changes
 * with every edit of a text, are in separate files (`lib/content/body.ts`). This keeps the index
 * small and avoids regenerating it.
 */

const Cta = defineNestedType(() => ({ name: 'Cta', fields: ctaFields }));

const identity = {
  slug: { type: 'string', required: true },
  path: { type: 'string', required: true, description: 'Address on this site, such as /posts/start-here/' },
  excerpt: { type: 'string', required: true, description: 'The first sentences' },
} as const satisfies FieldDefs;

const required = { type: 'list', of: { type: 'string' }, required: true } as const;

const computed = {
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
    fields: { ...frontMatter[name], ...computed[name] },
  }));

/**
 * Contentlayer's file source, used only for its schema and types. `lib/content/` reads and checks
 * the documents and passes them on (see `docs/decisions/contentlayer.md`).
 */
export default makeSource({
  contentDirPath: '.',
  documentTypes: [documentType('Post'), documentType('Author'), documentType('Series'), documentType('Page')],
  disableImportAliasWarning: true,
});
