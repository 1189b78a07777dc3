import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

let written = 0;

/** Writes a file, of one part or several, so that a reader sees all of it or the one before: to a name aside, then renamed. */
export function writeWhole(file: string, ...parts: (string | Uint8Array)[]): void {
  const aside = `${file}.${process.pid}-${written++}.tmp`;
  const descriptor = openSync(aside, 'w');
  try {
    for (const part of parts) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, file);
}

/** The files of a folder and all below it, each as a path from the slash. */
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
