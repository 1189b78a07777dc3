import type { Author, Page, Post, Series } from 'contentlayer/generated';
import { type ExtensionValues, extensionFields } from '../content/extension-fields';
import type { BuiltInFrontMatter, DocumentTypeName } from '../content/model';

/**
 * How each front matter field reaches the pages of a document type: `copied` to the page's props
 * under its own name, or `computed`: `lib/pages/` and `lib/text-files/` derive something else from it.
 * A field of the content model that is missing here is a type error.
 */
const pageFields = {
  Post: {
    title: 'copied',
    date: 'copied',
    description: 'copied',
    updated: 'copied',
    changes: 'copied',
    authors: 'computed',
    tags: 'computed',
    discussion: 'computed',
    image: 'computed',
    imageAlt: 'computed',
    cover: 'computed',
    coverAlt: 'computed',
    audio: 'computed',
    transcript: 'computed',
    chapters: 'computed',
    episode: 'computed',
    series: 'computed',
    part: 'computed',
    aliases: 'computed',
    guid: 'computed',
    slug: 'copied',
    canonical: 'copied',
    lang: 'copied',
    translationOf: 'computed',
    cta: 'computed',
    toc: 'computed',
    noindex: 'computed',
    unlisted: 'computed',
    license: 'computed',
  },
  Author: {
    name: 'computed',
    description: 'copied',
    url: 'copied',
    organization: 'computed',
    profiles: 'copied',
    orcid: 'copied',
    fediverse: 'computed',
  },
  Series: {
    title: 'copied',
    description: 'copied',
  },
  Page: {
    title: 'copied',
    description: 'copied',
    updated: 'computed',
    slug: 'computed',
    aliases: 'computed',
    lang: 'copied',
    noindex: 'copied',
  },
} as const satisfies { [T in DocumentTypeName]: Record<keyof BuiltInFrontMatter<T>, 'copied' | 'computed'> };

interface DocumentTypes {
  Post: Post;
  Author: Author;
  Series: Series;
  Page: Page;
}

type PageFields = typeof pageFields;
type CopiedName<T extends DocumentTypeName> = {
  [K in keyof PageFields[T]]: PageFields[T][K] extends 'copied' ? K : never;
}[keyof PageFields[T]];

/** The front matter fields that the props of a document's page have unchanged. */
export type CopiedFields<T extends DocumentTypeName> = Pick<
  DocumentTypes[T],
  CopiedName<T> & keyof DocumentTypes[T]
>;

const copiedNames = Object.fromEntries(
  Object.entries(pageFields).map(([type, fields]) => [
    type,
    Object.entries(fields).flatMap(([name, use]) => (use === 'copied' ? [name] : [])),
  ]),
);

/** Copies the fields of a document that its page shows as they are, and those of the owner. */
export function copiedFields<T extends DocumentTypeName>(
  type: T,
  document: DocumentTypes[T],
): CopiedFields<T> & { fields: ExtensionValues<T> } {
  const copied = pick<CopiedFields<T>>(document, copiedNames[type] ?? []);
  return { ...copied, fields: extensionValues(type, document) };
}

/** The values of the owner's fields of a document. */
export const extensionValues = <T extends DocumentTypeName>(
  type: T,
  document: DocumentTypes[T],
): ExtensionValues<T> => pick(document, Object.keys(extensionFields[type] ?? {}));

function pick<Picked>(document: object, names: readonly string[]): Picked {
  const values: Record<string, unknown> = { ...document };
  // The names are those of the type.
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Picked;
}
