import { posix, relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { MarkdownExtensions } from '../config/site-config';
import { isLanguage } from '../i18n/language';
import { servedKey, tagPath } from '../util/addresses';
import { UserError } from '../util/errors';
import { slugify } from '../util/slug';
import type { Archive, SourceDocument, SourceFiles } from './archive';
import { Authors } from './authors';
import { type ConvertedText, convertText } from './convert';
import type { Draft } from './draft';
import { draftDate, type ImportedFields, mapFields } from './fields';
import { openSource } from './files';
import { addGallery } from './gallery';
import { keepHeadingIds } from './headings';
import { checkFragments, replaceUrls } from './links';
import { reportLosses } from './losses';
import { placeFiles } from './place-files';
import { Report, reportOutcome } from './report';
import { UrlResolver } from './resolve';
import { settingsFor } from './settings';
import { siteUrlIn, usesFormulas } from './site-hints';
import { Slugs } from './slugs';
import { recognize } from './sources';
import { fenced, leadingHeading, withoutClosingMarks } from './text';
import { TrackedText } from './tracked-text';
import { findTranslations } from './translations';
import { reportComments, reportPagesInCode, reportStaticFiles, reportUnread } from './unread';
import { urlsIn } from './urls';
import { ContentWriter, type Outcome } from './write';
import { frontMatter, pathOf } from './write-front-matter';

export interface ImportOptions {
  /** A folder, a ZIP archive or an export file. */
  source: string;
  contentDir: string;
  /** The folder whose files are published as they are. */
  publicDir: string;
  /** The name of the system, if it is not to be recognized. */
  from?: string;
  /** The URL of the old site. */
  siteUrl?: string;
  /** The pattern of the old addresses, such as `/:year/:month/:slug/`. */
  permalink?: string;
  /** The language of the publication, as a BCP 47 tag. */
  language: string;
  /** The Markdown extensions that the publication has turned on. */
  markdown: MarkdownExtensions;
  isDryRun: boolean;
  onProgress(done: number, all: number): void;
}

export interface ImportResult {
  system: string;
  counts: {
    posts: number;
    pages: number;
    authors: number;
    series: number;
    files: number;
  };
  outcomes: ReadonlyMap<Outcome, number>;
  report: Report;
  /** Settings for `site.config.ts` that the imported texts need, as lines of TypeScript. */
  settings: string[];
  headings: { all: number; kept: number };
}

/**
 * Imports the publication of another system into a content folder.
 *
 * @returns what was imported, and what could not be
 * @throws {UserError} if the source cannot be read
 */
export async function importFrom(options: ImportOptions): Promise<ImportResult> {
  const files = openSource(options.source);
  const report = new Report();
  const archive = recognize(files, options.from).read({ files, report, permalink: options.permalink });
  if (archive.documents.length === 0)
    throw new UserError(
      `${options.source} looks like ${archive.system}, but has no posts. If that is wrong, pass the right system with --from.`,
    );
  if (!archive.language || !isLanguage(archive.language)) archive.language = options.language;
  const writer = new ContentWriter(options.contentDir, options.isDryRun);
  const drafts = await convertAll(archive, files, writer, report);
  const siteUrl = withScheme(options.siteUrl ?? archive.siteUrl ?? siteUrlIn(files));
  const resolver = new UrlResolver(
    archive,
    files,
    siteUrl,
    new Set(drafts.flatMap(({ fields }) => fields.tags.map(slugify))),
  );
  for (const draft of drafts) placeFiles(draft, resolver, writer, report);

  const byDocument = new Map(drafts.map((draft) => [draft.document, draft]));
  const needs: MarkdownExtensions = {};
  const headings = { all: 0, kept: 0 };
  const names = new Set(archive.documents.map(({ name }) => slugify(name)));
  let missingAlts = 0;
  const publicPath = relative(options.contentDir, options.publicDir).replaceAll(sep, '/');
  const published = new Set<string>();
  for (const draft of drafts)
    replaceUrls(draft, { byDocument, resolver, files, writer, report, publicPath, published });
  for await (const [index, draft] of withPauses(drafts.entries())) {
    const language = draft.fields.lang ?? archive.language;
    const losses = await reportLosses(draft, language, options.markdown, needs, names, report);
    missingAlts += losses.missingAlts;
    const { headingIds } = draft.document;
    const ids = keepHeadingIds(draft.converted.text, headingIds, losses.headings, draft.linkedIds);
    draft.ids = new Set([...losses.ids.filter((id) => !ids.replaced.includes(id)), ...ids.kept]);
    headings.all += losses.headings.length;
    headings.kept += ids.kept.length;
    options.onProgress(index + 1, drafts.length);
  }
  for (const { files: own } of drafts)
    for (const file of own.values()) if ('path' in file) published.add(file.path);
  reportStaticFiles(archive, files, published, report);
  const byPath = new Map(drafts.map((draft) => [draft.path, draft]));
  for await (const draft of withPauses(drafts)) checkFragments(draft, byPath, report);

  const written = writeAll(drafts, { archive, files, writer, report, siteUrl });
  return {
    system: archive.system,
    counts: written.counts,
    outcomes: writer.outcomes,
    report,
    settings: settingsFor(archive, drafts, needs, missingAlts + written.missingAlts, options.language),
    headings,
  };
}

/** A URL from a configuration, where its scheme may be missing; `undefined` if it is none. */
function withScheme(url = ''): string | undefined {
  return [url, `https://${url}`].find((one) => /^https?:\/\/[^/]/.test(one) && URL.canParse(one));
}

/** Converts the fields and the text of every document, and gives each one its slug. */
async function convertAll(
  archive: Archive,
  files: SourceFiles,
  writer: ContentWriter,
  report: Report,
): Promise<Draft[]> {
  archive.documents = archive.documents.filter((document) => !isNotFoundPage(document, report));
  const mapped = archive.documents.map((document) => {
    const fields = mapFields(document, archive, report);
    if (document.kind === 'page' && fields.draft) asDraftPost(document, fields, report);
    return { document, fields };
  });
  reportPagesInCode(archive, files, report);
  reportUnread(archive, files, report);
  reportComments(files, report);
  const slugs = new Slugs(archive.documents, writer, report);
  const hasFormulas = usesFormulas(files);
  const drafts: Draft[] = [];
  // Originals choose their slugs before translations.
  mapped.sort((a, b) => Number(a.fields.lang !== undefined) - Number(b.fields.lang !== undefined));
  for await (const { document, fields } of withPauses(mapped)) {
    const converted = convertOrKeep(document, archive, files, report, hasFormulas);
    // An archive may be large, and only the converted text is needed from here on.
    document.text = '';
    if (!fields.title) fields.title = titleOf(converted, document);
    addGallery(document, fields, converted.text, report);
    if (document.kind === 'page' && !fields.description && isEmpty(converted)) {
      reportEmptyPage(document, report);
      continue;
    }
    const slug = slugs.of(document, fields);
    drafts.push({
      document,
      fields,
      converted,
      slug,
      files: new Map(),
      path: '',
      ids: new Set(),
      linkedIds: new Set(),
    });
  }
  archive.documents = drafts.map(({ document }) => document);
  return drafts;
}

/** Items, with a turn of the event loop after each. Only then is the memory of the Markdown parser freed. */
async function* withPauses<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item;
    await setImmediate();
  }
}

interface WriteContext {
  archive: Archive;
  files: SourceFiles;
  writer: ContentWriter;
  report: Report;
  /** The URL of the old site, if it is known. */
  siteUrl: string | undefined;
}

/**
 * Writes the documents, the files next to them, their authors and their series.
 *
 * @returns how many of each, and how many images in front matter have no alternative text
 */
function writeAll(
  drafts: readonly Draft[],
  context: WriteContext,
): { counts: ImportResult['counts']; missingAlts: number } {
  const { archive, files, writer, report, siteUrl } = context;
  const counts = { posts: 0, pages: 0, authors: 0, series: 0, files: 0 };
  let missingAlts = 0;
  const authors = new Authors(archive);
  const translations = findTranslations(drafts, archive.language ?? '');
  const series = new Map<string, string>();
  const addresses = new Map<string, string>();
  const claimed = new Map<string, Draft | 'list'>();
  for (const { fields } of drafts)
    for (const tag of fields.tags) claimed.set(servedKey(tagPath(tag)), 'list');
  for (const draft of drafts) claimed.set(servedKey(pathOf(draft)), draft);
  for (const draft of drafts) {
    const { document, fields, converted } = draft;
    if (fields.series) series.set(slugify(fields.series), fields.series);
    for (const address of document.addresses) if (!addresses.has(address)) addresses.set(address, draft.path);
    const written = frontMatter(draft, authors, translations, claimed, siteUrl, report);
    missingAlts += written.missingAlts;
    const content = `---\n${written.yaml}---\n\n${converted.text.text.trim()}\n`;
    const outcome = writer.writeDocument(document.key, draft.path, content);
    reportOutcome(outcome, document.file, draft.path, report);
    counts[document.kind === 'post' ? 'posts' : 'pages']++;
    if (outcome === 'deleted' || outcome === 'kept') continue;
    for (const [name, file] of draft.files) {
      const path = posix.join(posix.dirname(draft.path), name);
      const bytes = 'path' in file ? files.bytes(file.path) : Buffer.from(file.content);
      reportOutcome(writer.writeFile(path, bytes), document.file, path, report);
      counts.files++;
    }
  }
  for (const { id, content } of authors.documents()) {
    const path = `authors/${id}.md`;
    reportOutcome(writer.writeDocument(`author:${id}`, path, content), path, path, report);
    counts.authors++;
  }
  for (const [id, title] of series) {
    const path = `series/${id}.md`;
    const content = `---\n${stringify({ title }, { lineWidth: 0 })}---\n`;
    reportOutcome(writer.writeDocument(`series:${id}`, path, content), path, path, report);
    counts.series++;
  }
  for (const path of writer.gone)
    report.changed({
      file: path,
      line: 1,
      kind: 'gone',
      what: '',
      why: 'it is no longer at the source; the file was kept',
    });
  writer.finish(addresses, siteUrl);
  return { counts, missingAlts };
}

/** Whether a document is the page for missing addresses, of which the site has its own. */
function isNotFoundPage({ file, addresses: [address] }: SourceDocument, report: Report): boolean {
  if (!/^\/404(?:\.html|\/)?$/.test(address ?? '')) return false;
  report.changed({
    file,
    line: 1,
    kind: 'page',
    what: '404',
    why: 'left out: the site has its own 404 page',
  });
  return true;
}

const isEmpty = ({ text, drawings }: ConvertedText) => text.text.trim() === '' && drawings.size === 0;

/** Reports a page that only a template of the old site filled. */
function reportEmptyPage({ file, addresses: [address = ''] }: SourceDocument, report: Report) {
  const entry = { file, line: 1, kind: 'page', what: address };
  if (address === '/') report.changed({ ...entry, why: 'left out: the site has its own front page' });
  else
    report.lost({
      ...entry,
      why: 'left out, because it has no text: a template of the old site filled it',
      todo: 'if readers need it, write it as a page',
    });
}

/** Makes a post of a page that is a draft, because pages are always published. */
function asDraftPost(document: SourceDocument, fields: ImportedFields, report: Report) {
  document.kind = 'post';
  fields.date ??= draftDate;
  report.lost({
    file: document.file,
    line: 1,
    kind: 'draft',
    what: fields.title,
    why: 'pages cannot be drafts, so this one is a draft post',
    todo: 'move it to content/pages/ when it is ready',
  });
}

/** Converts a text. One that is nested too deeply to be converted is kept as code. */
function convertOrKeep(...args: Parameters<typeof convertText>): ConvertedText {
  const [document, , , report] = args;
  try {
    const converted = convertText(...args);
    urlsIn(converted.text);
    return converted;
  } catch (error) {
    report.lost({
      file: document.file,
      line: document.line,
      kind: 'text',
      what: '',
      why: `it cannot be converted: ${error instanceof Error ? error.message : String(error)}; it was kept as code`,
      todo: 'convert it by hand',
    });
    return { text: new TrackedText(fenced(document.text, 'text'), document.line, true), drawings: new Map() };
  }
}

/** The title of a document without one: its first heading, which is then taken out of the text, or its name. */
function titleOf({ text }: ConvertedText, document: SourceDocument): string {
  const [found, line = ''] = leadingHeading.exec(text.text) ?? [];
  const heading = withoutClosingMarks(line);
  if (found !== undefined && heading) {
    text.apply([{ start: 0, end: found.length, text: '' }]);
    return heading.replace(/[*_`]/g, '');
  }
  const title = document.name.replace(/[-_]+/g, ' ').trim();
  return title.charAt(0).toUpperCase() + title.slice(1) || 'Untitled';
}
