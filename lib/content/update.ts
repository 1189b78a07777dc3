import { join, relative, sep } from 'node:path';
import { postPath } from '../config/post-path';
import { Assets } from './assets';
import { Bibliographies, mayCite } from './bibliography';
import { type Entry, entryOf, readRecord } from './entry';
import type { ContentError } from './errors';
import type { Publication, ReadOptions, ResolvedEntry } from './publication';
import { largestDocument, readRegularFile } from './publishable';
import { Resolver } from './resolve';
import { siteAddresses } from './site-addresses';

/** What has changed after some files of a publication have been read again. */
export interface Update {
  /** The documents that were read or resolved again, as their paths are shown. */
  documents: string[];
  /** Those without errors, as they are now, by the path of the file. */
  entries: Map<string, ResolvedEntry>;
  /** The errors and warnings of these documents. */
  errors: ContentError[];
  warnings: ContentError[];
}

type UpdateOptions = Omit<ReadOptions, 'readElsewhere' | 'betweenSteps' | 'onProgress'>;

/** A document that was read again. Without an entry if its file has no form that can be read. */
interface Read {
  entry?: Entry;
  errors: ContentError[];
  warnings: ContentError[];
}

/**
 * Reads only some files of a publication again: documents, and files that documents show. Checks where their links
 * and images lead, but not whether other documents still agree with them.
 */
export class DocumentUpdater {
  private readonly entries: Map<string, ResolvedEntry>;
  private readonly resolver: Resolver;

  private constructor(
    publication: Publication,
    private readonly options: UpdateOptions,
    assets: Assets,
  ) {
    const { entries, publicFiles, versions } = publication;
    this.entries = new Map(entries.map((entry) => [entry.file.path, entry]));
    const earlier = [...versions.values()].flatMap((own) => own.map(({ entry }) => entry.path));
    const addresses = [...siteAddresses(entries, publicFiles), ...earlier];
    const unread = { unreadable: [], closed: new Set<never>() };
    this.resolver = new Resolver([...entries], unread, addresses, options.preview, assets);
  }

  /** @param publication without errors, with drafts and scheduled posts */
  static async open(publication: Publication, options: UpdateOptions): Promise<DocumentUpdater> {
    return new DocumentUpdater(
      publication,
      options,
      await Assets.open(options.contentDir, options.imageCode),
    );
  }

  /**
   * Reads files again.
   *
   * @param paths the files that have changed, relative to the content folder
   * @returns `undefined` if the whole publication must be read: if a file is new or gone, or the addresses of a
   *   document have changed
   */
  async update(paths: readonly string[]): Promise<Update | undefined> {
    const names = new Set(paths.map((path) => path.split(sep).join('/')));
    const fileOf = (name: string) => join(this.options.contentDir, name);
    const changed = new Set([...names].map(fileOf));
    const affected = [...this.entries.values()].filter(
      (entry) => names.has(entry.file.path) || filesOf(entry).some((file) => changed.has(file)),
    );
    const known = new Set(affected.flatMap((entry) => [fileOf(entry.file.path), ...filesOf(entry)]));
    if (![...changed].every((file) => known.has(file))) return undefined;
    const reads = new Map<ResolvedEntry, Read>();
    for (const entry of affected) {
      const isRead = names.has(entry.file.path);
      const read = isRead ? await readEntry(entry, this.options) : { entry, errors: [], warnings: [] };
      if (!read) return undefined;
      const isMoved =
        read.errors.length === 0 && read.entry && addressesOf(read.entry) !== addressesOf(entry);
      if (isMoved) return undefined;
      reads.set(entry, read);
    }
    return this.resolve(reads);
  }

  /** Finds out where the links and images of documents lead, and keeps those without errors. */
  private async resolve(reads: ReadonlyMap<ResolvedEntry, Read>): Promise<Update> {
    const { contentDir, imageCode } = this.options;
    const { resolver } = this;
    const replaced = [...reads].flatMap(([before, { entry }]) => (entry ? [[before, entry] as const] : []));
    resolver.renew(new Map(replaced), await Assets.open(contentDir, imageCode));
    const entries = new Map<string, ResolvedEntry>();
    for (const [before, entry] of replaced) {
      const errorsBefore = resolver.errors.length;
      const resolved = await resolver.resolve(entry);
      const isGood = resolver.errors.length === errorsBefore && reads.get(before)?.errors.length === 0;
      if (isGood) entries.set(entry.file.path, { ...entry, resolved });
    }
    for (const [path, entry] of entries) this.entries.set(path, entry);
    return {
      documents: [...reads.keys()].map(({ shown }) => shown),
      entries,
      errors: [...[...reads.values()].flatMap(({ errors }) => errors), ...resolver.errors],
      warnings: [...[...reads.values()].flatMap(({ warnings }) => warnings), ...resolver.warnings],
    };
  }
}

/** The author's files that a document shows. */
function filesOf({ resolved: { assets, audio, cover, image } }: ResolvedEntry): string[] {
  return [...assets.values(), audio?.asset, audio?.transcript?.asset, cover, image].flatMap(
    (asset) => asset?.file || [],
  );
}

/** What decides which addresses there are because of a document. */
function addressesOf({ path, fields: { tags, aliases, chapters, updated, changes, date } }: Entry): string {
  const valuesOf = (list: typeof tags) => list?.value.map(({ value }) => value);
  const days = [date, updated, ...(changes?.value ?? [])].map((each) => each?.value.day);
  return JSON.stringify([path, valuesOf(tags), valuesOf(aliases), chapters !== undefined, days]);
}

/**
 * Reads a document again. `undefined` if it is no longer a file that can be read, or if it may have wikilinks, whose
 * targets depend on all documents.
 */
async function readEntry(
  { file, shown }: Entry,
  { contentDir, settings, buildTime, foldersInPaths = false, readOne = readRecord }: UpdateOptions,
): Promise<Read | undefined> {
  const bytes = readRegularFile(join(contentDir, file.path), largestDocument);
  if (!(bytes instanceof Uint8Array)) return undefined;
  if (settings.markdown?.wikilinks && Buffer.from(bytes).includes('[[')) return undefined;
  const displayPath = (path: string) => relative(process.cwd(), join(contentDir, path)).split(sep).join('/');
  const bibliography = mayCite(bytes) ? new Bibliographies(contentDir, displayPath).find(file) : undefined;
  if (bibliography && 'message' in bibliography) return undefined;
  const record = await readOne({ file, shown, bytes, settings, bibliography });
  if ('message' in record) return { errors: [record], warnings: [] };
  const { errors, warnings } = record;
  const entry = entryOf(file, shown, record, { foldersInPaths, pathOf: postPath }, buildTime);
  return { entry, errors, warnings };
}
