import { join, posix, relative } from 'node:path';
import { stringify } from 'yaml';
import type { MarkdownExtensions } from '../config/site-config';
import { isOwnAddress } from '../content/site-addresses';
import { isLanguage } from '../i18n/language';
import type { Problem } from '../markdown/problem';
import { renderMarkdown } from '../markdown/render';
import { addressKey, aliasPath, aliasProblem, postPath } from '../util/addresses';
import { UserError } from '../util/errors';
import { isSafeSlug, slugify } from '../util/slug';
import type { Archive, SourceDocument, SourceFiles } from './archive';
import { type ConvertedText, convertText } from './convert';
import { draftDate, type ImportedFields, mapFields } from './fields';
import { openSource } from './files';
import { keepHeadingIds } from './headings';
import { Report } from './report';
import { UrlResolver } from './resolve';
import { recognize } from './sources';
import { documentScheme } from './syntax/context';
import { decoded, fenced } from './text';
import { type Edit, TrackedText } from './tracked-text';
import { type FoundUrl, urlsIn } from './urls';
import { ContentWriter, type Outcome } from './write';

export interface ImportOptions {
  /** A folder, a ZIP archive or a file of an export. */
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
  isDryRun: boolean;
  onProgress(done: number, all: number): void;
}

export interface ImportResult {
  system: string;
  counts: { posts: number; pages: number; authors: number; series: number; files: number };
  outcomes: ReadonlyMap<Outcome, number>;
  report: Report;
  /** Settings for `site.config.ts` that the imported texts need, as lines of TypeScript. */
  settings: string[];
  headings: { all: number; kept: number };
}

/** A document on its way into the content folder. */
interface Draft {
  document: SourceDocument;
  fields: ImportedFields;
  converted: ConvertedText;
  /** Its name in the content folder. */
  slug: string;
  /** Files next to it: the name of each, and the path in the source or the content. */
  files: Map<string, { path: string } | { content: string }>;
  /** Its file in the content folder. */
  path: string;
  /** The ids to which links can lead. */
  ids: Set<string>;
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
      `${options.source} looks like ${archive.system}, but has no posts. If it is from another system, name it with --from.`,
    );
  const writer = new ContentWriter(options.contentDir, options.isDryRun);
  const siteUrl = options.siteUrl ?? archive.siteUrl ?? siteUrlIn(files);
  if (!archive.language || !isLanguage(archive.language)) archive.language = options.language;
  const mapped = archive.documents.map((document) => {
    const fields = mapFields(document, archive, report);
    if (document.kind === 'page' && fields.draft) asDraftPost(document, fields, report);
    return { document, fields };
  });
  reportUnread(archive, files, report);
  const tagSlugs = new Set(mapped.flatMap(({ fields }) => fields.tags.map(slugify)));
  const slugs = new Slugs(writer, report);
  const resolver = new UrlResolver(archive, files, siteUrl, tagSlugs);
  const hasFormulas = usesFormulas(files);
  const drafts = mapped.map(({ document, fields }): Draft => {
    const converted = convertOrKeep(document, archive, files, report, hasFormulas);
    if (!fields.title) fields.title = titleOf(converted, document);
    return {
      document,
      fields,
      converted,
      slug: slugs.of(document, fields),
      files: new Map(),
      path: '',
      ids: new Set(),
    };
  });
  for (const draft of drafts) placeFiles(draft, resolver, writer);
  const byDocument = new Map(drafts.map((draft) => [draft.document, draft]));
  const people = new People(archive);
  const series = new Map<string, string>();
  const needs: MarkdownExtensions = {};
  const headings = { all: 0, kept: 0 };
  const counts = { posts: 0, pages: 0, authors: 0, series: 0, files: 0 };
  const addresses = new Map<string, string>();
  let missingAlts = 0;
  let done = 0;
  for (const draft of drafts) {
    const { document, fields, converted } = draft;
    const language = fields.lang ?? archive.language ?? options.language;
    replaceUrls(draft, byDocument, resolver, files, options, writer, report);
    const losses = await reportLosses(draft, language, needs, report);
    missingAlts += losses.missingAlts;
    const ids = keepHeadingIds(converted.text, document.headingIds, losses.headings);
    for (const id of [...losses.ids, ...ids.kept]) draft.ids.add(id);
    headings.all += losses.headings.length;
    headings.kept += ids.kept.length;
    options.onProgress(++done, drafts.length);
  }
  const byPath = new Map(drafts.map((draft) => [draft.path, draft]));
  for (const draft of drafts) {
    const { document, fields, converted } = draft;
    checkFragments(draft, byPath, report);
    if (fields.series) series.set(slugify(fields.series), fields.series);
    for (const address of document.addresses) if (!addresses.has(address)) addresses.set(address, draft.path);
    const content = `---\n${frontMatter(draft, people, byDocument, report)}---\n\n${converted.text.text.trim()}\n`;
    const outcome = writer.writeDocument(document.key, draft.path, content);
    note(outcome, document.file, draft.path, report);
    for (const [name, file] of outcome === 'deleted' || outcome === 'kept' ? [] : draft.files) {
      const path = posix.join(posix.dirname(draft.path), name);
      const bytes = 'path' in file ? files.bytes(file.path) : Buffer.from(file.content);
      note(writer.writeFile(path, bytes), document.file, path, report);
      counts.files++;
    }
    counts[document.kind === 'post' ? 'posts' : 'pages']++;
  }
  for (const { id, content } of people.documents()) {
    const path = `authors/${id}.md`;
    note(writer.writeDocument(`author:${id}`, path, content), path, path, report);
    counts.authors++;
  }
  for (const [id, title] of series) {
    const path = `series/${id}.md`;
    const content = `---\n${stringify({ title }, { lineWidth: 0 })}---\n`;
    note(writer.writeDocument(`series:${id}`, path, content), path, path, report);
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
  writer.finish(addresses);
  return {
    system: archive.system,
    counts,
    outcomes: writer.outcomes,
    report,
    settings: settingsFor(archive, needs, missingAlts, options),
    headings,
  };
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

/** Formats of posts that cannot be imported, or pages of a theme. */
const otherText = /\.(?:adoc|asciidoc|html?|ipynb|mdown|njk|org|pug|rst|textile|txt)$/i;

/** Reports files next to imported documents that look like posts but were not read. */
function reportUnread(archive: Archive, files: SourceFiles, report: Report) {
  const read = new Set(archive.documents.map(({ file }) => file));
  const folders = new Set(
    archive.documents.filter(({ kind }) => kind === 'post').map(({ file }) => posix.dirname(file)),
  );
  for (const path of files.list()) {
    const isText = otherText.test(path) || /\.(?:md|mdx|markdown)$/i.test(path);
    const folder = posix.dirname(path);
    if (
      !isText ||
      read.has(path) ||
      !folders.has(folder) ||
      // At the root of a project are its own pages and files.
      (folder === '.' && !/\.(?:adoc|asciidoc|org|rst|textile)$/i.test(path)) ||
      /(?:^|\/)_?index\.[^/]*$/.test(path)
    )
      continue;
    report.lost({
      file: path,
      line: 1,
      kind: 'file',
      what: '',
      why: 'it is next to posts, but is not one that can be imported',
      todo: 'if readers need it, convert it to Markdown',
    });
  }
}

/** The URL of a site in the files of its host and its package. */
function siteUrlIn(files: SourceFiles): string | undefined {
  const host = ['CNAME', 'static/CNAME', 'public/CNAME', 'src/CNAME'].find((path) => files.has(path));
  if (host) return `https://${files.text(host).trim()}`;
  const home = files.has('package.json')
    ? /"homepage"\s*:\s*"(https?:[^"#]+)"/.exec(files.text('package.json'))?.[1]
    : undefined;
  return home && !/github\.com/.test(home) ? home.replace(/\/+$/, '') : undefined;
}

/** Converts a text. One that is nested too deeply to be converted is kept as code. */
function convertOrKeep(...args: Parameters<typeof convertText>): ConvertedText {
  const [document, , , report] = args;
  try {
    const converted = convertText(...args);
    urlsIn(converted.text.text);
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

/** Whether a site shows formulas between single dollar signs: a theme or a program loads what draws them. */
function usesFormulas(files: SourceFiles): boolean {
  return files
    .list()
    .some(
      (path) =>
        /(?:^|\/)(?:package|[\w.-]*config[\w.-]*|head[\w.-]*|layout[\w.-]*|.*(?:math|katex)[^/]*)\.(?:json|js|ts|mjs|cjs|ya?ml|toml|html|njk|liquid|tsx|jsx)$/i.test(
          path,
        ) && /remark-math|rehype-katex|mathjax|katex|passthrough/i.test(files.text(path)),
    );
}

/** Reports what the owner has to look at after a file was written. @param path in the content folder */
function note(outcome: Outcome, file: string, path: string, report: Report) {
  const entry = { file, line: 1, what: path };
  const isOwn = path.startsWith('authors/') || path.startsWith('series/');
  if (outcome === 'conflict')
    report.lost({
      ...entry,
      kind: 'conflict',
      why: 'it was changed here and at the source in the same place',
      todo: `choose between the lines that are marked in ${path}`,
    });
  else if (outcome === 'kept' && isOwn)
    report.changed({ ...entry, kind: 'kept', why: 'you have this file already; it was not changed' });
  else if (outcome === 'kept')
    report.lost({
      ...entry,
      kind: 'conflict',
      why: 'another file with this name exists here, and was kept',
      todo: 'copy what you need from the source, or rename one of them and import again',
    });
  else if (outcome === 'deleted')
    report.changed({
      ...entry,
      kind: 'deleted',
      why: 'you deleted it here since the last import; it was not written again',
    });
}

/** Finds names for documents: safe in addresses, each only once, and the same as in earlier imports. */
class Slugs {
  /** The keys of the documents that have a name, by folder and name. */
  private readonly taken = new Map<string, string>();

  constructor(
    private readonly writer: ContentWriter,
    private readonly report: Report,
  ) {
    for (const key of writer.knownKeys) {
      const name = nameIn(writer.pathOf(key));
      if (name) this.taken.set(name, key);
    }
  }

  of(document: SourceDocument, fields: ImportedFields): string {
    const folder = document.kind === 'post' ? 'posts' : 'pages';
    const known = this.writer.pathOf(document.key);
    const before = slugIn(known);
    if (before !== undefined && known?.startsWith(`${folder}/`)) return before;
    const [last = ''] = decoded(document.name).split('/').filter(Boolean).slice(-1);
    const isKept = isSafeSlug(last) && document.addresses.length > 0;
    const base = isKept ? last.normalize('NFC') : slugify(last) || slugify(fields.title) || 'untitled';
    const isFree = (slug: string) =>
      !this.taken.has(`${folder}/${addressKey(slug)}`) &&
      !this.writer.isOwners(`${folder}/${slug}.md`) &&
      !this.writer.isOwners(`${folder}/${slug}/index.md`) &&
      (document.kind === 'post' || !isOwnAddress(`/${slug}/`));
    const year = fields.date?.slice(0, 4);
    const candidates = [
      base,
      ...(fields.lang ? [`${base}-${fields.lang.toLowerCase()}`] : []),
      ...(year ? [`${base}-${year}`] : []),
    ];
    let slug = candidates.find(isFree);
    for (let number = 2; slug === undefined; number++)
      if (isFree(`${base}-${number}`)) slug = `${base}-${number}`;
    if (slug !== last)
      this.report.changed({
        file: document.file,
        line: 1,
        kind: 'slug',
        what: last,
        why: `its slug is "${slug}", because ${slug === base ? 'this cannot be part of an address' : 'another document or page of the site has this one'}`,
      });
    this.taken.set(`${folder}/${addressKey(slug)}`, document.key);
    return slug;
  }
}

const slugIn = (path = ''): string | undefined =>
  path === ''
    ? undefined
    : path
        .replace(/(?:\/index)?\.md$/, '')
        .split('/')
        .at(-1);
const nameIn = (path = '') => {
  const slug = slugIn(path);
  return slug === undefined ? undefined : `${path.split('/')[0]}/${addressKey(slug)}`;
};

/** The title of a document without one: its first heading, which is then taken out of the text, or its name. */
function titleOf({ text }: ConvertedText, document: SourceDocument): string {
  const [found, heading] = /^\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n+|$)/.exec(text.text) ?? [];
  if (found !== undefined && heading) {
    text.apply([{ start: 0, end: found.length, text: '' }]);
    return heading.replace(/[*_`]/g, '');
  }
  const words = document.name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1) || 'Untitled';
}

/** Decides which files stand next to a document, and with that where the document is. */
function placeFiles(draft: Draft, resolver: UrlResolver, writer: ContentWriter): void {
  const { document, fields, converted, slug } = draft;
  const add = (path: string) => {
    for (const [name, file] of draft.files) if ('path' in file && file.path === path) return name;
    const name = fileName(path, draft.files);
    draft.files.set(name, { path });
    return name;
  };
  for (const [name, content] of converted.drawings) draft.files.set(name, { content });
  for (const { url, isMedia } of urlsIn(converted.text.text)) {
    const target = resolver.resolve(url, document, isMedia);
    if (target.to === 'file') add(target.path);
  }
  for (const field of ['cover', 'image'] as const) {
    const target = fields[field] === undefined ? undefined : resolver.resolve(fields[field], document, true);
    if (target?.to === 'file') fields[field] = add(target.path);
    else if (target?.to === 'url') fields[field] = target.url;
  }
  const folder = document.kind === 'post' ? 'posts' : 'pages';
  // Once it is in a folder, it stays there.
  const isInFolder = draft.files.size > 0 || writer.pathOf(document.key) === `${folder}/${slug}/index.md`;
  draft.path = isInFolder ? `${folder}/${slug}/index.md` : `${folder}/${slug}.md`;
}

/** A name for a file next to a document, which no other one has. */
function fileName(path: string, taken: ReadonlyMap<string, unknown>): string {
  const { name, ext } = posix.parse(path.normalize('NFC'));
  const base = name.replace(/[<>:"|?*\\\p{Cc}]+/gu, '-').replace(/^\.+|[. ]+$/g, '') || 'file';
  const isTaken = (one: string) =>
    [...taken.keys()].some((other) => addressKey(other) === addressKey(one)) || one === 'index.md';
  let result = base + ext.toLowerCase();
  for (let number = 2; isTaken(result); number++) result = `${base}-${number}${ext.toLowerCase()}`;
  return result;
}

/** Replaces the URLs in a text by those that work here. */
function replaceUrls(
  draft: Draft,
  byDocument: ReadonlyMap<SourceDocument, Draft>,
  resolver: UrlResolver,
  files: SourceFiles,
  options: ImportOptions,
  writer: ContentWriter,
  report: Report,
): void {
  const { document, converted } = draft;
  const { text } = converted;
  const from = posix.dirname(draft.path);
  const written = (found: FoundUrl, url: string) => ({
    start: found.start,
    end: found.end,
    text: found.place === 'html' ? url.replaceAll('&', '&amp;').replaceAll('"', '&quot;') : encoded(url),
  });
  text.apply(
    urlsIn(text.text).flatMap((found) => {
      if (converted.drawings.has(found.url)) return [];
      const target = resolver.resolve(found.url, document, found.isMedia);
      const line = text.lineAt(found.start);
      switch (target.to) {
        case 'document': {
          const other = byDocument.get(target.document);
          if (!other) return [];
          const path = other === draft ? '' : posix.relative(from, other.path);
          return [
            written(
              found,
              `${path}${target.fragment ? `#${target.fragment}` : ''}` || posix.basename(draft.path),
            ),
          ];
        }
        case 'file': {
          const [name] =
            [...draft.files].find(([, file]) => 'path' in file && file.path === target.path) ?? [];
          return name === undefined
            ? []
            : [written(found, encodeURI(name).replace(/[#?]/g, encodeURIComponent) + target.suffix)];
        }
        case 'public':
          writer.writeFile(
            relative(options.contentDir, join(options.publicDir, target.address)),
            files.bytes(target.path),
          );
          return [written(found, encodeURI(target.address) + target.suffix)];
        case 'url':
          return [written(found, target.url)];
        case 'old page':
          report.lost({
            file: document.file,
            line,
            kind: 'link',
            what: found.url,
            why: 'it leads to a page of the old site that was not imported',
            todo: /^https?:/.test(target.url)
              ? 'redirect this address, or change the link'
              : 'name the old site with --site, or change the link',
          });
          return [written(found, target.url)];
        case 'missing':
          report.lost({
            file: document.file,
            line,
            kind: 'missing file',
            what: decoded(found.url.replace(documentScheme, '')),
            why: found.isMedia ? 'the file is not in the source' : 'the document is not in the source',
            todo: found.isMedia ? 'put it next to the post, or remove it' : 'change the link, or remove it',
          });
          return [written(found, target.url)];
        default:
          return [];
      }
    }),
  );
}

/** A URL as it can stand in Markdown, without and with angle brackets. */
const encoded = (url: string) =>
  url.replace(/[\s<>()"\\]/g, (character) =>
    encodeURIComponent(character).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29')),
  );

/**
 * Checks a text as a build does, and reports what readers would not see as it was meant.
 *
 * @param needs gets the extensions that the text uses
 * @returns the number of images without an alternative text, the ids of the headings, and all ids
 */
async function reportLosses(
  { document, converted }: Draft,
  language: string,
  needs: MarkdownExtensions,
  report: Report,
): Promise<{ missingAlts: number; headings: string[]; ids: string[] }> {
  const { text } = converted;
  const on = { headingIds: true, definitionLists: /^:[ \t]+\S/m.test(text.text) };
  if (on.definitionLists) needs.definitionLists = true;
  const { problems, warnings, headings, ids } = await renderMarkdown(
    withPlainCode(text.text),
    language,
    on,
  ).catch((error: unknown) => ({
    problems: [
      {
        line: 1,
        column: 1,
        message: error instanceof Error ? error.message : String(error),
        fix: 'simplify it',
      },
    ],
    warnings: [] as Problem[],
    headings: [],
    ids: [],
  }));
  let missingAlts = 0;
  const edits: Edit[] = [];
  for (const problem of [...problems, ...warnings]) {
    const line = text.sourceLine(problem.line);
    if ('isMissingAlt' in problem && problem.isMissingAlt) {
      missingAlts++;
      report.changed({ file: document.file, line, kind: 'alternative text', what: '', why: problem.message });
      continue;
    }
    const extension = /turn on "markdown: \{ (\w+): true \}"/.exec(problem.fix)?.[1];
    // Emoji and marks that are common are better turned on than written anew.
    if (
      extension === 'emoji' ||
      extension === 'subscript' ||
      extension === 'superscript' ||
      extension === 'highlight'
    )
      needs[extension] = true;
    const what = text.text.split('\n')[problem.line - 1] ?? '';
    const entry = { file: document.file, line, kind: kindOf(problem.message), what, why: problem.message };
    // What was the same on the old site is worth knowing, but nothing is lost.
    if (warnings.includes(problem) && sameBefore.test(problem.message))
      report.changed({ ...entry, kind: 'note' });
    else report.lost({ ...entry, todo: problem.fix });
    // Errors that a backslash removes: the text is shown as it is written.
    const offset = offsetOf(text.text, problem);
    if (/^unknown directive "::[a-z]|^the footnote .* is not defined/i.test(problem.message))
      edits.push({ start: offset, end: offset, text: '\\' });
  }
  text.apply(edits);
  return { missingAlts, headings: headings.map(({ id }) => id), ids };
}

/** The offset of a line and a column, both from 1. */
function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  let offset = 0;
  for (let at = 1; at < line; at++) offset = text.indexOf('\n', offset) + 1;
  return offset + column - 1;
}

/** Takes away the fragments of links that lead to no heading, as on the old site. */
function checkFragments(draft: Draft, byPath: ReadonlyMap<string, Draft>, report: Report): void {
  const { text } = draft.converted;
  text.apply(
    urlsIn(text.text).flatMap(({ url, start, end, isMedia }) => {
      const [, path = '', fragment = ''] = /^([^#?]*)#(.+)$/.exec(url) ?? [];
      if (fragment === '' || isMedia || /^[a-z][a-z\d+.-]*:|^\//i.test(path)) return [];
      const target = path === '' ? draft : byPath.get(posix.join(posix.dirname(draft.path), decoded(path)));
      const id = decoded(fragment).normalize('NFC');
      if (!target || target.ids.has(id)) return [];
      const near = [...target.ids].find(
        (one) => one.toLowerCase() === id.toLowerCase() || one === slugify(id),
      );
      if (near) return [{ start, end, text: `${path}#${encodeURIComponent(near)}` }];
      report.lost({
        file: draft.document.file,
        line: text.lineAt(start),
        kind: 'link',
        what: url,
        why: `there is no heading "#${id}" on the page it leads to; the link leads to the page now`,
        todo: 'check where it should lead',
      });
      return [{ start, end, text: path || posix.basename(draft.path) }];
    }),
  );
}

/** The text with code blocks in no language, because highlighting them takes most of the time. */
function withPlainCode(markdown: string): string {
  return markdown.replace(
    /^([ \t>]*(?:`{3,}|~{3,}))[ \t]*(?!mermaid\b|math\b|text\b)([\w+#.-]+)/gm,
    (_, fence: string) => `${fence}text`,
  );
}

/** Warnings about what every system shows, or leaves out, in the same way. */
const sameBefore =
  /heading follows a level|heading has no text|nothing refers to it|is defined twice|undefined reference|is not valid in a block|the row has|looks like a table|without a space|shown as plain text.*single dollar/;

/** A short name for a message of the checks. */
function kindOf(message: string): string {
  if (/^removed from <|is removed/.test(message)) return 'HTML';
  if (/shown as plain text/.test(message)) return 'syntax';
  if (/heading/.test(message)) return 'heading';
  if (/diagram/.test(message)) return 'diagram';
  if (/formula/.test(message)) return 'formula';
  if (/footnote/.test(message)) return 'footnote';
  return 'check';
}

/** The front matter of a document, as YAML. */
function frontMatter(
  draft: Draft,
  people: People,
  byDocument: ReadonlyMap<SourceDocument, Draft>,
  report: Report,
): string {
  const { document, fields } = draft;
  const isPost = document.kind === 'post';
  const cover = fields.cover !== undefined && draft.files.has(fields.cover) ? fields.cover : undefined;
  const image =
    fields.image ?? (cover === undefined && /^https?:/.test(fields.cover ?? '') ? fields.cover : undefined);
  if (fields.cover !== undefined && cover === undefined && image === undefined)
    report.lost({
      file: document.file,
      line: 1,
      kind: 'missing file',
      what: fields.cover,
      why: 'the cover is not in the source',
      todo: 'put it next to the post, and write "cover: …"',
    });
  const isUsable = (one: string) => /^https?:/.test(one) || draft.files.has(one);
  const rest: Record<string, unknown> = { ...fields.rest };
  if (!isPost) {
    if (fields.date) rest.date = fields.date;
    if (fields.tags.length > 0) rest.tags = fields.tags;
    if (fields.authors.length > 0) rest.authors = fields.authors;
  }
  const original = isPost && fields.lang ? translationOf(draft, byDocument) : undefined;
  const aliases = aliasesOf(draft, report);
  const ordered: Record<string, unknown> = {
    title: fields.title,
    ...(isPost ? { date: fields.date } : {}),
    description: fields.description,
    updated: fields.updated,
    ...(isPost
      ? {
          authors: fields.authors.map((name) => people.idOf(name)),
          tags: fields.tags,
          draft: fields.draft,
          cover,
          coverAlt: cover === undefined ? undefined : fields.coverAlt,
          image: image !== undefined && isUsable(image) ? image : undefined,
          imageAlt: image === undefined ? undefined : (fields.imageAlt ?? fields.coverAlt),
          series: fields.series ? slugify(fields.series) : undefined,
          part: fields.series ? fields.part : undefined,
        }
      : {}),
    aliases,
    ...(isPost ? { guid: document.guid, canonical: fields.canonical } : {}),
    lang: fields.lang,
    translationOf: original,
    ...(isPost ? { toc: fields.toc } : {}),
    noindex: fields.noindex,
    'x-imported': Object.keys(rest).length > 0 ? rest : undefined,
  };
  const written = Object.fromEntries(
    Object.entries(ordered).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
  return stringify(written, { lineWidth: 0, collectionStyle: 'any' });
}

/** The slug of the post that this one translates: the one with the same name in the main language. */
function translationOf(
  { document, slug }: Draft,
  byDocument: ReadonlyMap<SourceDocument, Draft>,
): string | undefined {
  for (const other of byDocument.values())
    if (
      other.document !== document &&
      other.document.kind === 'post' &&
      !other.fields.lang &&
      other.document.name === document.name &&
      other.slug !== slug
    )
      return other.slug;
  return undefined;
}

/** The old paths of a document that are not its new one. */
function aliasesOf({ document, slug }: Draft, report: Report): string[] {
  const ours = document.kind === 'post' ? postPath(slug) : `/${slug}/`;
  const found = new Map<string, string>();
  for (const address of document.addresses) {
    const path = aliasPath(address);
    if (addressKey(path) === addressKey(ours) || found.has(addressKey(path))) continue;
    const problem =
      aliasProblem(address) ?? (isOwnAddress(path) ? 'the site itself has a page there' : undefined);
    if (problem)
      report.lost({
        file: document.file,
        line: 1,
        kind: 'address',
        what: address,
        why: `it cannot be redirected: ${problem}`,
        todo: 'redirect it in the settings of your host',
      });
    else found.set(addressKey(path), address);
  }
  return [...found.values()];
}

/** The authors, by the names that documents use. */
class People {
  private readonly ids = new Map<string, string>();
  private readonly used = new Map<
    string,
    { name: string; description?: string; url?: string; biography?: string }
  >();

  constructor(private readonly archive: Archive) {}

  /** The ID of an author, who gets a page by being named. */
  idOf(name: string): string {
    const known = this.archive.authors.find(({ names }) =>
      names.some((one) => one.toLowerCase() === name.toLowerCase()),
    );
    const key = (known?.name ?? name).toLowerCase();
    const before = this.ids.get(key);
    if (before !== undefined) return before;
    const base = slugify((known?.name ?? name).replace(/^@/, '')) || 'author';
    let id = base;
    for (let number = 2; this.used.has(id); number++) id = `${base}-${number}`;
    this.ids.set(key, id);
    this.used.set(id, known ?? { name });
    return id;
  }

  documents(): { id: string; content: string }[] {
    return [...this.used].map(([id, { name, description, url, biography }]) => {
      const website = url && /^https?:\/\//.test(url) ? url : undefined;
      const fields = Object.fromEntries(
        Object.entries({ name, description, url: website }).filter(([, value]) => value),
      );
      return {
        id,
        content: `---\n${stringify(fields, { lineWidth: 0 })}---\n${biography ? `\n${biography.trim()}\n` : ''}`,
      };
    });
  }
}

/** The settings that imported texts need. */
function settingsFor(
  archive: Archive,
  needs: MarkdownExtensions,
  missingAlts: number,
  { language }: ImportOptions,
): string[] {
  const settings: string[] = [];
  if (
    archive.language &&
    archive.language.split('-')[0]?.toLowerCase() !== language.split('-')[0]?.toLowerCase()
  )
    settings.push(`language: '${archive.language}',`);
  if (archive.timeZone) settings.push(`timeZone: '${archive.timeZone}',`);
  const extensions = Object.keys(needs).sort();
  if (extensions.length > 0)
    settings.push(`markdown: { ${extensions.map((name) => `${name}: true`).join(', ')} },`);
  if (missingAlts > 0)
    settings.push(
      `altTextSince: '${new Date().toISOString().slice(0, 10)}', // ${missingAlts} images have no alternative text`,
    );
  return settings;
}
