import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError } from './settings';
import { workDir } from './work';

const file = join(workDir, 'lock');

/**
 * Runs `work` while no other command of this checkout does: they share the index and Next's
 * folders, and would print each other's pages.
 *
 * @throws {SettingsError} where another one is at work
 */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  await mkdir(workDir, { recursive: true });
  await acquire();
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(): Promise<void> {
  try {
    // `wx` fails where the file is there: of two commands, one gets it.
    await writeFile(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (isRunning(holder))
      throw new SettingsError(
        `Another build or preview is at work in this folder (process ${holder}). Stop it first, or use a second clone.`,
      );
    // Left by one that was killed.
    await rm(file, { force: true });
    await acquire();
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
