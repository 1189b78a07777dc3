import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blobContent } from './git';
import { contentOf, isBinary, mergePackage, mergeText } from './merge';
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
 * Compares three versions of the engine's files: what the owner started from, hers, and the new one. Files of the
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
      return [
        { path, change: 'kept', note: 'you have changed it; the new version does not have it any more' },
      ];
    if (mine === undefined)
      return [{ path, change: 'kept', note: 'you have deleted it; the new version has changed it' }];
    // `npm install` adds the owner's own packages again.
    if (path === 'package-lock.json') return [{ path, change: 'updated', content: theirs }];
    const original = (base && findBlob(base, repositories)) || Buffer.alloc(0);
    return [mergedFile(path, mine, original, theirs, source.label)];
  });
}

function mergedFile(path: string, mine: Buffer, base: Buffer, theirs: Buffer, label: string): FileChange {
  if (path === 'package.json') {
    const { content, kept } = mergePackage(mine, base, theirs);
    const note = kept.length > 0 ? `your values stay: ${kept.join(', ')}` : undefined;
    return { path, change: 'merged', content, note };
  }
  if (isBinary(mine) || isBinary(theirs))
    return { path, change: 'kept', note: 'you have changed it, and so has the new version; it is not text' };
  const { content, conflicts } = mergeText(mine, base, theirs, label);
  if (conflicts === 0) return { path, change: 'merged', content };
  return { path, change: 'conflict', content, note: `${conflicts} ${conflicts === 1 ? 'place' : 'places'}` };
}

function findBlob(id: string, repositories: readonly string[]): Buffer | undefined {
  for (const repository of repositories) {
    const content = blobContent(repository, id);
    if (content) return content;
  }
  return undefined;
}

/** Writes what was planned, and records the new version in `engine.json`. */
export function applyUpgrade(folder: string, changes: readonly FileChange[], source: EngineSource): void {
  for (const { path, change, content } of changes) {
    const file = join(folder, path);
    if (change === 'deleted') rmSync(file);
    if (!content) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const { mode } = statSync(join(source.folder, path));
    if ((mode & 0o111) !== (statSync(file).mode & 0o111)) chmodSync(file, mode & 0o777);
  }
  writeRecord(folder, {
    version: source.version,
    starter: readRecord(folder)?.starter ?? {},
    files: engineBlobs(source.folder),
  });
}
