import { join, relative, sep } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { hasText } from '../cache/texts';
import { addressKey } from '../util/addresses';
import { hashOf } from '../util/hash';
import { Assets } from './assets';
import { checkEntries } from './check';
import { type Entry, entryOf, type FileRecord, type Locale, readRecord, type TextFacts } from './entry';
import { type ContentError, ContentErrors, sortErrors } from './errors';
import { type ContentFile, listContent } from './files';
import { listPublicFiles } from './public-files';
import { largestDocument, readRegularFile } from './publishable';
import { type Resolved, Resolver } from './resolve';
import { siteAddresses } from './site-addresses';

/** A publication that has been read and holds no mistake. */
export interface Publication {
  contentDir: string;
  /** Every document that is printed, in the order of its files. */
  entries: ResolvedEntry[];
  /** The files of `public/` that are sent, from the slash. */
  publicFiles: string[];
  /** The names of all texts, drafts' too; see `lib/cache/texts.ts`. */
  texts: ReadonlySet<string>;
  /** What is printed, and yet was hardly meant. */
  warnings: ContentError[];
  /** Drafts, and posts whose time has not come. */
  hidden: Entry[];
}

export type ResolvedEntry = Entry & { resolved: Resolved };

export interface ReadOptions {
  contentDir: string;
  publicDir: string;
  locale: Locale;
  /** Milliseconds since the epoch. */
  buildTime: number;
  /** Keep drafts and scheduled posts. */
  preview: boolean;
  /** A hash of the code that reads. */
  code: string;
  /** A hash of the code that makes files of images. */
  imageCode: string;
  /** Has others read files, one call a file, where there are many. */
  readElsewhere: (task: ReadTask) => Promise<FileRecord | ContentError>;
  onProgress: (done: number, all: number) => void;
}

/** What `readRecord` is called with. */
export interface ReadTask {
  file: ContentFile;
  shown: string;
  bytes: Uint8Array;
  locale: Locale;
}

/** What files have said before, by a hash of all that it depends on. */
type Records = Map<string, FileRecord | ContentError>;
const recordsFile = join(workDir, 'cache/records');

/** From this many new texts on, sharing them out is worth starting processes for. */
const many = 40;

/**
 * Reads, renders and checks a whole publication. A file that says what it said before is not
 * read again.
 *
 * @throws {ContentErrors} with every mistake in every file
 */
export async function readPublication(options: ReadOptions): Promise<Publication> {
  const { contentDir, preview, buildTime } = options;
  const shown = (path: string) => relative(process.cwd(), join(contentDir, path)).split(sep).join('/');
  const listing = await listContent(contentDir, shown);
  const { files, errors, warnings, unreadable, closed } = listing;
  const records = await readRecords(files, shown, options);
  const entries: Entry[] = [];
  for (const [at, file] of files.entries()) {
    const record = records[at];
    if (record === undefined || 'message' in record) {
      if (record) errors.push(record);
      unreadable.push(file);
      continue;
    }
    // What its front matter would have said, such as its slug, may be missing.
    if (record.errors.length > 0) unreadable.push(file);
    errors.push(...record.errors);
    warnings.push(...record.warnings);
    entries.push(entryOf(file, shown(file.path), record, buildTime));
  }
  const printed = entries.filter((entry) => preview || !entry.hidden);
  const publicFiles = listPublicFiles(options.publicDir);
  for (const error of publicFiles.errors) errors.push(error);
  for (const warning of publicFiles.warnings) warnings.push(warning);
  const taken = takenBySite(publicFiles.paths, printed);
  for (const path of taken) errors.push(takenError(options.publicDir + path, path));
  const publicPaths = publicFiles.paths.filter((path) => !taken.includes(path));
  const addresses = siteAddresses(printed, publicPaths);
  for (const error of checkEntries(entries, { unreadable, closed }, addresses, options.locale.language))
    errors.push(error);

  const assets = await Assets.open(contentDir, options.imageCode);
  const resolver = new Resolver(entries, { unreadable, closed }, addresses, preview, assets);
  const resolved: ResolvedEntry[] = await Promise.all(
    entries.map(async (entry) => ({ ...entry, resolved: await resolver.resolve(entry) })),
  );
  await assets.close();
  for (const error of resolver.errors) errors.push(error);
  for (const warning of resolver.warnings) warnings.push(warning);

  if (errors.length > 0) throw new ContentErrors(sortErrors(withoutEchoes(errors)));
  return {
    contentDir,
    entries: resolved.filter((entry) => preview || !entry.hidden),
    publicFiles: publicPaths,
    texts: new Set(entries.flatMap(({ text }) => textNames(text))),
    warnings: sortErrors(warnings),
    hidden: entries.filter(({ hidden }) => hidden),
  };
}

/** What each file says, in the order of the files. */
async function readRecords(
  files: readonly ContentFile[],
  shown: (path: string) => string,
  options: ReadOptions,
): Promise<(FileRecord | ContentError)[]> {
  const { contentDir, locale, code } = options;
  const known: Records = (await readChecksummed<Records>(recordsFile)) ?? new Map();
  const kept: Records = new Map();
  const records: (FileRecord | ContentError)[] = [];
  const missing: { at: number; key: string; task: ReadTask }[] = [];
  for (const [at, file] of files.entries()) {
    const path = shown(file.path);
    const bytes = readBytes(join(contentDir, file.path), path);
    if ('message' in bytes) {
      records[at] = bytes;
      continue;
    }
    const key = hashOf(JSON.stringify([code, locale, file.type, file.name, path]), bytes);
    const record = known.get(key);
    if (record && ('message' in record || textNames(record.text).every(hasText))) {
      records[at] = record;
      kept.set(key, record);
    } else missing.push({ at, key, task: { file, shown: path, bytes, locale } });
  }
  let done = 0;
  const read = async ({ at, key, task }: (typeof missing)[number]) => {
    const record =
      missing.length < many
        ? await readRecord(task.file, task.shown, task.bytes, task.locale)
        : await options.readElsewhere(task);
    records[at] = record;
    kept.set(key, record);
    options.onProgress(++done, missing.length);
  };
  await Promise.all(missing.map(read));
  // To read a few files once more is quicker than to write what all of them say.
  if (missing.length * 100 > files.length || kept.size * 2 < known.size)
    await writeChecksummed(recordsFile, kept);
  return records;
}

/** What is kept of a text beside its record. */
const textNames = ({ html, diagrams, formulas, frequencies }: TextFacts) => [
  html,
  ...Object.values(diagrams),
  ...Object.values(formulas).map(({ svg }) => svg),
  frequencies,
];

function readBytes(file: string, shown: string): Uint8Array | ContentError {
  // Waiting for each of ten thousand small files would take longer than reading it.
  const bytes = readRegularFile(file, largestDocument);
  if (bytes instanceof Uint8Array) return bytes;
  const { problem, fix } = bytes ?? {
    problem: 'is a link that leads nowhere; expected a file with text',
    fix: 'restore it, or take it away',
  };
  return { file: shown, line: 1, column: 1, message: `this file ${problem}`, fix };
}

/** Which files of `public/` stand where the site has something of its own. */
function takenBySite(publicPaths: readonly string[], printed: Entry[]): string[] {
  const own = [...siteAddresses(printed, []), ...printed.map(({ path }) => path)];
  const keys = new Set(own.map(addressKey));
  return publicPaths.filter((path) => keys.has(addressKey(path)));
}

const takenError = (file: string, path: string): ContentError => ({
  file,
  line: 1,
  column: 1,
  message: `this file stands where the site has its own ${path}; expected another name`,
  fix: 'rename it, or delete it',
});

/** One mistake may be met twice, such as a name used in two fields; it is told once. */
function withoutEchoes(errors: ContentError[]): ContentError[] {
  const seen = new Set<string>();
  return errors.filter(({ file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    return !seen.has(key) && seen.add(key);
  });
}
