import type { BigIntStats } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { workDir } from '../cache/paths';
import { UserError } from '../util/errors';

const file = join(workDir, 'lock');

/**
 * Runs a task while holding the lock of this publication. Commands share the index and Next's folders, and
 * two at once would mix their pages.
 *
 * The operating system holds the lock and releases it when the process ends, so a killed command
 * leaves no stale lock, and reused process IDs do no harm.
 *
 * @returns the result of the task
 * @throws {UserError} if another command holds the lock
 */
export async function withLock<T>(task: () => Promise<T>): Promise<T> {
  const lock = await acquire();
  try {
    return await task();
  } finally {
    // Keep the file. Deleting it would let two commands lock two different files of the same name.
    await lock.close();
  }
}

async function acquire(): Promise<FileHandle> {
  for (;;) {
    await mkdir(workDir, { recursive: true });
    const handle = await open(file, 'a+');
    try {
      if (!lock(handle)) throw new UserError(await heldBy(handle));
      // `.letterpress/` may be deleted at any time, even between opening the file and locking it.
      if (
        isSame(await handle.stat({ bigint: true }), await stat(file, { bigint: true }).catch(() => undefined))
      ) {
        await handle.truncate(0);
        // A preview is a child of `npm run dev`, which would start it again.
        await handle.write(String(process.connected ? process.ppid : process.pid));
        return handle;
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
  }
}

/** @returns whether this process has the lock */
function lock({ fd }: FileHandle): boolean {
  try {
    return tryLock(fd);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // The codes that Windows reports for a locked file.
    if (['EBUSY', 'EACCES', 'EPERM'].includes(code)) return false;
    if (!['ENOLCK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL'].includes(code)) throw error;
    console.warn(
      `Note: the file system of ${workDir}/ does not support locks (${code}). Run only one command at a time in this folder.`,
    );
    return true;
  }
}

async function heldBy(handle: FileHandle): Promise<string> {
  // Windows does not let other processes read a locked file.
  const holder = await handle.readFile('utf8').catch(() => '');
  return `Another build or preview of this publication is running${/^\d+$/.test(holder) ? ` (process ${holder})` : ''}. Wait for it to finish, or stop it.`;
}

const isSame = (one: BigIntStats, other: BigIntStats | undefined) =>
  one.ino === other?.ino && one.dev === other.dev;
