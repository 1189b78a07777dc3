import { readFile } from 'node:fs/promises';
import type { SourcePlugin } from 'contentlayer2/core';
import { defineDocumentType, defineNestedType, type FieldDefs, makeSource } from 'contentlayer2/source-files';
import type { ContentDocument } from './lib/content/documents';
import { ctaFields, type DocumentTypeName, frontMatter } from './lib/content/model';

/**
 * The types of `contentlayer/generated`. An author's fields come from `lib/content/model.ts`;
 * below stand those that `lib/content/documents.ts` works out. Bodies are not here but in
 * files of their own (`lib/content/body.ts`): the index stays small however long the texts.
 */

const Cta = defineNestedType(() => ({ name: 'Cta', fields: ctaFields }));

const identity = {
  slug: { type: 'string', required: true },
  path: { type: 'string', required: true, description: 'Address on this site, such as /posts/start-here/' },
  excerpt: { type: 'string', required: true, description: 'The first sentences' },
  bodyFile: { type: 'string', required: true, description: 'For readBody()' },
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
    recommended: { ...required, description: 'Slugs of the posts to read next, best first' },
    state: { type: 'enum', options: ['published', 'draft', 'scheduled'], required: true },
    noindex: { type: 'boolean', required: true },
    imageWidth: { type: 'number' },
    imageHeight: { type: 'number' },
    cta: { type: 'nested', of: Cta },
    hideCta: { type: 'boolean', required: true },
    words: { type: 'number', required: true },
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

const source = makeSource({
  contentDirPath: '.',
  documentTypes: [documentType('Post'), documentType('Author'), documentType('Series'), documentType('Page')],
  disableImportAliasWarning: true,
});

/**
 * Contentlayer's own file source, with one step replaced: documents are those that
 * `lib/prepare.ts` has read, checked and left in the working directory. See
 * `docs/decisions/contentlayer.md` for what this saves.
 */
export default async (sourceKey: string | undefined): Promise<SourcePlugin> => {
  const documents = JSON.parse(await readFile('documents.json', 'utf8')) as ContentDocument[];
  const cacheItemsMap = Object.fromEntries(
    documents.map((document) => [
      document._id,
      { document, documentHash: '', documentTypeName: document.type, hasWarnings: false },
    ]),
  );
  // A computed name: Contentlayer's bundler would take `@contentlayer2/…` for our own code and
  // bundle a second copy of the effect runtime, and the two would wait for each other for ever.
  const { E, S }: Effect = await import(`@contentlayer2/utils/${'effect'}`);
  return { ...(await source(sourceKey)), fetchData: () => S.fromValue(E.right({ cacheItemsMap })) };
};

/** The two functions of Contentlayer's effect runtime that are used; its own types do not resolve. */
interface Effect {
  E: { right: (value: unknown) => unknown };
  S: { fromValue: (value: unknown) => ReturnType<SourcePlugin['fetchData']> };
}
