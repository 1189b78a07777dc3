import { defineDocumentType, defineNestedType, type FieldDefs, makeSource } from 'contentlayer2/source-files';
import type { FieldDef } from './lib/content/field-def';
import { callToActionFields, type DocumentTypeName, fieldsOf } from './lib/content/model';

/**
 * The types of `contentlayer/generated`. Front matter fields come from `lib/content/model.ts`. The
 * fields below are computed by `lib/content/documents.ts`. Bodies, and anything else that changes
 * with every edit of a text, are in separate files (`lib/content/body.ts`). This keeps the index
 * small and avoids regenerating it.
 */

const identity = {
  slug: { type: 'string', required: true },
  path: { type: 'string', required: true, description: 'Address on this site, such as /posts/start-here/' },
  excerpt: { type: 'string', required: true, description: 'The first sentences' },
} as const satisfies FieldDefs;

/** `Picture` of `lib/images/picture.ts`. */
const Picture = defineNestedType(() => ({
  name: 'Picture',
  fields: {
    base: { type: 'string', required: true },
    width: { type: 'number', required: true },
    height: { type: 'number', required: true },
    kind: { type: 'enum', options: ['photo', 'drawing', 'animation', 'vector'], required: true },
    tint: { type: 'list', of: { type: 'string' } },
    onPaper: { type: 'boolean', required: true },
    letters: { type: 'number' },
  },
}));

const computed = {
  Post: {
    ...identity,
    day: { type: 'string', required: true, description: 'The calendar day of `date` as the author wrote it' },
    updatedDay: { type: 'string' },
    state: { type: 'enum', options: ['published', 'draft', 'scheduled'], required: true },
    imageWidth: { type: 'number' },
    imageHeight: { type: 'number' },
    picture: { type: 'nested', of: Picture, description: 'The cover, or the first picture in the text' },
    hideCta: { type: 'boolean', required: true },
    minutes: { type: 'number', required: true },
  },
  Author: identity,
  Series: identity,
  Page: identity,
} as const satisfies Record<DocumentTypeName, FieldDefs>;

const CallToAction = defineNestedType(() => ({
  name: 'CallToAction',
  fields: callToActionFields.map((name) => ({ name, type: 'string', required: true })),
}));

const Change = defineNestedType(() => ({
  name: 'Change',
  fields: {
    iso: { type: 'string', required: true },
    day: { type: 'string', required: true },
    text: { type: 'string', required: true },
  },
}));

const Chapter = defineNestedType(() => ({
  name: 'Chapter',
  fields: {
    start: { type: 'number', required: true, description: 'In seconds' },
    title: { type: 'string', required: true },
  },
}));

/** A field of the content model in Contentlayer's terms. */
function contentlayerField(field: FieldDef): Extract<FieldDefs, Record<string, unknown>>[string] {
  const { type } = field;
  const required = field.required ?? field.default !== undefined;
  if (type === 'list') return { type, of: { type: 'string' }, required: true };
  if (type === 'changes') return { type: 'list', of: Change, required: true };
  if (type === 'chapters') return { type: 'list', of: Chapter, required: true };
  if (type === 'callToAction') return { type: 'nested', of: CallToAction };
  if (type === 'string' && field.options) return { type: 'enum', options: [...field.options], required };
  return { type, required };
}

const documentType = (name: DocumentTypeName) =>
  defineDocumentType(() => ({
    name,
    contentType: 'data',
    fields: {
      ...Object.fromEntries(
        fieldsOf(name)
          .filter(([, { buildOnly }]) => !buildOnly)
          .map(([field, definition]) => [field, contentlayerField(definition)]),
      ),
      ...computed[name],
    },
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
