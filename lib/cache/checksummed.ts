import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { chunksOf, readWhole, writeWhole } from '../util/files';

/** Bytes in a SHA-256 hash. */
const CHECKSUM_BYTES = 32;

/**
 * Writes a value preceded by a checksum, so that readers detect truncated or damaged files.
 *
 * @param value anything that the structured clone algorithm supports, including maps and typed arrays
 */
export async function writeChecksummed(file: string, value: unknown): Promise<void> {
  const content = serialize(value);
  await mkdir(dirname(file), { recursive: true });
  writeWhole(file, checksumOf(content), content);
}

/**
 * Reads a file written by `writeChecksummed`.
 *
 * @param ifDamaged called if the file is damaged; throws if that is an error
 * @returns the value, or `undefined` if the file is missing or damaged
 * @throws {NodeJS.ErrnoException} if the file exists but cannot be read
 */
export async function readChecksummed<T>(file: string, ifDamaged?: () => never): Promise<T | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readWhole(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // An error while reading, such as EISDIR, does not name the file.
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
  const content = bytes.subarray(CHECKSUM_BYTES);
  if (checksumOf(content).equals(bytes.subarray(0, CHECKSUM_BYTES)))
    try {
      return deserialize(content) as T;
    } catch {
      // Written by another version of V8.
    }
  return ifDamaged?.();
}

function checksumOf(content: Uint8Array): Buffer {
  const hash = createHash('sha256');
  for (const chunk of chunksOf(content)) hash.update(chunk);
  return hash.digest();
}
