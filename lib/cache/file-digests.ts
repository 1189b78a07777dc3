import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A file as a build wrote it. */
export interface FileDigest {
  /** From the slash; not percent-encoded. */
  path: string;
  bytes: number;
  /** A hash of its content. */
  digest: string;
}

export function digestOf(content: Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}

/**
 * Verifies files against their recorded size and hash.
 *
 * @returns the paths of those that are missing or differ
 */
export async function checkFiles({
  files,
  folder,
}: {
  files: readonly FileDigest[];
  folder: string;
}): Promise<string[]> {
  // Of all that looking at a small file takes, making room for it would be the most.
  const room = Buffer.allocUnsafe(files.reduce((most, { bytes }) => Math.max(most, bytes), 0) + 1);
  return files.filter((file) => !holds(folder, file, room)).map(({ path }) => path);
}

/** @param room for one byte more than the file should have */
function holds(folder: string, { path, bytes, digest }: FileDigest, room: Buffer): boolean {
  let file: number | undefined;
  try {
    file = openSync(join(folder, path), 'r');
    let read = 0;
    let more: number;
    do {
      more = readSync(file, room, read, bytes + 1 - read, read);
      read += more;
    } while (more > 0 && read <= bytes);
    return read === bytes && digestOf(room.subarray(0, bytes)) === digest;
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
