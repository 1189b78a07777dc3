import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { swap } from 'fs-native-extensions';
import { siteDir, workDir } from '../cache/paths';
import { UserError } from '../util/errors';
import { shardFile } from './shard';

/**
 * Replaces `outDir` with the built site in one step: readers see the old site or the new one. The
 * old site is kept aside, and the next build updates it.
 *
 * @param files the files of the site
 * @throws {UserError} if `outDir` has files that are not a built site
 */
export async function swapIn(files: readonly { path: string }[], outDir: string): Promise<void> {
  const target = await targetOf(outDir);
  const staged = await stagedFor(target);
  stage(
    files.map(({ path }) => path),
    staged,
  );
  await exchange(staged, target);
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

/**
 * Makes `staged` contain exactly the site's files. Keeps what is there from an earlier build if it
 * is the same file. Synchronous: with a hundred thousand files, awaiting each call would take longer
 * than the calls.
 */
function stage(paths: readonly string[], staged: string): void {
  const wanted = new Set(paths);
  const folders = new Set(['/']);
  for (const path of paths)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  const existing = new Set<string>();
  const clear = (folder: string) => {
    for (const entry of readdirSync(join(staged, folder), { withFileTypes: true })) {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`;
      if (entry.isDirectory() && folders.has(path)) clear(path);
      else if (entry.isFile() && wanted.has(path)) existing.add(path);
      else rmSync(join(staged, path), { recursive: true, force: true });
    }
  };
  mkdirSync(staged, { recursive: true });
  clear('/');
  for (const folder of folders) mkdirSync(join(staged, folder), { recursive: true });
  for (const path of paths) {
    const from = join(siteDir, path);
    const to = join(staged, path);
    if (existing.has(path)) {
      if (isSameFile(from, to)) continue;
      rmSync(to);
    }
    linkOrCopy(from, to);
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => lstatSync(file, { bigint: true }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

/** Hard-links a file, or copies it if the file system does not support links. A large site is staged at once. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes(code ?? '')) throw error;
    copyFileSync(from, to);
  }
}

async function exchange(staged: string, outDir: string): Promise<void> {
  try {
    // `renameat2` with RENAME_EXCHANGE, or its equivalent on other systems.
    await swap(staged, outDir);
  } catch {
    // There is no site yet, or the file system cannot swap. Rename twice instead.
    const old = aside(outDir, 'old');
    await rm(old, { recursive: true, force: true });
    await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(staged, outDir);
    await rm(old, { recursive: true, force: true });
  }
}
