import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { swap } from 'fs-native-extensions';
import { siteDir, workDir } from '../cache/paths';
import { UserError } from '../util/errors';
import { shardFile } from './shard';

/**
 * Puts the printed site in the place of `outDir` in one step: whoever reads it sees the old
 * site or the new one. Until then `outDir` is as it was. The site before it is kept aside, to
 * be brought up to the next one.
 *
 * @param files what is part of the site
 * @throws {UserError} where the folder holds something else than a printed site
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
 * Where the site really goes: what `outDir` links to, if it is a link. A site that a killed
 * build had moved away is put back first.
 *
 * @param isShard it is to hold a part, which takes the place of no whole
 * @throws {UserError} where the folder holds something else than what it is to hold
 */
export async function targetOf(outDir: string, isShard = false): Promise<string> {
  const target = await realpath(outDir).catch(() => outDir);
  const files = await readdir(target).catch(() => undefined);
  if (files === undefined) await rename(aside(target, 'old'), target).catch(() => undefined);
  else if (isShard && files.includes('index.html') && !files.includes(shardFile))
    throw new UserError(
      `OUT_DIR: ${outDir} holds a whole site, and a part would take its place. Choose another folder.`,
    );
  else if (files.length > 0 && !['index.html', shardFile].some((name) => files.includes(name)))
    throw new UserError(
      `OUT_DIR: ${outDir} holds files that no build has printed, and a build would delete them. Empty it, or choose another folder.`,
    );
  return target;
}

const aside = (outDir: string, what: 'next' | 'old') => join(dirname(outDir), `.${basename(outDir)}.${what}`);

/** A folder can change places only with one on the same file system. */
async function stagedFor(outDir: string): Promise<string> {
  mkdirSync(dirname(outDir), { recursive: true });
  const devices = await Promise.all([dirname(outDir), workDir].map((folder) => stat(folder)));
  return devices[0]?.dev === devices[1]?.dev ? join(workDir, 'staged') : aside(outDir, 'next');
}

/**
 * Makes `staged` hold the site's files and nothing else. What is there from an earlier build is
 * kept where it is the same file. One call after the other: with a hundred thousand files,
 * waiting for each costs more than it.
 */
function stage(paths: readonly string[], staged: string): void {
  const wanted = new Set(paths);
  const folders = new Set(['/']);
  for (const path of paths)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  const there = new Set<string>();
  const clear = (folder: string) => {
    for (const entry of readdirSync(join(staged, folder), { withFileTypes: true })) {
      const path = `${folder === '/' ? '' : folder}/${entry.name}`;
      if (entry.isDirectory() && folders.has(path)) clear(path);
      else if (entry.isFile() && wanted.has(path)) there.add(path);
      else rmSync(join(staged, path), { recursive: true, force: true });
    }
  };
  mkdirSync(staged, { recursive: true });
  clear('/');
  for (const folder of folders) mkdirSync(join(staged, folder), { recursive: true });
  for (const path of paths) {
    const from = join(siteDir, path);
    const to = join(staged, path);
    if (there.has(path)) {
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

/** One file under two names where the file system can, so that a large site is in place at once. */
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
    // `renameat2` with RENAME_EXCHANGE, and its like on other systems.
    await swap(staged, outDir);
  } catch {
    // There is no site yet, or the file system cannot: then by two names, one after the other.
    const old = aside(outDir, 'old');
    await rm(old, { recursive: true, force: true });
    await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(staged, outDir);
    await rm(old, { recursive: true, force: true });
  }
}
