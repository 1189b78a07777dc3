import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A file as a build wrote it. */
export interface FileDigest {
  /** From the root of the folder, with a leading slash; not percent-encoded. */
  path: string;
  bytes: number;
  /** A hash of its content. */
  digest: string;
}

/** The first 22 characters (132 bits) of a SHA-256 hash in base64url. */
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
  // One buffer for all files: for small ones, allocating would take longer than reading and hashing.
  const buffer = Buffer.allocUnsafe(files.reduce((most, { bytes }) => Math.max(most, bytes), 0) + 1);
  return files.filter((file) => !matches(folder, file, buffer)).map(({ path }) => path);
}

/** @param buffer a buffer with space for at least one byte more than `bytes` */
function matches(folder: string, { path, bytes, digest }: FileDigest, buffer: Buffer): boolean {
  let file: number | undefined;
  try {
    file = openSync(join(folder, path), 'r');
    let read = 0;
    let more: number;
    do {
      more = readSync(file, buffer, read, bytes + 1 - read, read);
      read += more;
    } while (more > 0 && read <= bytes);
    return read === bytes && digestOf(buffer.subarray(0, bytes)) === digest;
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
