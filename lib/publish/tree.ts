import { copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { swap } from 'fs-native-extensions';
import { SettingsError } from '../settings';
import { siteDir } from '../work';
import type { PrintedFile } from './ledger';

/**
 * Puts the printed site in the place of `outDir` in one step: whoever reads it sees the old
 * site or the new one. Until then `outDir` is as it was.
 *
 * @param files what is part of the site
 * @throws {SettingsError} where the folder holds something else than a printed site
 */
export async function putInPlace(files: readonly PrintedFile[], outDir: string): Promise<void> {
  const target = await targetOf(outDir);
  const staged = aside(target, 'next');
  await rm(staged, { recursive: true, force: true });
  const folders = new Set<string>();
  for (const { path } of files) folders.add(dirname(join(staged, path)));
  folders.add(staged);
  // One call after the other: with a hundred thousand files, waiting for each costs more than it.
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const { path } of files) linkOrCopy(join(siteDir, path), join(staged, path));
  await exchange(staged, target);
}

/**
 * Where the site really goes: what `outDir` links to, if it is a link. A site that a killed
 * build had moved away is put back first.
 *
 * @throws {SettingsError} where the folder holds something else than a printed site
 */
export async function targetOf(outDir: string): Promise<string> {
  const target = await realpath(outDir).catch(() => outDir);
  const files = await readdir(target).catch(() => undefined);
  if (files === undefined) await rename(aside(target, 'old'), target).catch(() => undefined);
  else if (files.length > 0 && !files.includes('index.html'))
    throw new SettingsError(
      `OUT_DIR: ${outDir} holds files that no build has printed, and a build would delete them. Empty it, or choose another folder.`,
    );
  return target;
}

const aside = (outDir: string, what: 'next' | 'old') => join(dirname(outDir), `.${basename(outDir)}.${what}`);

/** One file under two names where the file system can, so that a large site is in place at once. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes(code ?? '')) throw error;
    copyFileSync(from, to);
  }
}

async function exchange(staged: string, outDir: string): Promise<void> {
  const old = aside(outDir, 'old');
  await rm(old, { recursive: true, force: true });
  try {
    // `renameat2` with RENAME_EXCHANGE, and its like on other systems.
    await swap(staged, outDir);
    await rm(staged, { recursive: true, force: true });
  } catch {
    // There is no site yet, or the file system cannot: then by two names, one after the other.
    await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(staged, outDir);
    await rm(old, { recursive: true, force: true });
  }
}
