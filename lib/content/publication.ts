import { join, relative, sep } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { hasText } from '../cache/texts';
import { postPath } from '../config/post-path';
import { addressKey, iconAddresses } from '../util/addresses';
import { hashOf } from '../util/hash';
import { Assets } from './assets';
import { checkEntries } from './check';
import { checkConfig } from './check-config';
import {
  type Entry,
  entryOf,
  type FileRecord,
  folderErrors,
  readRecord,
  type TextFacts,
  type TextSettings,
} from './entry';
import { type ContentError, ContentErrors, sortErrors } from './errors';
import { type ContentFile, listContent } from './files';
import { listPublicFiles } from './public-files';
import { largestDocument, readRegularFile } from './publishable';
import { type Resolved, Resolver } from './resolve';
import { siteAddresses } from './site-addresses';

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
}

/** An entry with its references resolved. */
export type ResolvedEntry = Entry & { resolved: Resolved };

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
  /** Whether the folders of posts are part of their addresses. */
  foldersInPaths?: boolean;
  /** A hash of the code that reads documents. */
  code: string;
  /** A hash of the code that reads and converts images. */
  imageCode: string;
  /** Reads a file in another process. Used, one call per file, if many files need to be read. */
  readElsewhere: (task: ReadTask) => Promise<FileRecord | ContentError>;
  /** Called for each file that is not in the cache, after it is read. */
  onProgress: (done: number, all: number) => void;
}

/** The arguments of `readRecord`. */
export interface ReadTask {
  file: ContentFile;
  shown: string;
  bytes: Uint8Array;
  settings: TextSettings;
}

/** Cached results of `readRecord`, by a hash of everything they depend on. */
type Records = Map<string, FileRecord | ContentError>;
const recordsFile = join(workDir, 'cache/records');

/** From this many files on, it pays off to start other processes to read them. */
const minParallelReads = 40;

/**
 * Reads, renders and checks a whole publication. Files that did not change are taken from the cache.
 *
 * @throws {ContentErrors} with all errors in all files
 */
export async function readPublication(options: ReadOptions): Promise<Publication> {
  const { contentDir, preview, buildTime, foldersInPaths = false } = options;
  const displayPath = (path: string) => relative(process.cwd(), join(contentDir, path)).split(sep).join('/');
  const listing = await listContent(contentDir, displayPath);
  const { files, errors, warnings, unreadable, closed } = listing;
  const records = await readRecords(files, displayPath, options);
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
    entries.push(entryOf(file, shown, record, { foldersInPaths, pathOf: postPath }, buildTime));
  }
  const builtEntries = entries.filter((entry) => preview || !entry.hidden);
  const publicFiles = listPublicFiles(options.publicDir);
  for (const error of publicFiles.errors) errors.push(error);
  for (const warning of publicFiles.warnings) warnings.push(warning);
  const conflicts = conflictsWithSite(publicFiles.paths, builtEntries);
  for (const path of conflicts) errors.push(conflictError(options.publicDir + path, path));
  const publicPaths = publicFiles.paths.filter((path) => !conflicts.includes(path));
  const addresses = siteAddresses(builtEntries, publicPaths);
  for (const error of checkEntries(entries, { unreadable, closed }, addresses, options.settings.language))
    errors.push(error);
  const { configFile } = options;
  for (const error of checkConfig({
    entries,
    builtEntries,
    unreadable,
    siteAddresses: addresses,
    configFile,
  }))
    errors.push(error);

  const assets = await Assets.open(contentDir, options.imageCode);
  const resolver = new Resolver(entries, { unreadable, closed }, addresses, preview, assets);
  const resolved: ResolvedEntry[] = await Promise.all(
    entries.map(async (entry) => ({ ...entry, resolved: await resolver.resolve(entry) })),
  );
  await assets.close();
  for (const error of resolver.errors) errors.push(error);
  for (const warning of resolver.warnings) warnings.push(warning);

  if (errors.length > 0) throw new ContentErrors(sortErrors(withoutDuplicates(errors)), sortErrors(warnings));
  return {
    contentDir,
    entries: resolved.filter((entry) => preview || !entry.hidden),
    publicFiles: publicPaths,
    texts: new Set(entries.flatMap(({ text }) => textNames(text))),
    warnings: sortErrors(warnings),
    hidden: entries.filter(({ hidden }) => hidden),
  };
}

/** Reads files, or takes their records from the cache. @returns a record or an error for each, in the order of `files` */
async function readRecords(
  files: readonly ContentFile[],
  displayPath: (path: string) => string,
  options: ReadOptions,
): Promise<(FileRecord | ContentError)[]> {
  const { contentDir, settings, code } = options;
  const cached: Records = (await readChecksummed<Records>(recordsFile)) ?? new Map();
  const current: Records = new Map();
  const records: (FileRecord | ContentError)[] = [];
  const missing: { at: number; key: string; task: ReadTask }[] = [];
  for (const [at, file] of files.entries()) {
    const path = displayPath(file.path);
    const bytes = readBytes(join(contentDir, file.path), path);
    if ('message' in bytes) {
      records[at] = bytes;
      continue;
    }
    const key = hashOf(JSON.stringify([code, settings, file.type, file.name, path]), bytes);
    const record = cached.get(key);
    if (record && ('message' in record || textNames(record.text).every(hasText))) {
      records[at] = record;
      current.set(key, record);
    } else missing.push({ at, key, task: { file, shown: path, bytes, settings } });
  }
  let done = 0;
  const read = async ({ at, key, task }: (typeof missing)[number]) => {
    const record =
      missing.length < minParallelReads
        ? await readRecord(task.file, task.shown, task.bytes, task.settings)
        : await options.readElsewhere(task);
    records[at] = record;
    current.set(key, record);
    options.onProgress(++done, missing.length);
  };
  await Promise.all(missing.map(read));
  // Reading a few files again is faster than writing the records of all.
  if (missing.length * 100 > files.length || current.size * 2 < cached.size)
    await writeChecksummed(recordsFile, current);
  return records;
}

/** The names of a document's cached texts, which are stored outside its record. */
const textNames = ({ html, diagrams, formulas, frequencies }: TextFacts) => [
  html,
  ...Object.values(diagrams),
  ...Object.values(formulas).map(({ svg }) => svg),
  frequencies,
];

/** Reads a file. @param displayPath the path for messages */
function readBytes(file: string, displayPath: string): Uint8Array | ContentError {
  // Synchronous: for ten thousand small files, awaiting each takes longer than reading it.
  const bytes = readRegularFile(file, largestDocument);
  if (bytes instanceof Uint8Array) return bytes;
  const { problem, fix } = bytes ?? {
    problem: 'is a broken symbolic link; expected a text file',
    fix: 'restore the file it leads to, or delete the symbolic link',
  };
  return { file: displayPath, line: 1, column: 1, message: `this file ${problem}`, fix };
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
