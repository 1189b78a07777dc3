import type { FieldDef } from '../content/field-def';
import { meaningOf } from '../content/foreign-fields';
import { fieldsOf } from '../content/model';
import { isLanguage } from '../i18n/language';
import { slugify } from '../util/slug';
import { isPublicUrl } from '../util/urls';
import type { Archive, SourceDocument } from './archive';
import { readDate } from './dates';
import type { Report } from './report';
import { isFalse, isTrue, listOf, textOf, unescapeHtml } from './text';

/** The front matter of a document in our terms. Files are still those of the source. */
export interface ImportedFields {
  title: string;
  /** As we write it. */
  date?: string;
  updated?: string;
  description?: string;
  /** Names, not IDs. */
  authors: string[];
  tags: string[];
  draft?: true;
  /** A URL or a path, as the source writes it. */
  cover?: string;
  coverAlt?: string;
  image?: string;
  imageAlt?: string;
  /** The title of a series. */
  series?: string;
  part?: number;
  canonical?: string;
  lang?: string;
  toc?: boolean;
  noindex?: true;
  /** Other fields that we have under the same name. */
  same: Record<string, unknown>;
  /** Everything else, by the names of the source. */
  rest: Record<string, unknown>;
}

/** The date of a draft that has none. Authors set it when they publish. */
export const draftDate = '1970-01-01';

/** Our own fields, by name. */
const own = new Map<string, FieldDef>(fieldsOf('Post'));
const ofPages = new Set<string>(fieldsOf('Page').map(([name]) => name));

/** Whether we use the name of a field ourselves. Pages have fewer fields, so there it can be a foreign name. */
const isOwn = (name: string, { kind }: SourceDocument) =>
  own.has(name) && (kind === 'post' || ofPages.has(name) || meaningOf(name) === undefined);

/**
 * Maps the front matter of another system to ours. What we have no field for is kept in `rest`.
 *
 * @param archive has the time zone and the language of the publication
 */
export function mapFields(document: SourceDocument, archive: Archive, report: Report): ImportedFields {
  const result: ImportedFields = { title: '', authors: [], tags: [], same: {}, rest: {} };
  const lost = (what: string, why: string, todo: string) =>
    report.lost({ file: document.file, line: 1, kind: 'field', what, why, todo });
  // Our own names first: `description` before `excerpt`, `title` before `name`.
  const isFirst = (name: string) => isOwn(name, document) && name !== 'tags' && name !== 'authors';
  const entries = Object.entries(document.fields).sort(([a], [b]) => Number(isFirst(b)) - Number(isFirst(a)));
  for (const [name, value] of entries) {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      continue;
    if (!take(name, value, result, document, archive, lost)) result.rest[name] = value;
  }
  if (result.date === undefined && document.day) result.date = document.day;
  if (result.date === undefined && document.kind === 'post') {
    if (result.draft) result.date = draftDate;
    else lost('', 'the post has no date', 'write "date: …" with the day it was published');
  }
  if (result.updated && result.date && result.updated.slice(0, 10) < result.date.slice(0, 10)) {
    result.rest.updated = result.updated;
    delete result.updated;
  }
  return result;
}

/** Maps one field. @returns whether we have a field for it */
function take(
  name: string,
  value: unknown,
  result: ImportedFields,
  document: SourceDocument,
  archive: Archive,
  lost: (what: string, why: string, todo: string) => void,
): boolean {
  const text = textOf(value);
  const meaning = isOwn(name, document) ? name : meaningOf(name);
  switch (meaning) {
    case 'title':
      if (result.title) return false;
      result.title = plainText(text);
      return text !== '';
    case 'date':
    case 'updated': {
      if (name === 'published' && (isTrue(value) || isFalse(value))) {
        if (isFalse(value)) result.draft = true;
        return true;
      }
      const read = readDate(value, archive.timeZone);
      if (!read) {
        lost(`${name}: ${text}`, 'not a date that can be read', `write "${meaning}: YYYY-MM-DD"`);
        return false;
      }
      // The first one wins, as `date` comes before `created`.
      if (result[meaning] !== undefined && name !== meaning) return false;
      result[meaning] = read.text;
      return true;
    }
    case 'description': {
      const plain = plainText(text);
      if (plain === '') return false;
      if (result.description && name !== 'description') return false;
      result.description = plain;
      return true;
    }
    case 'authors': {
      const names = authorNames(value);
      result.authors.push(...names.filter((one) => !result.authors.includes(one)));
      return names.length > 0;
    }
    case 'tags':
      for (const tag of tagsOf(value))
        if (slugify(tag) === '') lost(tag, 'a topic needs a letter or a digit', 'rename it, or leave it out');
        else if (!result.tags.some((one) => slugify(one) === slugify(tag))) result.tags.push(tag);
      return true;
    case 'draft':
      if (isTrue(value)) result.draft = true;
      return true;
    case 'cover':
    case 'image': {
      const picture = pictureOf(value);
      if (!picture) return false;
      // What other systems call an image is the picture of the post.
      if (result.cover === undefined && ((name !== 'ogImage' && meaning !== 'image') || name === 'image')) {
        result.cover = picture.src;
        result.coverAlt ??= picture.alt;
        return !(Array.isArray(value) && value.length > 1);
      }
      if (meaning === 'image' && name !== 'image' && result.image === undefined) {
        result.image = picture.src;
        result.imageAlt ??= picture.alt;
        return true;
      }
      return false;
    }
    case 'coverAlt':
    case 'imageAlt':
      result[meaning] = plainText(text) || result[meaning];
      if (meaning === 'imageAlt') result.coverAlt ??= result.imageAlt;
      return text !== '';
    case 'series': {
      const [title] =
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? [textOf((value as Record<string, unknown>).title ?? (value as Record<string, unknown>).name)]
          : Array.isArray(value)
            ? value.map(textOf)
            : [textOf(value)];
      result.series = title;
      // A post is in one series.
      return title !== undefined && title !== '' && !(Array.isArray(value) && value.length > 1);
    }
    case 'part': {
      const part = Number(value);
      if (!Number.isInteger(part) || part < 1 || part > 9999) return false;
      result.part = part;
      return true;
    }
    case 'canonical':
      if (!isPublicUrl(text)) return false;
      result.canonical = text;
      return true;
    case 'lang': {
      const tag = text.replace(/_/g, '-');
      if (!isLanguage(tag)) return false;
      if (tag.toLowerCase() !== archive.language?.toLowerCase()) result.lang = tag;
      return true;
    }
    case 'toc':
      if (typeof value !== 'boolean') return false;
      result.toc = /hide/i.test(name) ? !value : value;
      return true;
    case 'noindex':
      if (isTrue(value)) result.noindex = true;
      return true;
    case 'audio':
      // The file of a path would have to be moved, too.
      if (!/^https:/.test(text)) return false;
      result.same.audio = text;
      return true;
    case 'transcript':
    case 'chapters':
    case 'episode':
      return false;
    // Already covered by the document's addresses.
    case 'slug':
      return true;
    case 'translationOf':
      return false;
    default:
      // A plain value of a field that needs no conversion.
      if (meaning !== undefined && own.get(meaning)?.type === typeof value && !(meaning in result.same)) {
        result.same[meaning] = value;
        return true;
      }
      return (
        name === 'permalink' ||
        (meaning === 'aliases' && name !== 'url' && name !== 'path' && document.addresses.length > 0)
      );
  }
}

/** The tags of formatted text. Others, such as `Vec<T>`, are text. */
const inlineTag =
  /<\/?(?:a|abbr|b|br|cite|code|del|div|em|font|i|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|u|var)(?:\s[^<>]*)?\/?>/gi;

/** A text without tags and marks of Markdown, on one line. */
function plainText(text: string): string {
  return unescapeHtml(text.replace(inlineTag, ''))
    .replace(/(?<!\w)(\*\*|`)(?=\S)([^*`]*?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The names in a byline: a text, a link, a list, or mappings.
 *
 * @param isOne whether a text is one name, such as `Doe, Jane` in a list
 */
function authorNames(value: unknown, isOne = false): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => authorNames(one, true));
  if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    const name = fields.name ?? fields.title ?? fields.key ?? fields.id ?? fields.slug;
    return name === undefined ? Object.keys(fields).slice(0, 1) : authorNames(name, true);
  }
  const text = textOf(value);
  // `[Name](https://…)`, `Name <mail@example.org>`
  const plain = plainText(
    text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]*@[^>]*>|\([^)]*@[^)]*\)/g, ''),
  );
  // A comma may also separate a title, as in `Jane Doe, PhD`.
  const several = /\s*(?:[;、&]|\band\b|\bund\b|\bet\b|,(?!\s*(?:PhD|Ph\.D|MD|Jr|Sr|II|III)\b))\s*/;
  return (isOne ? [plain] : plain.split(several)).flatMap(
    (name) => name.replace(/^(?:by|von)\s+/i, '').trim() || [],
  );
}

/** Topics: a list, or a text with commas. */
function tagsOf(value: unknown): string[] {
  if (Array.isArray(value))
    return value.flatMap(
      (item) =>
        (typeof item === 'object' && item !== null
          ? textOf((item as Record<string, unknown>).name ?? (item as Record<string, unknown>).title)
          : textOf(item)) || [],
    );
  if (typeof value === 'object' && value !== null) return Object.keys(value);
  const text = textOf(value);
  return text.includes(',') ? listOf(text) : text === '' ? [] : [text];
}

/** A picture: a path, a list of them, or a mapping. */
function pictureOf(value: unknown): { src: string; alt?: string } | undefined {
  if (Array.isArray(value)) return pictureOf(value[0]);
  if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    const src = textOf(
      fields.src ?? fields.image ?? fields.url ?? fields.path ?? fields.feature ?? fields.filename,
    );
    return src ? { src, alt: plainText(textOf(fields.alt ?? fields.caption)) || undefined } : undefined;
  }
  const src = textOf(value);
  return /[./]/.test(src) && !/[<>\n]/.test(src) ? { src } : undefined;
}
