import { mkdirSync } from 'node:fs';
import { readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { swap } from 'fs-native-extensions';
import { fileSystemTime } from '../cache/file-state';
import { workDir } from '../cache/paths';
import { UserError } from '../util/errors';
import { shardFile } from './shard';
import { settledFolders, type Trees, updateTree, writeTrees } from './trees';

/**
 * Replaces `outDir` with the built site in one step: readers see the old site or the new one. The
 * old site is kept aside, and the next build brings it up to date.
 *
 * @param files the files of the site
 * @param since what has changed in the site's folder since the last build, and what that build recorded;
 *   without it, all files are compared
 * @returns the files that were linked into the site
 * @throws {UserError} if `outDir` has files that are not a built site
 */
export async function swapIn(
  files: readonly { path: string }[],
  outDir: string,
  since?: { changed: ReadonlySet<string>; trees: Trees | undefined },
): Promise<ReadonlySet<string>> {
  const target = await targetOf(outDir);
  const staged = await stagedFor(target);
  const trees = since?.trees?.target === target ? since.trees : undefined;
  const { linked, hasCopies, folders } = updateTree(
    staged,
    files.map(({ path }) => path),
    {
      known: trees?.staged ?? new Map(),
      changed: new Set([...(trees?.differing ?? []), ...(since?.changed ?? [])]),
    },
  );
  const isSwapped = await exchange(staged, target);
  if (since && isSwapped && !hasCopies)
    await writeTrees({
      target,
      served: settledFolders(target, folders, fileSystemTime()),
      staged: trees?.served ?? new Map(),
      differing: since.changed,
    });
  return linked;
}

/**
 * Resolves `outDir` if it is a symbolic link. If a killed build had moved the site away, moves it
 * back first.
 *
 * @param isShard whether the folder is for a shard, which must not replace a whole site
 * @returns the path of the folder to replace
 * @throws {UserError} if the folder has files that must not be replaced
 */
export async function targetOf(outDir: string, isShard = false): Promise<string> {
  const target = await realpath(outDir).catch(() => outDir);
  const files = await readdir(target).catch(() => undefined);
  if (files === undefined) await rename(aside(target, 'old'), target).catch(() => undefined);
  else if (isShard && files.includes('index.html') && !files.includes(shardFile))
    throw new UserError(
      `OUT_DIR: ${outDir} contains a whole site, and a shard would replace it. Choose another folder.`,
    );
  else if (files.length > 0 && !['index.html', shardFile].some((name) => files.includes(name)))
    throw new UserError(
      `OUT_DIR: ${outDir} contains files that no build has written, and a build would delete them. Empty the folder, or choose another one.`,
    );
  return target;
}

const aside = (outDir: string, what: 'next' | 'old') => join(dirname(outDir), `.${basename(outDir)}.${what}`);

/** The folder to stage the site in. Two folders can be swapped only on the same file system. */
async function stagedFor(outDir: string): Promise<string> {
  mkdirSync(dirname(outDir), { recursive: true });
  const devices = await Promise.all([dirname(outDir), workDir].map((folder) => stat(folder)));
  return devices[0]?.dev === devices[1]?.dev ? join(workDir, 'staged') : aside(outDir, 'next');
}

/** @returns whether the old site is now in `staged` */
async function exchange(staged: string, outDir: string): Promise<boolean> {
  try {
    // `renameat2` with RENAME_EXCHANGE, or its equivalent on other systems.
    await swap(staged, outDir);
    return true;
  } catch {
    // There is no site yet, or the file system cannot swap. Rename twice instead.
    const old = aside(outDir, 'old');
    await rm(old, { recursive: true, force: true });
    await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(staged, outDir);
    await rm(old, { recursive: true, force: true });
    return false;
  }
}
