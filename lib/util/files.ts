import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from './errors';

/** In bytes. Node.js cannot read, write or hash 2 GiB or more at once. */
const maxChunk = 2 ** 30;

/** Splits bytes into chunks that Node.js can process at once. */
export function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += maxChunk) yield bytes.subarray(at, at + maxChunk);
}

/** Runs `work` and adds the path of the file to its errors. Errors on open files do not include it. */
export function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path: file }) : error;
  }
}

let written = 0;

/** Writes a file atomically, from one or more parts: writes a temporary file, then renames it. */
export function writeWhole(file: string, ...parts: (string | Uint8Array)[]): void {
  const temporary = `${file}.${process.pid}-${written++}.tmp`;
  naming(file, () => {
    const descriptor = openSync(temporary, 'w');
    try {
      for (const part of parts)
        for (const chunk of chunksOf(typeof part === 'string' ? Buffer.from(part) : part))
          writeFileSync(descriptor, chunk);
    } finally {
      closeSync(descriptor);
    }
  });
  renameSync(temporary, file);
}

/** Reads a file of any size that fits in memory. */
export async function readWhole(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const bytes = Buffer.allocUnsafe((await handle.stat()).size);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(maxChunk, bytes.length - at));
      if (bytesRead === 0) throw new Error(`${file} was truncated while it was being read.`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/**
 * All files in a folder and its subfolders, sorted, as paths from its root with a leading slash. Empty if
 * there is no such folder.
 */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .sort();
}

/** Whether a path is in a folder, or is the folder itself. */
export function isWithin(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === '' || !(isAbsolute(steps) || steps === '..' || steps.startsWith(`..${sep}`));
}

/** The error for a file that has changed since the build read it. */
export const changedMeanwhile = (file: string) =>
  new UserError(
    `${isWithin(file, resolve('.')) ? relative('.', file) : file} was changed during the build. Build again.`,
  );
