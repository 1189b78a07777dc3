import { join, relative, sep } from 'node:path';
import { isKeptInMemory, readChecksummed, writeChecksummed } from '../cache/checksummed';
import { KnownFiles } from '../cache/known-files';
import { workDir } from '../cache/paths';
import { listTexts } from '../cache/texts';
import { postPath } from '../config/post-path';
import { type Conversations, conversationFile, conversationsShape } from '../conversation/reply';
import { type KnownLinks, knownLinksShape, linksFile } from '../links/known-links';
import { addressKey, iconAddresses, versionPath } from '../util/addresses';
import { hashOf } from '../util/hash';
import { Assets } from './assets';
import { Bibliographies, mayCite } from './bibliography';
import { checkEntries } from './check';
import { checkConfig } from './check-config';
import {
  type Entry,
  entryOf,
  type FileRecord,
  folderErrors,
  type ReadTask,
  readRecord,
  type TextFacts,
  type TextSettings,
} from './entry';
import { type ContentError, ContentErrors, sortErrors } from './errors';
import { type ContentFile, listContent } from './files';
import { readKeptFile } from './kept-file';
import { listPublicFiles } from './public-files';
import { largestDocument, type Refusal, readRegularFile } from './publishable';
import { type Resolved, Resolver } from './resolve';
import { writeSchemas } from './schema';
import { siteAddresses } from './site-addresses';
import { splitSource } from './source';
import { type WikiFacts, WikiNames, wikiFactsOf } from './wikilinks';

/** A publication that was read without errors. */
export interface Publication {
  contentDir: string;
  /** The documents to build, in the order of their files. */
  entries: ResolvedEntry[];
  /** The files of `public/` to publish, as paths with a leading slash. */
  publicFiles: string[];
  /** The names of all cached texts, including those of drafts; see `lib/cache/texts.ts`. */
  texts: ReadonlySet<string>;
  /** What is built, but was probably not intended. */
  warnings: ContentError[];
  /** Drafts and scheduled posts. */
  hidden: Entry[];
  /** What others wrote about posts. */
  conversations: Conversations;
  /** What is known about links to other sites. */
  links: KnownLinks;
  /** The earlier versions of posts by slug, the oldest first. */
  versions: ReadonlyMap<string, readonly Version[]>;
}

/** An entry with its references resolved. */
export type ResolvedEntry = Entry & { resolved: Resolved };

/** All documents with a page of their own text: the entries, and earlier versions of posts. */
export const documentsOf = ({ entries, versions }: Publication): ResolvedEntry[] => [
  ...entries,
  ...[...versions.values()].flatMap((own) => own.map(({ entry }) => entry)),
];

/** Options of `readPublication`. */
export interface ReadOptions {
  contentDir: string;
  publicDir: string;
  /** The path of `site.config.ts`, if it is that of this publication. Other content may share it. */
  configFile?: string;
  settings: TextSettings;
  /** Posts with a later date are scheduled. In milliseconds since the epoch. */
  buildTime: number;
  /** Whether to include drafts and scheduled posts. */
  preview: boolean;
  /** The address of a draft or scheduled post, by its slug, to build each of them there and nowhere else. */
  previewPathOf?: (slug: string) => string;
  /** Whether the folders of posts are part of their addresses. */
  foldersInPaths?: boolean;
  /** A hash of the code that reads documents. */
  code: string;
  /** A hash of the code that reads and converts images. */
  imageCode: string;
  /** Reads a file in another process. Used, one call per file, if many files need to be read. */
  readElsewhere: (task: ReadTask) => Promise<FileRecord | ContentError>;
  /** Reads one of a few files. If omitted, this process does it. */
  readOne?: (task: ReadTask) => Promise<FileRecord | ContentError>;
  /** Called between steps, to let other work through. Throws to stop. */
  betweenSteps?: () => Promise<void>;
  /** Finds the earlier versions of posts, if the site shows them. */
  findVersions?: (entries: readonly Entry[]) => Promise<VersionSource[]>;
  /** Whether to read every file, also those that have not changed by their times and sizes. */
  verify?: boolean;
  /** Texts that an editor has not saved yet, by the paths of their files. They take the place of the files. */
  unsaved?: ReadonlyMap<string, Uint8Array>;
  /** Called for each file that is not in the cache, after it is read. */
  onProgress: (done: number, all: number) => void;
}

/** An earlier version of a post. */
export interface VersionSource {
  /** The post as it is now. */
  entry: Entry;
  /** The day on which it was published or changed, `YYYY-MM-DD`. */
  day: string;
  bytes: Uint8Array;
}

/** An earlier version of a post, as a document of its own. */
export interface Version {
  day: string;
  /** Its address is below that of the post. */
  entry: ResolvedEntry;
  /** Its Markdown. */
  body: string;
}

/** Cached results of `readRecord`, by a hash of everything they depend on. */
type CachedRecords = Map<string, FileRecord | ContentError>;
const recordsFile = join(workDir, 'cache/records');

/** From this many files on, it pays off to start other processes to read them. */
const minParallelReads = 40;

/** A publication with everything that is wrong with it. */
export interface Inspection {
  /** Its documents, also those that cannot be read, with the paths that messages show. */
  files: (ContentFile & { shown: string })[];
  /** The documents that can be read, also those with errors, drafts and scheduled posts. */
  entries: ResolvedEntry[];
  errors: ContentError[];
  warnings: ContentError[];
}

/**
 * Reads, renders and checks a whole publication. Files that did not change are taken from the cache. Writes the
 * JSON Schemas for editors.
 *
 * @throws {ContentErrors} with all errors in all files
 */
export async function readPublication(options: ReadOptions): Promise<Publication> {
  const { publication, errors, warnings } = await inspectPublication(options);
  if (errors.length > 0) throw new ContentErrors(errors, warnings);
  return publication;
}

/** Does the same, but returns what can be read along with the errors. */
export async function inspectPublication(
  options: ReadOptions,
): Promise<Inspection & { publication: Publication }> {
  const { contentDir, preview, previewPathOf, buildTime, foldersInPaths = false, betweenSteps } = options;
  const displayPath = (path: string) => relative(process.cwd(), join(contentDir, path)).split(sep).join('/');
  const listing = await listContent(contentDir, displayPath);
  const { files, errors, warnings, unreadable, closed } = listing;
  const cache = await Records.open(options, displayPath);
  const records = await cache.readFiles(files);
  await betweenSteps?.();
  const entries: Entry[] = [];
  for (const [at, file] of files.entries()) {
    const record = records[at];
    if (record === undefined || 'message' in record) {
      if (record) errors.push(record);
      unreadable.push(file);
      continue;
    }
    const shown = displayPath(file.path);
    if (foldersInPaths) errors.push(...folderErrors(file, shown));
    // Fields with errors are missing, and its slug may be one of them.
    if (record.errors.length > 0) unreadable.push(file);
    errors.push(...record.errors);
    warnings.push(...record.warnings);
    entries.push(
      entryOf(file, shown, record, { foldersInPaths, pathOf: postPath, previewPathOf }, buildTime),
    );
  }
  writeSchemas(entries);
  await betweenSteps?.();
  const builtEntries = entries.filter((entry) => preview || !entry.hidden);
  const publicFiles = listPublicFiles(options.publicDir);
  for (const error of publicFiles.errors) errors.push(error);
  for (const warning of publicFiles.warnings) warnings.push(warning);
  const conflicts = conflictsWithSite(publicFiles.paths, builtEntries);
  for (const path of conflicts) errors.push(conflictError(options.publicDir + path, path));
  const publicPaths = publicFiles.paths.filter((path) => !conflicts.includes(path));
  await betweenSteps?.();
  const versionSources = (await options.findVersions?.(entries)) ?? [];
  const addresses = [
    ...siteAddresses(builtEntries, publicPaths),
    ...versionSources.map(({ entry, day }) => versionPath(entry.path, day)),
  ];
  for (const error of checkEntries(entries, { unreadable, closed }, addresses, options.settings.language))
    errors.push(error);
  await betweenSteps?.();
  const { configFile } = options;
  for (const error of checkConfig({
    entries,
    builtEntries,
    unreadable,
    siteAddresses: addresses,
    configFile,
  }))
    errors.push(error);
  await betweenSteps?.();

  const assets = await Assets.open(contentDir, options.imageCode, options.verify);
  const resolver = new Resolver(entries, { unreadable, closed }, addresses, preview, assets);
  const resolved: ResolvedEntry[] = await Promise.all(
    entries.map(async (entry) => ({ ...entry, resolved: await resolver.resolve(entry) })),
  );
  const versions = await readVersions(
    versionSources,
    new Resolver(entries, { unreadable, closed }, addresses, preview, assets),
    cache,
    options,
  );
  await assets.close();
  await cache.close();
  for (const error of resolver.errors) errors.push(error);
  for (const warning of resolver.warnings) warnings.push(warning);

  const conversations = readKeptFile(contentDir, displayPath, {
    name: conversationFile,
    shape: conversationsShape,
    command: 'conversation',
  });
  const links = readKeptFile(contentDir, displayPath, {
    name: linksFile,
    shape: knownLinksShape,
    command: 'links',
  });
  for (const { error } of [conversations, links]) if (error) errors.push(error);

  const publication: Publication = {
    contentDir,
    entries: resolved.filter((entry) => preview || !entry.hidden || entry.previewPath !== undefined),
    publicFiles: publicPaths,
    texts: new Set(
      [...entries, ...[...versions.values()].flat().map(({ entry }) => entry)].flatMap(({ text }) =>
        textNames(text),
      ),
    ),
    warnings: sortErrors(warnings),
    hidden: entries.filter(({ hidden }) => hidden),
    conversations: conversations.content ?? {},
    links: links.content ?? {},
    versions,
  };
  return {
    publication,
    files: files.map((file) => ({ ...file, shown: displayPath(file.path) })),
    entries: resolved,
    errors: sortErrors(withoutDuplicates(errors)),
    warnings: publication.warnings,
  };
}

/**
 * Reads the earlier versions of posts. What is wrong with them was reported when they were written, or cannot be
 * corrected any more: they show what they can.
 */
async function readVersions(
  sources: readonly VersionSource[],
  resolver: Resolver,
  cache: Records,
  { buildTime, foldersInPaths = false, settings }: ReadOptions,
): Promise<Map<string, Version[]>> {
  const records = await cache.read(
    sources.map(({ entry: { file, shown }, bytes }) => ({
      file,
      shown,
      ...factsOf(hasWikilinks({ settings }))(bytes),
      content: () => bytes,
    })),
  );
  const versions = new Map<string, Version[]>();
  for (const [at, { entry: post, day, bytes }] of sources.entries()) {
    const record = records[at];
    const source = splitSource(post.shown, bytes);
    if (!record || 'message' in record || 'message' in source) continue;
    const entry: Entry = {
      ...entryOf(post.file, post.shown, record, { foldersInPaths, pathOf: postPath }, buildTime),
      slug: post.slug,
      path: versionPath(post.path, day),
    };
    const resolved = await resolver.resolve(entry);
    const own = versions.get(post.slug) ?? [];
    versions.set(post.slug, [...own, { day, entry: { ...entry, resolved }, body: source.body }]);
  }
  return versions;
}

/** What is remembered about the file of a document. */
interface DocumentFacts {
  digest: string;
  mayCite: boolean;
  /** Only if wikilinks are turned on. */
  wiki?: WikiFacts;
}

const factsOf =
  (hasWikilinks: boolean) =>
  (bytes: Uint8Array): DocumentFacts => ({
    digest: hashOf(bytes),
    mayCite: mayCite(bytes),
    ...(hasWikilinks && { wiki: wikiFactsOf(bytes) }),
  });

/** A document to read. */
interface Readable extends DocumentFacts {
  file: ContentFile;
  /** The path shown in messages. */
  shown: string;
  /** Reads its file, if that has not been done. */
  content(): Uint8Array | ContentError;
}

const hasWikilinks = ({ settings }: Pick<ReadOptions, 'settings'>) => settings.markdown?.wikilinks === true;

/** The records of documents, which are read once, and then taken from the cache. */
class Records {
  private readonly current: CachedRecords = new Map();
  private readonly bibliographies: Bibliographies;
  private missing = 0;
  private wikiNames: WikiNames | undefined;
  private readonly texts = listTexts();

  private constructor(
    private readonly cached: CachedRecords,
    private readonly known: KnownFiles<DocumentFacts>,
    private readonly options: ReadOptions,
    private readonly displayPath: (path: string) => string,
  ) {
    this.bibliographies = new Bibliographies(options.contentDir, displayPath);
  }

  static async open(options: ReadOptions, displayPath: (path: string) => string): Promise<Records> {
    return new Records(
      (await readChecksummed<CachedRecords>(recordsFile)) ?? new Map(),
      await KnownFiles.open({
        name: hasWikilinks(options) ? 'linked-documents' : 'documents',
        version: 1,
        verify: options.verify ?? false,
        learn: factsOf(hasWikilinks(options)),
      }),
      options,
      displayPath,
    );
  }

  /** @returns a record or an error for each file, in their order */
  async readFiles(files: readonly ContentFile[]): Promise<(FileRecord | ContentError)[]> {
    const documents = files.map((file) => {
      const path = join(this.options.contentDir, file.path);
      const shown = this.displayPath(file.path);
      const unsaved = this.options.unsaved?.get(file.path);
      if (unsaved)
        return { file, shown, ...factsOf(hasWikilinks(this.options))(unsaved), content: () => unsaved };
      const found = this.known.find(path, readDocument);
      if ('problem' in found) return unreadableError(shown, found.problem);
      const { facts, content } = found;
      return { file, shown, ...facts, content: () => content ?? readBytes(path, shown) };
    });
    if (hasWikilinks(this.options))
      this.wikiNames = new WikiNames(
        this.options.contentDir,
        // A link to a document that cannot be read is not broken.
        files.map((file, at) => {
          const document = documents[at];
          return { file, wiki: (document && 'wiki' in document && document.wiki) || { links: [] } };
        }),
      );
    await this.options.betweenSteps?.();
    return this.read(documents);
  }

  /** @returns a record or an error for each document, in their order */
  async read(documents: readonly (Readable | ContentError)[]): Promise<(FileRecord | ContentError)[]> {
    const { settings, code, readElsewhere, readOne = readRecord, onProgress } = this.options;
    const records: (FileRecord | ContentError)[] = [];
    const missing: { at: number; key: string; task: ReadTask }[] = [];
    for (const [at, document] of documents.entries()) {
      const bibliography =
        'message' in document
          ? document
          : document.mayCite
            ? this.bibliographies.find(document.file)
            : undefined;
      if ('message' in document || (bibliography && 'message' in bibliography)) {
        records[at] = bibliography as ContentError;
        continue;
      }
      const { file, shown, digest, wiki } = document;
      const wikiTargets = wiki && this.wikiNames?.targetsOf(file, wiki);
      const key = hashOf(
        JSON.stringify([code, settings, file.type, file.name, shown, bibliography, digest, wikiTargets]),
      );
      const record = this.cached.get(key);
      if (record && ('message' in record || textNames(record.text).every((name) => this.texts.has(name)))) {
        records[at] = record;
        this.current.set(key, record);
        continue;
      }
      const bytes = document.content();
      if ('message' in bytes) records[at] = bytes;
      else missing.push({ at, key, task: { file, shown, bytes, settings, bibliography, wikiTargets } });
    }
    this.missing += missing.length;
    let done = 0;
    const read = async ({ at, key, task }: (typeof missing)[number]) => {
      const record = await (missing.length < minParallelReads ? readOne : readElsewhere)(task);
      records[at] = record;
      this.current.set(key, record);
      onProgress(++done, missing.length);
    };
    await Promise.all(missing.map(read));
    return records;
  }

  /** Saves the records for the next time. Reading a few files again is faster than writing the records of all. */
  async close(): Promise<void> {
    // Unsaved texts are read only once.
    if (this.options.unsaved) return;
    const isWorthIt = this.missing * 100 > this.current.size || this.current.size * 2 < this.cached.size;
    if (isWorthIt || (isKeptInMemory() && this.missing > 0))
      await writeChecksummed(recordsFile, this.current);
    await this.known.close();
  }
}

/** The names of a document's cached texts, which are stored outside its record. */
const textNames = ({ html, diagrams, formulas, terms, frequencies }: TextFacts) => [
  html,
  ...Object.values(diagrams),
  ...Object.values(formulas).map(({ svg }) => svg),
  terms,
  frequencies,
];

// Synchronous: for ten thousand small files, awaiting each takes longer than reading it.
const readDocument = (file: string) => readRegularFile(file, largestDocument);

/** Reads a file. @param shown the path for messages */
function readBytes(file: string, shown: string): Uint8Array | ContentError {
  const bytes = readDocument(file);
  return bytes instanceof Uint8Array ? bytes : unreadableError(shown, bytes);
}

/** @param refusal why the file is not read; `undefined` if it does not exist */
function unreadableError(shown: string, refusal: Refusal | undefined): ContentError {
  const { problem, fix } = refusal ?? {
    problem: 'is a broken symbolic link; expected a text file',
    fix: 'restore the file it leads to, or delete the symbolic link',
  };
  return { file: shown, line: 1, column: 1, message: `this file ${problem}`, fix };
}

/** The files of `public/` whose address is that of a page or file of the site. */
function conflictsWithSite(publicPaths: readonly string[], builtEntries: Entry[]): string[] {
  const own = [...siteAddresses(builtEntries, []), ...builtEntries.map(({ path }) => path)];
  const keys = new Set(own.map(addressKey));
  const isIcon = (path: string) => iconAddresses.some((icon) => icon === path);
  return publicPaths.filter((path) => keys.has(addressKey(path)) && !isIcon(path));
}

function conflictError(file: string, path: string): ContentError {
  const icon = iconAddresses.find((address) => addressKey(address) === addressKey(path));
  return {
    file,
    line: 1,
    column: 1,
    message: `this file conflicts with ${icon ?? path}, which the site generates itself; expected another name`,
    fix: icon ? `rename it to ${icon.slice(1)} to replace the icon, or delete it` : 'rename it, or delete it',
  };
}

/** Some errors are found twice, such as that of a name used in two fields. Reports each once. */
function withoutDuplicates(errors: ContentError[]): ContentError[] {
  const seen = new Set<string>();
  return errors.filter(({ file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    return !seen.has(key) && seen.add(key);
  });
}
