import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { meaningOf } from '../../content/foreign-fields';
import { slugify } from '../../util/slug';
import type { Archive, ReadContext, SourceDocument, SourceFiles } from '../archive';
import { readDate } from '../dates';
import { expandPermalink, type PermalinkValues } from '../permalink';
import { splitFrontMatter } from '../read-front-matter';
import type { Report } from '../report';
import { isFalse, isTrue, listOf, textOf } from '../text';

/** A system that posts can be imported from. */
export interface Source {
  name: string;
  /** What it takes, for error messages. */
  takes: string;
  /** Whether the files are of this system. */
  recognizes(files: SourceFiles): boolean;
  read(context: ReadContext): Archive;
}

export const isMarkdown = (path: string) => /\.(?:md|mdx|markdown|mdown|mkd)$/i.test(path);

/** Files of a project that are not posts. */
const projectFile =
  /^(?:readme|changelog|changes|contributing|license|code_of_conduct|security|authors|agents|claude|todo)(?:[.-][\w-]+)?\.(?:md|mdx|markdown)$/i;

/** Whether a Markdown file may be a post or a page. */
export const isText = (path: string) => {
  const parts = path.split('/');
  return (
    isMarkdown(path) && !projectFile.test(path) && !parts.some((part) => /^\.|^node_modules$/.test(part))
  );
};

export const hasFile = (files: SourceFiles, pattern: RegExp) =>
  files.list().some((path) => pattern.test(path));

/** A file in YAML, TOML or JSON; `undefined` if it cannot be read. The documents can be imported without it. */
export function readData(files: SourceFiles, path: string): unknown {
  const content = files.text(path);
  try {
    if (path.endsWith('.toml')) return parseToml(content);
    return path.endsWith('.json') ? JSON.parse(content) : parseYaml(content);
  } catch {
    return undefined;
  }
}

/** The settings in the first of some configuration files; empty if there is none. */
export function readConfig(files: SourceFiles, names: readonly string[]): Record<string, unknown> {
  for (const name of names) {
    const value = files.has(name) ? readData(files, name) : undefined;
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  }
  return {};
}

/** The URL of a site in a configuration that is a program, which is not run. */
export function urlInCode(files: SourceFiles, names: RegExp): string | undefined {
  for (const path of files.list().filter((one) => names.test(one))) {
    const found =
      /\b(?:site|siteUrl|siteURL|url|baseUrl|hostname)\s*[:=]\s*["'`](https?:\/\/[^"'`\s]+)["'`]/.exec(
        files.text(path),
      )?.[1];
    if (found && !/localhost|example\.(?:com|org)/.test(found)) return found.replace(/\/+$/, '');
  }
  return undefined;
}

/** The date at the start of a name, and the rest. */
export function splitDate(name: string): { day?: string; name: string } {
  const [, year, month, day, rest] = /^(\d{4})[-_](\d{1,2})[-_](\d{1,2})(?:[-_ ](.+))?$/.exec(name) ?? [];
  if (year === undefined) return { name };
  return { day: `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`, name: rest ?? name };
}

/** The day in a path such as `/2019/05/01/name/`. */
export function dayInPath(path: string): string | undefined {
  const [, year, month, day] =
    /(?:^|\/)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)/.exec(path) ?? [];
  return year && month && day && Number(month) <= 12 && Number(day) <= 31
    ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : undefined;
}

/** The slug that a system makes of a title or a file name: hyphens for what is no letter. */
export const hyphenated = (text: string) =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._~]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/** A document that is read from a file of Markdown. */
export interface ReadFile
  extends Pick<SourceDocument, 'key' | 'file' | 'line' | 'folder' | 'fields' | 'text' | 'name' | 'day'> {
  path: string;
  hasFrontMatter: boolean;
}

/** Reads a Markdown file. The folder of an `index.md` gives it its name. */
export function readMarkdown(path: string, { files, report }: ReadContext, isHexo = false): ReadFile {
  const { fields, text, line, hasFrontMatter } = splitFrontMatter(path, files.text(path), report, isHexo);
  const parts = path.split('/');
  const base = (parts.at(-1) ?? '').replace(/\.\w+$/, '');
  const isIndex = /^_?index(?:\.[a-z-]+)?$/i.test(base);
  const { day, name } = splitDate(
    isIndex ? (parts.at(-2) ?? base) : base.replace(/\.(?:[a-z]{2}(?:-[a-z]{2,4})?)$/i, ''),
  );
  return {
    key: path,
    file: path,
    path,
    line,
    folder: parts.slice(0, -1).join('/'),
    fields,
    text,
    name,
    day: day ?? dayInPath(path),
    hasFrontMatter,
  };
}

/** The day and the time of a document, for its address. */
export function momentOf(fields: Record<string, unknown>, day: string | undefined, timeZone?: string) {
  const keys = Object.keys(fields).filter((key) => key === 'date' || meaningOf(key) === 'date');
  // `date` comes first.
  for (const key of keys.sort((a, b) => Number(b === 'date') - Number(a === 'date'))) {
    const read = readDate(fields[key], timeZone);
    if (read) return { day: read.date.day, time: /T(\d{2}:\d{2}:\d{2})/.exec(read.text)?.[1] };
  }
  return { day, time: undefined };
}

/** Whether a document is marked as a draft. */
export const isDraft = ({ draft, published }: Record<string, unknown>): boolean =>
  isTrue(draft) || isFalse(published);

/** The values of a permalink for a document. */
export function valuesOf(file: ReadFile, section: string, timeZone?: string): PermalinkValues {
  const { day, time } = momentOf(file.fields, file.day, timeZone);
  const title = textOf(file.fields.title) || file.name;
  const slug = textOf(file.fields.slug) || file.name;
  return {
    day,
    time,
    name: file.name,
    slug: slug.split('/').filter(Boolean).at(-1) ?? slug,
    title: slugify(title),
    categories: [...listOf(file.fields.categories), ...listOf(file.fields.category)],
    section,
    id: textOf(file.fields.id) || undefined,
  };
}

/**
 * The address of a document by a pattern. If the pattern needs something that the document does not have,
 * this is reported.
 *
 * @param fallback the address without a pattern
 */
export function addressBy(
  pattern: string | undefined,
  values: PermalinkValues,
  fallback: string,
  { file, fields }: Pick<ReadFile, 'file' | 'fields'>,
  report: Report,
): string {
  if (pattern === undefined) return fallback;
  const address = expandPermalink(pattern, values);
  if (address !== undefined) return address;
  // A draft had no address.
  if (isDraft(fields)) return fallback;
  report.lost({
    file,
    line: 1,
    kind: 'address',
    what: pattern,
    why: `its old address is unknown: the permalink pattern needs a date that this document lacks, or uses an unknown placeholder; assuming ${fallback}`,
    todo: 'correct its "aliases", or set the pattern with --permalink',
  });
  return fallback;
}

/** A path of the old site, from a front-matter field: absolute URLs lose their origin. */
export function pathOfField(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === '' || text === 'false') return undefined;
  const path = /^https?:/.test(text) && URL.canParse(text) ? new URL(text).pathname : text;
  return path.startsWith('/') ? path : `/${path}`;
}
