import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { type FileState, isSettled, isUnchanged, stateOf } from '../cache/file-state';
import { siteDir, treesFile } from '../cache/paths';

/**
 * The states of the folders of a tree, by path. A folder in which a file was added, replaced or deleted has
 * another state. A file whose content was changed in place is the same file in the site's folder, where
 * `readVerifiedManifest` finds it.
 */
export type Folders = ReadonlyMap<string, FileState>;

/** What a build records of the two trees that take turns: the one that is served, and the one before it. */
export interface Trees {
  /** The real path of the folder that is served. */
  target: string;
  served: Folders;
  staged: Folders;
  /** The paths of all files that differ between the trees. */
  differing: ReadonlySet<string>;
}

/**
 * Reads what the last build recorded, and deletes it: from its first change on, and until a build is done,
 * no record describes the trees.
 */
export async function takeTrees(): Promise<Trees | undefined> {
  const trees = await readChecksummed<Trees>(treesFile);
  rmSync(treesFile, { force: true });
  return trees;
}

export const writeTrees = (trees: Trees): Promise<void> => writeChecksummed(treesFile, trees);

/** The result of `updateTree`. */
interface UpdatedTree {
  /** The files that were linked into the tree. */
  linked: Set<string>;
  /** Whether the file system has no links, so that files were copied. */
  hasCopies: boolean;
  /** All folders of the tree, and the states of those that were not touched. */
  folders: ReadonlyMap<string, FileState | undefined>;
}

/**
 * Makes a tree contain exactly the files of the site. Looks only at files that are said to have changed, and
 * into folders without a known state, or with another one. Synchronous: with a hundred thousand files, awaiting
 * each call would take longer than the calls.
 *
 * @param tree the folder
 * @param paths all files of the site
 * @param known the states of the tree's folders when it was last updated
 * @param changed files that have changed since then, including those that are no longer part of the site
 */
export function updateTree(
  tree: string,
  paths: readonly string[],
  { known, changed }: { known: Folders; changed: ReadonlySet<string> },
): UpdatedTree {
  const wanted = new Set(paths);
  const states = new Map<string, FileState | undefined>();
  for (const folder of foldersOf(paths)) states.set(folder, unchangedState(tree, folder, known));
  const linked = new Set<string>();
  let hasCopies = false;
  const touch = (path: string) => {
    const folder = dirname(path);
    if (states.has(folder)) states.set(folder, undefined);
  };
  const link = (path: string) => {
    hasCopies = linkOrCopy(join(siteDir, path), join(tree, path)) === 'copied' || hasCopies;
    linked.add(path);
    touch(path);
  };
  const remove = (path: string) => {
    removeIfPresent(join(tree, path));
    touch(path);
  };

  for (const path of changed)
    if (!wanted.has(path) && !states.has(path)) remove(highestWithout(path, states));
  const uncertain = [...states].filter(([, state]) => !state).map(([folder]) => folder);
  const existing = new Set<string>();
  // A folder precedes those in it, so what is in the way of a folder is removed first.
  for (const folder of uncertain.sort()) {
    for (const entry of entriesIn(join(tree, folder))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() ? states.has(path) : entry.isFile() && isLinked(tree, path, wanted))
        existing.add(path);
      else remove(path);
    }
    if (existing.has(folder)) continue;
    mkdirSync(join(tree, folder), { recursive: true });
    touch(folder);
  }
  const isUncertain = new Set(uncertain);
  for (const path of paths) {
    if (changed.has(path) && !existing.has(path)) remove(path);
    else if (!isUncertain.has(dirname(path)) || existing.has(path)) continue;
    link(path);
  }
  return { linked, hasCopies, folders: states };
}

/** The states of a tree's folders to record: of untouched folders as they were, of others as they are now. */
export function settledFolders(tree: string, folders: UpdatedTree['folders'], now: number): Folders {
  const settled = new Map<string, FileState>();
  for (const [folder, before] of folders) {
    const state = before ?? stateOf(lstatSync(join(tree, folder)));
    if (isSettled(state, now)) settled.set(folder, state);
  }
  return settled;
}

/** Hard-links a file, or copies it if the file system does not support links. */
export function linkOrCopy(from: string, to: string): 'linked' | 'copied' {
  try {
    linkSync(from, to);
    return 'linked';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes(code ?? '')) throw error;
    copyFileSync(from, to);
    return 'copied';
  }
}

/** Deletes a file or folder. There may be none, or a file in place of its parent folder. */
function removeIfPresent(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
  }
}

function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set(['/']);
  for (const path of paths)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return folders;
}

/** The state of a folder, if it is the known one. */
function unchangedState(tree: string, folder: string, known: Folders): FileState | undefined {
  const before = known.get(folder);
  const stats = before && statsOf(join(tree, folder));
  return stats?.isDirectory() && isUnchanged(before, stateOf(stats)) ? before : undefined;
}

/** The highest folder above a file that no other file needs, or the file itself. */
function highestWithout(path: string, folders: { has(folder: string): boolean }): string {
  let highest = path;
  while (!folders.has(dirname(highest))) highest = dirname(highest);
  return highest;
}

/** The entries of a folder; none if it does not exist. Deletes a file in its place. */
function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    if (code === 'ENOTDIR') rmSync(folder);
    return [];
  }
}

/** Whether a file of a tree is part of the site, and is the same file as in the site's folder. */
function isLinked(tree: string, path: string, wanted: ReadonlySet<string>): boolean {
  if (!wanted.has(path)) return false;
  const [one, other] = [siteDir, tree].map((folder) => statsOf(join(folder, path)));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

const statsOf = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });
