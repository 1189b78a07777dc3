import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { count } from '../util/count';
import { UserError } from '../util/errors';
import { blobContent } from './git';
import { isBinary, mergePackage, mergeText } from './merge';
import { blobId, engineBlobs, engineFiles } from './owner-files';
import { readRecord, writeRecord } from './record';
import type { EngineSource } from './source';

/** What an upgrade does to a file. */
export type Change =
  | 'updated'
  | 'added'
  | 'deleted'
  /** The owner and the new version have changed different places. */
  | 'merged'
  /** They have changed the same place: the file has markers, as git writes them. */
  | 'conflict'
  /** The owner's file stays, although the new version has another, or none. */
  | 'kept';

export interface FileChange {
  path: string;
  change: Change;
  /** The new content, unless the file is deleted or kept. */
  content?: Buffer;
  /** What the owner should know. */
  note?: string;
}

/** Where the owner's version of the engine comes from. */
export interface Base {
  /** The blob IDs of its files. */
  files: Readonly<Record<string, string>>;
  /** Folders whose git repositories may have the content of those blobs. */
  repositories: readonly string[];
}

/**
 * Compares three versions of the engine's files: the base, the owner's version and the new one. Files of the
 * owner are not looked at (`isOwnerFile`).
 */
export function planUpgrade(
  folder: string,
  { files, repositories }: Base,
  source: EngineSource,
): FileChange[] {
  const incoming = engineFiles(source.folder);
  const paths = [...new Set([...Object.keys(files), ...incoming])].sort();
  const isIncoming = new Set(incoming);
  return paths.flatMap((path): FileChange[] => {
    const mine = contentOf(join(folder, path));
    const theirs = isIncoming.has(path) ? contentOf(join(source.folder, path)) : undefined;
    const base = files[path];
    const [mineId, theirsId] = [mine && blobId(mine), theirs && blobId(theirs)];
    if (mineId === theirsId || theirsId === base) return [];
    if (mineId === base || (mine === undefined && base === undefined)) {
      if (theirs === undefined) return [{ path, change: 'deleted' }];
      return [{ path, change: mine ? 'updated' : 'added', content: theirs }];
    }
    if (theirs === undefined)
      return [{ path, change: 'kept', note: 'you have changed it; the new version no longer has it' }];
    if (mine === undefined)
      return [{ path, change: 'kept', note: 'you have deleted it; the new version has changed it' }];
    // Installing adds the owner's own packages again.
    if (path === 'package-lock.json') return [{ path, change: 'updated', content: theirs }];
    // An owner who rewrites it describes her own publication there.
    if (path === 'README.md') return [{ path, change: 'kept', note: 'you have changed it' }];
    const original = base === undefined ? undefined : findBlob(base, repositories);
    return [mergedFile(path, mine, original, theirs, source.label)];
  });
}

/** @param base `undefined` if nobody has the content */
function mergedFile(
  path: string,
  mine: Buffer,
  base: Buffer | undefined,
  theirs: Buffer,
  label: string,
): FileChange {
  const inPackage = path === 'package.json' && base ? mergePackage(mine, base, theirs) : undefined;
  if (inPackage) {
    const { content, kept } = inPackage;
    const note = kept.length > 0 ? `your values stay: ${kept.join(', ')}` : undefined;
    return { path, change: 'merged', content, note };
  }
  if ([mine, theirs, base].some((content) => content && isBinary(content)))
    return { path, change: 'kept', note: 'you have changed it, and so has the new version; it is not text' };
  const { content, conflicts } = mergeText(mine, base ?? Buffer.alloc(0), theirs, label);
  if (conflicts === 0) return { path, change: 'merged', content };
  return { path, change: 'conflict', content, note: `in ${count(conflicts, 'place')}` };
}

/** The content of a file. @returns `undefined` if it does not exist, or is not a file */
function contentOf(path: string): Buffer | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
}

function findBlob(id: string, repositories: readonly string[]): Buffer | undefined {
  for (const repository of repositories) {
    const content = blobContent(repository, id);
    if (content) return content;
  }
  return undefined;
}

/**
 * Writes what was planned, and records the new version in `engine.json`.
 *
 * @throws {UserError} before anything is written, if a folder of the owner's is where a file goes, or the reverse
 */
export function applyUpgrade(folder: string, changes: readonly FileChange[], source: EngineSource): void {
  const files = engineBlobs(source.folder);
  const blocked = changes.filter(({ path, content }) => content && isBlocked(folder, path, changes));
  if (blocked.length > 0)
    throw new UserError(
      `A file or folder of yours is in the way of these files. Rename it first:\n${blocked.map(({ path }) => `  ${path}`).join('\n')}`,
    );
  for (const { path, change } of changes) if (change === 'deleted') removeFile(folder, path);
  for (const { path, content } of changes) {
    if (!content) continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    // Scripts. Archives may set the bits of every file, or of none.
    const { mode } = statSync(join(source.folder, path));
    if (mode & 0o100 && content.toString('latin1', 0, 2) === '#!') chmodSync(file, mode & 0o777);
  }
  writeRecord(folder, { version: source.version, starter: readRecord(folder)?.starter ?? {}, files });
}

/** Whether there is a folder at the path of a file, or a file at that of one of its folders. */
function isBlocked(folder: string, path: string, changes: readonly FileChange[]): boolean {
  const isDeleted = (name: string) =>
    changes.some((change) => change.path === name && change.change === 'deleted');
  const parents = path.split('/').slice(0, -1);
  return (
    (lstatSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true &&
      !changes.some((change) => change.change === 'deleted' && change.path.startsWith(`${path}/`))) ||
    parents.some((_, at) => {
      const parent = parents.slice(0, at + 1).join('/');
      const found = lstatSync(join(folder, parent), { throwIfNoEntry: false });
      return found !== undefined && !found.isDirectory() && !isDeleted(parent);
    })
  );
}

/** Deletes a file, and the folders that are empty then. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent))
    if (readdirSync(join(folder, parent)).length === 0) rmdirSync(join(folder, parent));
    else break;
}
