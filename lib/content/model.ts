import { licenseIds, licenseOf } from '../config/license';
import type { CallToAction } from '../config/site-config';
import { isLanguage } from '../i18n/language';
import { aliasProblem } from '../util/addresses';
import type { ContentDate } from '../util/dates';
import { discussionExample, discussionOf } from '../util/discussion';
import { nearest } from '../util/nearest';
import { slugify } from '../util/slug';
import { isPublicUrl, withoutPassword } from '../util/urls';
import { type ExtensionValues, extensionFields, fieldDefOf } from './extension-fields';
import type { FieldDef } from './field-def';

/**
 * The content model: which fields the front matter of each document type has, and what is valid in
 * each. Everything else follows from it: what `front-matter.ts` accepts, the types that Contentlayer
 * generates (`contentlayer.config.ts`), and the fields of documents (`documents.ts`).
 */

const publicUrl = (field: string) => (value: string) =>
  isPublicUrl(value)
    ? undefined
    : {
        message: `"${field}" is ${JSON.stringify(withoutPassword(value))}; expected an absolute URL without a password`,
        fix: `write "${field}: https://…"`,
      };

/**
 * Whether a text is an ORCID iD with the right check digit (ISO/IEC 7064, MOD 11-2; see
 * https://support.orcid.org, "Structure of the ORCID Identifier").
 */
function isOrcid(text: string): boolean {
  if (!/^(?:\d{4}-){3}\d{3}[\dX]$/.test(text)) return false;
  const digits = text.replaceAll('-', '');
  const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? 'X' : String(check));
}

const title = { type: 'string', required: true, acceptsScalars: true } as const satisfies FieldDef;
const names = { type: 'list', isName: true } as const satisfies FieldDef;
const slug = { type: 'string', isName: true } as const satisfies FieldDef;

const lang = {
  type: 'string',
  check: (value) =>
    isLanguage(value)
      ? undefined
      : {
          message: `"lang" is ${JSON.stringify(value)}; expected a BCP 47 tag`,
          fix: 'write a line such as "lang: en" or "lang: pt-BR"',
        },
} as const satisfies FieldDef;

/** A path that works, if there is one. */
function aliasFix(alias: string): string {
  const path = URL.canParse(alias) ? new URL(alias).pathname : encodeURI(alias.trim());
  return aliasProblem(path)
    ? 'write the old path without it, or delete the alias'
    : `write only the path: "${path}"`;
}

const aliases = {
  type: 'list',
  check: (value) => {
    const problem = aliasProblem(value);
    return problem === undefined
      ? undefined
      : {
          message: `the alias ${JSON.stringify(value)} does not work on every host: ${problem}; expected a path such as /2020/old-name/`,
          fix: aliasFix(value),
        };
  },
} as const satisfies FieldDef;

/** The fields of each document type. */
export const model = {
  Post: {
    title,
    date: { type: 'date', required: true },
    description: { type: 'string' },
    updated: { type: 'date' },
    changes: { type: 'changes', example: '{ 2026-03-10: What changed }' },
    authors: names,
    tags: {
      ...names,
      example: '[WASI, Security]',
      check: (value) =>
        slugify(value) === ''
          ? {
              message: `the tag ${JSON.stringify(value)} cannot be turned into a path; expected at least one letter or digit`,
              fix: 'rename the tag',
            }
          : undefined,
    },
    discussion: {
      type: 'list',
      example: `[${discussionExample}]`,
      check: (value) =>
        discussionOf(value)
          ? undefined
          : {
              message: `"discussion" is ${JSON.stringify(withoutPassword(value))}; expected the URL of a post on Mastodon or Bluesky`,
              fix: `write a URL such as ${discussionExample} or https://bsky.app/profile/name/post/3k2`,
            },
    },
    draft: { type: 'boolean', buildOnly: true },
    image: {
      type: 'string',
      check: (value) =>
        /^[a-z][a-z0-9+.-]*:/i.test(value) && !isPublicUrl(value)
          ? {
              message: `"image" is ${JSON.stringify(withoutPassword(value))}; expected a file next to the post, or an absolute URL`,
              fix: 'write "image: picture.png" or "image: https://…"',
            }
          : undefined,
    },
    imageAlt: { type: 'string' },
    cover: {
      type: 'string',
      check: (value) =>
        /^[a-z][a-z0-9+.-]*:/i.test(value)
          ? {
              message: `"cover" is ${JSON.stringify(withoutPassword(value))}; expected a file next to the post`,
              fix: 'save the picture next to the post, and write "cover: picture.jpg"',
            }
          : undefined,
    },
    coverAlt: { type: 'string' },
    audio: {
      type: 'string',
      check: (value) =>
        /^[a-z][a-z0-9+.-]*:/i.test(value) && !(/^https:\/\//i.test(value) && isPublicUrl(value))
          ? {
              message: `"audio" is ${JSON.stringify(withoutPassword(value))}; expected a file next to the post, or an https URL`,
              fix: 'write "audio: episode.mp3" or "audio: https://…"',
            }
          : undefined,
    },
    transcript: { type: 'string', example: 'episode.vtt' },
    chapters: { type: 'chapters', example: '{ 0:00: Introduction, 4:30: The first topic }' },
    episode: { type: 'number', isPosition: true },
    series: { type: 'string', isName: true },
    part: { type: 'number', isPosition: true },
    related: { ...names, orFalse: true, buildOnly: true },
    unrelated: { ...names, buildOnly: true },
    aliases,
    guid: { type: 'string' },
    slug,
    canonical: { type: 'string', check: publicUrl('canonical') },
    lang,
    translationOf: { type: 'string', isName: true },
    cta: { type: 'callToAction', orFalse: true, example: 'false' },
    toc: { type: 'boolean' },
    noindex: { type: 'boolean' },
    unlisted: { type: 'boolean' },
    license: {
      type: 'string',
      example: 'CC-BY-4.0',
      check: (value) =>
        licenseOf(value)
          ? undefined
          : {
              message: `"license" is ${JSON.stringify(value)}; expected a URL, or one of ${licenseIds.join(', ')}`,
              fix: `write "license: ${nearest(value, licenseIds) ?? 'https://…'}"`,
            },
    },
  },
  Author: {
    name: { type: 'string', required: true },
    description: { type: 'string' },
    url: { type: 'string', check: publicUrl('url') },
    organization: { type: 'boolean' },
    profiles: { type: 'list', check: publicUrl('profiles'), example: '[https://example.social/@name]' },
    orcid: {
      type: 'string',
      acceptsScalars: true,
      check: (value) =>
        isOrcid(value)
          ? undefined
          : {
              message: `"orcid" is ${JSON.stringify(value)}; expected an ORCID iD, which ends with a check digit`,
              fix: 'write "orcid: 0000-0002-1825-0097", with the digits from orcid.org',
            },
    },
    fediverse: {
      type: 'string',
      check: (value) =>
        /^@[\w.-]+@[\w-]+(\.[\w-]+)+$/.test(value)
          ? undefined
          : {
              message: `"fediverse" is ${JSON.stringify(value)}; expected a user name with a server`,
              fix: 'write "fediverse: \'@name@example.social\'"',
            },
    },
  },
  Series: {
    title,
    description: { type: 'string' },
  },
  Page: {
    title,
    description: { type: 'string' },
    updated: { type: 'date' },
    slug,
    aliases,
    lang,
    noindex: { type: 'boolean' },
  },
} as const satisfies Record<string, Record<string, FieldDef>>;

/** The fields of documents that the build computes (`contentlayer.config.ts`). */
export const computedNames = [
  'day',
  'excerpt',
  'hideCta',
  'imageHeight',
  'imageWidth',
  'minutes',
  'path',
  'picture',
  'slug',
  'state',
  'updatedDay',
] as const;

/** What was changed in a post after it was published. */
export interface Change extends ContentDate {
  text: string;
}

/** A chapter of an episode. */
export interface Chapter {
  /** In seconds. */
  start: number;
  title: string;
}

/** The fields of a call to action, all of them required strings. */
export const callToActionFields = [
  'heading',
  'text',
  'label',
  'href',
] as const satisfies (keyof CallToAction)[];

type Model = typeof model;
export type DocumentTypeName = keyof Model;

/** A position in a file, 1-based. */
export interface Position {
  line: number;
  column: number;
}

/** A value with its position, so that later checks can report it there. */
export interface Located<T> extends Position {
  value: T;
}

type FieldName = { [T in DocumentTypeName]: keyof Model[T] }[DocumentTypeName];
type DefinitionOf<K> = {
  [T in DocumentTypeName]: K extends keyof Model[T] ? Model[T][K] : never;
}[DocumentTypeName];

type ParsedValue<D extends FieldDef> =
  | {
      string: string;
      date: ContentDate;
      boolean: boolean;
      number: number;
      list: Located<string>[];
      callToAction: CallToAction;
      changes: Located<Change>[];
      chapters: Located<Chapter>[];
    }[D['type']]
  | (D extends { orFalse: true } ? false : never);

/**
 * The valid fields of a file, by name. One type for all document types, because the same field has
 * the same type in each. A field that was not written, or has the wrong type, is absent. One whose
 * `check` fails is present, so that later checks still run.
 */
export type Fields = { [K in FieldName]?: Located<ParsedValue<DefinitionOf<K>>> };

type DocumentValue<D extends FieldDef> = D extends { type: 'list' }
  ? string[]
  : D extends { type: 'changes' }
    ? Change[]
    : D extends { type: 'chapters' }
      ? Chapter[]
      :
          | (D extends { type: 'date' } ? string : ParsedValue<D>)
          | (D extends { required: true } ? never : undefined);

/** The front matter of a document, without the owner's fields: lists may be empty, dates are RFC 3339 in UTC. */
export type BuiltInFrontMatter<T extends DocumentTypeName> = {
  [K in keyof Model[T] as Model[T][K] extends { buildOnly: true } ? never : K]: Model[T][K] extends FieldDef
    ? DocumentValue<Model[T][K]>
    : never;
};

/** The front matter of a document, with the owner's fields. */
export type FrontMatter<T extends DocumentTypeName> = BuiltInFrontMatter<T> & ExtensionValues<T>;

/** The definition of each field of a document type, by name: ours, then the owner's. */
export const fieldsOf = (type: DocumentTypeName): [name: FieldName, definition: FieldDef][] =>
  // The owner's fields are read in the same way as ours.
  [
    ...Object.entries(model[type]),
    ...Object.entries(extensionFields[type] ?? {}).map(([name, field]) => [name, fieldDefOf(name, field)]),
  ] as [FieldName, FieldDef][];

/** The folder of the content directory that has the documents of each type. */
export const folders: Record<DocumentTypeName, string> = {
  Post: 'posts',
  Author: 'authors',
  Series: 'series',
  Page: 'pages',
};
