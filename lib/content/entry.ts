import { writeText } from '../cache/texts';
import { charactersWithoutFont } from '../cards/font-files';
import { type Bibliography, readBibliography } from '../citations/read';
import type { MarkdownExtensions } from '../config/site-config';
import { isLanguage } from '../i18n/language';
import type { Formula, Formulas } from '../markdown/formulas';
import { Places } from '../markdown/places';
import type { Problem } from '../markdown/problem';
import { emptyBody, type RenderedBody, renderMarkdown } from '../markdown/render';
import type { Replacement } from '../markdown/replacements';
import {
  type UnknownWikilink,
  type WikilinksAsMarkdown,
  type WikiTargets,
  wikilinksToMarkdown,
} from '../markdown/wikilinks';
import { weighTerms, writeTerms } from '../recommend/terms';
import { frequenciesOf } from '../search/frequencies';
import { pathOf } from '../util/addresses';
import { type ContentDate, dayOrMoment, isBefore, localTime } from '../util/dates';
import { UserError } from '../util/errors';
import { hashOf } from '../util/hash';
import { windowsProblem } from '../util/names';
import { pileIn } from '../util/piles';
import { isSafeSlug, slugify } from '../util/slug';
import type { BibliographyFile } from './bibliography';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { readFrontMatter } from './front-matter';
import type { Fields } from './model';
import { type SourceFile, splitSource } from './source';

/** The facts about a text, without the text. */
export interface TextFacts
  extends Omit<RenderedBody, 'html' | 'diagrams' | 'formulas' | 'text' | 'code' | 'problems' | 'warnings'> {
  /** The name of its `RenderedHtml`. See `lib/cache/texts.ts`. */
  html: string;
  /** The names of its diagrams, by address. */
  diagrams: Record<string, string>;
  /** Its formulas with the names of their images. */
  formulas: Formulas<Formula & { svg: string }>;
  /** The name of its terms for recommendations. See `lib/recommend/terms.ts`. */
  terms: string;
  /** The name of its word frequencies for search. See `lib/search/frequencies.ts`. */
  frequencies: string;
  /** What takes the place of its wikilinks. The offsets of `references` and `replaced` count with these edits. */
  wikilinks: Replacement[];
  /** Its wikilinks to documents that do not exist. */
  unknownWikilinks: UnknownWikilink[];
}

/** The result of reading one file: a pure function of its name, its bytes and the publication's settings. */
export interface FileRecord {
  /** A hash of the file's bytes. */
  digest: string;
  /** The line where the text begins. */
  bodyLine: number;
  fields: Fields;
  text: TextFacts;
  errors: ContentError[];
  /** What does not prevent publishing. */
  warnings: ContentError[];
}

/** The settings of the publication on which the reading of a text depends. */
export interface TextSettings {
  /** BCP 47; for texts that do not set their own. */
  language: string;
  /** IANA. If omitted, UTC. */
  timeZone?: string;
  /** A day, `YYYY-MM-DD`. In older posts, images may lack an alternative text. */
  altTextSince?: string;
  /** The extensions of Markdown that are turned on. */
  markdown?: MarkdownExtensions;
  /** A hash of the configuration, if directives of the owner may read it. */
  configHash?: string;
}

/** What a file is read with. */
export interface ReadTask {
  file: ContentFile;
  /** The path shown in messages. */
  shown: string;
  bytes: Uint8Array;
  settings: TextSettings;
  /** The works that it may cite. */
  bibliography?: BibliographyFile;
  /** What the names in its wikilinks stand for. */
  wikiTargets?: WikiTargets;
}

/** A document as read from its file, before it is checked against the others. */
export interface Entry extends Omit<FileRecord, 'errors' | 'warnings'> {
  file: ContentFile;
  /** The path shown in messages. */
  shown: string;
  /** The end of its address: the last segment, after the folders of a post if they are part of it. */
  slug: string;
  /** Its address, such as `/posts/start-here/`. */
  path: string;
  /** Its address until it is published, if this build includes drafts. */
  previewPath?: string;
  /** Why the document is not part of this build. */
  hidden: 'draft' | 'scheduled' | undefined;
}

/** Whether lists, feeds and other posts may show a document. The page of one that is not listed is only at its address. */
export const isListed = ({ fields, previewPath }: Pick<Entry, 'fields' | 'previewPath'>): boolean =>
  !fields.unlisted?.value && previewPath === undefined;

/** The address of a document in this build. */
export const addressOf = ({ path, previewPath }: Pick<Entry, 'path' | 'previewPath'>): string =>
  previewPath ?? path;

/** How the addresses of posts are made. */
export interface PostAddresses {
  /** Whether the folders of a post are part of its address. */
  foldersInPaths: boolean;
  /** @param day `YYYY-MM-DD` */
  pathOf(slug: string, day: string): string;
  /** The addresses of drafts and scheduled posts, if the build includes them. */
  previewPathOf?: (slug: string) => string;
}

/**
 * Makes the entry of a file.
 *
 * @param buildTime milliseconds since the epoch; a later post is scheduled
 */
export function entryOf(
  file: ContentFile,
  shown: string,
  record: FileRecord,
  posts: PostAddresses,
  buildTime: number,
): Entry {
  const { digest, bodyLine, fields, text } = record;
  const name = nameOf(file, fields);
  const slug = posts.foldersInPaths ? [...foldersOf(file), name].join('/') : name;
  const { draft, date } = fields;
  const hidden = draft?.value
    ? 'draft'
    : date && Date.parse(date.value.iso) > buildTime
      ? 'scheduled'
      : undefined;
  const path = file.type === 'Post' ? posts.pathOf(slug, date?.value.day ?? '') : pathOf[file.type](slug);
  const previewPath = hidden && posts.previewPathOf?.(slug);
  return { file, shown, digest, bodyLine, fields, text, slug, path, previewPath, hidden };
}

/** The last segment of the address of a document. */
function nameOf(file: ContentFile, fields: Fields): string {
  return (fields.slug?.value ?? file.name).normalize('NFC');
}

/** The folders that a post is in: `posts/2026/may/a.md` and `posts/2026/may/a/index.md` → `2026`, `may`. */
function foldersOf({ path }: ContentFile): string[] {
  return path
    .replace(/\/index\.md$/, '')
    .normalize('NFC')
    .split('/')
    .slice(1, -1);
}

/** Reports the folders of a post that cannot be part of its address. */
export function folderErrors(file: ContentFile, shown: string): ContentError[] {
  return foldersOf(file)
    .filter((folder) => !isSafeSlug(folder))
    .map((folder) => ({
      file: shown,
      line: 1,
      column: 1,
      message: `the folder ${JSON.stringify(folder)} cannot be part of a URL; expected letters, digits and hyphens, at most 150 bytes`,
      fix: `rename the folder to ${slugify(folder) || 'a-name-of-letters'}, or turn off "foldersInPaths" in site.config.ts`,
    }));
}

/**
 * Reads and checks one file, and renders its text.
 *
 * @returns the record, or an error if the file cannot be split into front matter and text
 */
export async function readRecord({
  file,
  shown,
  bytes,
  settings: { language, timeZone, altTextSince, markdown },
  bibliography,
  wikiTargets,
}: ReadTask): Promise<FileRecord | ContentError> {
  const source = splitSource(shown, bytes);
  if ('message' in source) return source;
  const pile = pileOfMarks(source);
  if (pile) return pile;
  const {
    fields,
    errors,
    warnings: fieldWarnings,
  } = source.problem
    ? { fields: {}, errors: [source.problem], warnings: [] }
    : readFrontMatter(source, file.type, timeZone, file.name);
  const written = fields.lang?.value;
  const itsLanguage = written !== undefined && isLanguage(written) ? written : language;
  const { works, problems: bibliographyProblems } = worksIn(bibliography);
  const wiki = wikiTargets && wikilinksToMarkdown(source.body, wikiTargets, ownUrl(file), markdown ?? {});
  const rendered = await renderMarkdown(wiki?.text ?? source.body, itsLanguage, markdown, works).catch(
    (error: unknown): RenderedBody => {
      if (error instanceof UserError) throw error;
      errors.push({
        file: shown,
        line: source.bodyLine,
        column: 1,
        message: `the text cannot be rendered: ${error instanceof Error ? error.message : String(error)}; expected less deeply nested Markdown`,
        fix: 'look for something that is nested thousands of levels deep',
      });
      return emptyBody;
    },
  );
  const { html, diagrams, formulas, text, code, problems, warnings, ...facts } = rendered;
  const inFile = ({ line, ...problem }: Problem): Found => ({
    file: shown,
    line: line + source.bodyLine - 1,
    ...problem,
  });
  const asWritten = wiki ? (problem: Problem) => inFile(beforeWikilinks(problem, wiki)) : inFile;
  // Documents without a date count as old, because nothing shows which ones were imported.
  const isOld =
    altTextSince !== undefined && (fields.date === undefined || fields.date.value.day < altTextSince);
  const found = [
    ...problems.map(asWritten),
    ...(wiki?.problems ?? []).map(inFile),
    ...fieldProblems(file, shown, fields, timeZone),
  ];
  if (bibliography && /\[[^[\]]{0,600}@/.test(source.body))
    for (const problem of bibliographyProblems) errors.push({ file: bibliography.shown, ...problem });
  const tolerated: ContentError[] = [];
  for (const { isMissingAlt, ...problem } of found)
    (isMissingAlt && isOld ? tolerated : errors).push(problem);
  const title = fields.title?.value ?? '';
  const headings = facts.headings.map((heading) => heading.text);
  const terms = await weighTerms({ title, headings, text, code, language: itsLanguage });
  return {
    digest: hashOf(bytes),
    bodyLine: source.bodyLine,
    fields,
    text: {
      ...facts,
      ...(wiki && {
        references: facts.references.map((reference) => ({ ...reference, ...wiki.placeOf(reference) })),
        outgoing: facts.outgoing.map((link) => ({ ...link, ...wiki.placeOf(link) })),
      }),
      wikilinks: wiki?.edits ?? [],
      unknownWikilinks: wiki?.unknown ?? [],
      html: writeText(JSON.stringify(html)),
      diagrams: Object.fromEntries(
        Object.entries(diagrams).map(([address, svg]) => [address, writeText(svg)]),
      ),
      formulas: Object.fromEntries(
        Object.entries(formulas).map(([key, { svg, ...formula }]) => [
          key,
          { ...formula, svg: writeText(svg) },
        ]),
      ),
      terms: writeText(writeTerms(terms)),
      frequencies: writeText(frequenciesOf(`${text}\n${code}`)),
    },
    errors,
    warnings: [
      ...tolerated,
      ...fieldWarnings,
      ...windowsWarnings(shown, fields),
      ...cardWarnings(file, shown, fields),
      ...warnings.map(asWritten),
      ...(wiki?.warnings ?? []).map(inFile),
    ],
  };
}

/** The URL of a document, relative to itself. */
const ownUrl = ({ path }: ContentFile) => encodeURIComponent(path.split('/').at(-1) ?? '');

/** A problem of the text with links in place of wikilinks, where the author wrote what it is about. */
function beforeWikilinks(problem: Problem, { placeOf }: WikilinksAsMarkdown): Problem {
  const { written, ...place } = placeOf(problem);
  const fix =
    written && problem.isMissingAlt
      ? `write ${written.replace(/(?:\\?\|.*)?\]\]$/, '|What it shows]]')}`
      : problem.fix;
  return { ...problem, ...place, fix };
}

/** The bibliography that was read last, because posts in a folder share it. */
let lastRead: { file: BibliographyFile; read: Bibliography } | undefined;

function worksIn(file: BibliographyFile | undefined): Bibliography {
  if (!file) return { works: new Map(), problems: [] };
  if (lastRead?.file.text !== file.text || lastRead.file.name !== file.name)
    lastRead = { file, read: readBibliography(file.name, file.text) };
  return lastRead.read;
}

/** Folders of the site that Windows cannot create. */
function windowsWarnings(file: string, { slug, tags }: Fields): ContentError[] {
  const named = [
    ...(slug ? [{ ...slug, folder: slug.value }] : []),
    ...(tags?.value ?? []).map((tag) => ({ ...tag, folder: slugify(tag.value) })),
  ];
  return named.flatMap(({ folder, line, column }) => {
    const problem = windowsProblem(folder);
    if (problem === undefined) return [];
    const message = `the site cannot be built on Windows: ${problem}; expected a path that works on every system`;
    return { file, line, column, message, fix: 'choose another name if anyone builds the site on Windows' };
  });
}

/** How many characters a message names. */
const maxNamedCharacters = 5;

/** Characters on cards for which there is no font. A page has no card. */
function cardWarnings({ type }: ContentFile, file: string, { title, name, tags }: Fields): ContentError[] {
  if (type === 'Page') return [];
  return [title, name, ...(tags?.value ?? [])].flatMap((field) => {
    const lacking = charactersWithoutFont(field?.value ?? '');
    if (!field || lacking.length === 0) return [];
    const shown = lacking
      .slice(0, maxNamedCharacters)
      .map((character) => `${character} (${codePointOf(character)})`);
    const more = lacking.length - shown.length;
    const characters = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
    return {
      file,
      line: field.line,
      column: field.column,
      message: `cards show boxes for ${characters}; expected characters that are in their fonts`,
      fix: 'write it without them, or check that its link previews are still clear',
    };
  });
}

const codePointOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function pileOfMarks({ file, frontMatter, frontMatterLine, body, bodyLine }: SourceFile) {
  for (const [text, first] of [
    [frontMatter, frontMatterLine],
    [body, bodyLine],
  ] as const) {
    const found = pileIn(text);
    if (!found) continue;
    const { index, ...pile } = found;
    const { line, column } = new Places(text).at(index);
    return { file, line: line + first - 1, column, ...pile };
  }
  return undefined;
}

/** An error that may be tolerated. */
type Found = ContentError & Pick<Problem, 'isMissingAlt'>;

/** Finds what is wrong with several fields together, or with the name of the file. */
function fieldProblems(file: ContentFile, shown: string, fields: Fields, timeZone?: string): Found[] {
  const found: Found[] = [];
  const report = (
    at: { line: number; column: number } | undefined,
    message: string,
    fix: string,
    isMissingAlt?: true,
  ) => found.push({ file: shown, line: at?.line ?? 1, column: at?.column ?? 1, message, fix, isMissingAlt });
  const { image, imageAlt, cover, coverAlt, part, series, date, updated, changes } = fields;
  const momentOf = ({ day, iso }: ContentDate) => {
    const moment = dayOrMoment(day, iso, timeZone);
    return moment !== day && timeZone ? localTime(new Date(iso), timeZone) : moment;
  };

  const slug = nameOf(file, fields);
  if (!isSafeSlug(slug)) {
    const better = slugify(slug) || 'a-name-of-letters';
    // iCloud and file managers number copies. So do authors.
    const [, original] = /^(.+) \(?\d+\)?$/.exec(file.name) ?? [];
    const copied = original ? `; if it is a copy of ${original}.md, delete it` : '';
    report(
      fields.slug,
      `the ${fields.slug ? 'slug' : 'file name'} ${JSON.stringify(slug)} cannot be part of a URL; expected letters, digits and hyphens, at most 150 bytes`,
      fields.slug
        ? `write "slug: ${better}"`
        : `rename the file to ${better}.md, or add "slug: ${better}"${copied}`,
    );
  }
  for (const [name, picture, alt] of [
    ['image', image, imageAlt],
    ['cover', cover, coverAlt],
  ] as const)
    if (picture && !alt)
      report(
        picture,
        `"${name}" has no "${name}Alt"; expected a description for readers who cannot see the image`,
        `add "${name}Alt: What the image shows"`,
        true,
      );
  if (part && !series)
    report(
      part,
      '"part" has no "series"; expected the series that the post belongs to',
      'add "series: …", or delete the line',
    );
  for (const name of ['transcript', 'chapters', 'episode'] as const)
    if (fields[name] && !fields.audio)
      report(
        fields[name],
        `"${name}" has no "audio"; expected the audio file that it belongs to`,
        'add "audio: episode.mp3", or delete it',
      );
  if (date && updated && isBefore(updated.value, date.value, timeZone))
    report(
      updated,
      `"updated" is ${momentOf(updated.value)}, before the "date" ${momentOf(date.value)}; expected a later day or time`,
      'correct one of them, or delete "updated"',
    );
  for (const { value, ...at } of changes?.value ?? [])
    if (date && isBefore(value, date.value, timeZone))
      report(
        at,
        `a change is dated ${momentOf(value)}, before the "date" ${momentOf(date.value)}; expected a later day`,
        'correct one of them',
      );
  return found;
}

/** When a post was updated or changed, not before its date: an update on the same day may have no time. */
export function lastUpdate({ updated, changes, date }: Fields): ContentDate | undefined {
  const [change] = changes?.value ?? [];
  const last = [updated?.value, change?.value]
    .filter((one) => one !== undefined)
    .sort((a, b) => (a.iso < b.iso ? -1 : 1))
    .at(-1);
  return last && date && last.iso < date.value.iso ? { ...last, iso: date.value.iso } : last;
}
