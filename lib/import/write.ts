import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diff3Merge } from 'node-diff3';
import { UserError } from '../util/errors';

/** The folder, in the content folder, with what the last import wrote. Its name hides it from builds. */
const recordFolder = '.import';

/** The record of the last import. */
interface ImportRecord {
  version: 1;
  /** The path of each document that was written, by its key. */
  documents: Record<string, string>;
  /** A hash of each other file that was written, by its path. */
  files: Record<string, string>;
  /** The path of the document that had an old address. */
  addresses: Record<string, string>;
  /** The URL of the old site, if it is known. */
  siteUrl?: string;
}

/** What happened to a file. */
export type Outcome = 'new' | 'changed' | 'unchanged' | 'merged' | 'conflict' | 'deleted' | 'kept';

const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/**
 * The record of the last import into a content folder; `undefined` if there was none.
 *
 * @throws {UserError} if the record cannot be read
 */
export function readRecord(contentDir: string): ImportRecord | undefined {
  const file = join(contentDir, recordFolder, 'record.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ImportRecord;
  } catch {
    throw new UserError(
      `${file} is damaged. Restore it from version control, or delete ${dirname(file)} to import as if for the first time.`,
    );
  }
}

/**
 * Writes imported files so that an import can be repeated. What the owner has changed since the last import
 * is merged with what has changed at the source, line by line, and never overwritten.
 */
export class ContentWriter {
  private readonly record: ImportRecord;
  private readonly next: ImportRecord = { version: 1, documents: {}, files: {}, addresses: {} };
  readonly outcomes = new Map<Outcome, number>();
  /** The paths that earlier imports have written. */
  private readonly imported: ReadonlySet<string>;

  /** @param isDryRun whether nothing is written */
  constructor(
    private readonly contentDir: string,
    private readonly isDryRun: boolean,
  ) {
    this.record = readRecord(contentDir) ?? { version: 1, documents: {}, files: {}, addresses: {} };
    this.imported = new Set([...Object.values(this.record.documents), ...Object.keys(this.record.files)]);
  }

  /** Where a document of an earlier import is now: the owner may have put `a.md` into a folder as `a/index.md`. */
  pathOf(key: string): string | undefined {
    const path = this.record.documents[key];
    if (path === undefined || this.exists(path)) return path;
    const other = path.endsWith('/index.md')
      ? path.replace(/\/index\.md$/, '.md')
      : path.replace(/\.md$/, '/index.md');
    return this.exists(other) ? other : path;
  }

  /** The documents of earlier imports, by key. */
  get knownKeys(): readonly string[] {
    return Object.keys(this.record.documents);
  }

  /** Whether a path belongs to the owner: it exists, and no import has written it. */
  isOwners(path: string): boolean {
    return this.exists(path) && !this.imported.has(path);
  }

  /** Writes a document. @param path relative to the content folder */
  writeDocument(key: string, path: string, content: string): Outcome {
    const recorded = this.record.documents[key];
    const before = this.pathOf(key);
    const base = recorded === undefined ? undefined : this.read(join(recordFolder, recorded));
    const current = this.read(before ?? path);
    const outcome = this.merge(path, before, base, current, content);
    // What was not written is not recorded, so the next import reports it again.
    if (outcome !== 'kept') {
      this.next.documents[key] = path;
      if (!this.isDryRun) {
        if (recorded !== undefined && recorded !== path)
          rmSync(join(this.contentDir, recordFolder, recorded), { force: true });
        if (before !== undefined && before !== path && outcome !== 'deleted')
          rmSync(join(this.contentDir, before), { force: true });
        this.write(join(recordFolder, path), content);
      }
    }
    return this.count(outcome);
  }

  private merge(
    path: string,
    before: string | undefined,
    base: string | undefined,
    current: string | undefined,
    content: string,
  ): Outcome {
    if (before === undefined || base === undefined) {
      if (current !== undefined && current !== content) return 'kept';
      this.write(path, content);
      return current === undefined ? 'new' : 'unchanged';
    }
    if (current === undefined) return 'deleted';
    if (base === content || current === content) {
      if (before !== path) this.write(path, current);
      return 'unchanged';
    }
    if (current === base) {
      this.write(path, content);
      return 'changed';
    }
    const lines = (text: string) => text.split('\n');
    const regions = diff3Merge(lines(current), lines(base), lines(content), { excludeFalseConflicts: true });
    const merged = regions.flatMap((region) =>
      region.conflict
        ? ['<<<<<<< yours', ...region.conflict.a, '=======', ...region.conflict.b, '>>>>>>> imported']
        : (region.ok ?? []),
    );
    this.write(path, merged.join('\n'));
    return regions.some((region) => region.conflict) ? 'conflict' : 'merged';
  }

  /** Writes a file that belongs to a document. @param path relative to the content folder */
  writeFile(path: string, content: Uint8Array): Outcome {
    const hash = hashOf(content);
    const outcome = this.placeFile(path, content, hash);
    // What was not written is not recorded, so the next import reports it again.
    if (outcome !== 'kept') this.next.files[path] = hash;
    return this.count(outcome);
  }

  private placeFile(path: string, content: Uint8Array, hash: string): Outcome {
    const file = join(this.contentDir, path);
    const base = this.record.files[path];
    if (!existsSync(file)) {
      if (base !== undefined) return 'deleted';
      this.write(path, content);
      return 'new';
    }
    const current = hashOf(readFileSync(file));
    // Nothing has changed at the source, so an edit here stays.
    if (current === hash || hash === base) return 'unchanged';
    if (current !== base) return 'kept';
    this.write(path, content);
    return 'changed';
  }

  /** Saves what this import wrote, for the next one. Documents that are no longer at the source stay in the record. */
  finish(addresses: ReadonlyMap<string, string>, siteUrl: string | undefined): void {
    if (this.isDryRun) return;
    const record: ImportRecord = {
      version: 1,
      documents: { ...this.record.documents, ...this.next.documents },
      files: { ...this.record.files, ...this.next.files },
      addresses: { ...this.record.addresses, ...Object.fromEntries(addresses) },
      ...(siteUrl === undefined ? {} : { siteUrl }),
    };
    this.write(join(recordFolder, 'record.json'), `${JSON.stringify(record, undefined, 1)}\n`);
  }

  /** The documents of the last import that this one has not written. */
  get gone(): string[] {
    return Object.entries(this.record.documents).flatMap(([key, path]) =>
      key in this.next.documents ? [] : path,
    );
  }

  private count(outcome: Outcome): Outcome {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    return outcome;
  }

  private exists(path: string): boolean {
    return existsSync(join(this.contentDir, path));
  }

  private read(path: string): string | undefined {
    const file = join(this.contentDir, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  private write(path: string, content: string | Uint8Array) {
    if (this.isDryRun) return;
    const file = join(this.contentDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
