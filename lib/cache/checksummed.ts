import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { chunksOf, readWhole, writeWhole } from '../util/files';

/** In bytes: a SHA-256. */
const CHECKSUM_BYTES = 32;

/**
 * Writes a value under a seal: the hash of its bytes, by which a reader knows that all of it
 * is there and nothing else.
 *
 * @param value what the structured clone algorithm takes: maps and typed arrays, too
 */
export async function writeChecksummed(file: string, value: unknown): Promise<void> {
  const content = serialize(value);
  await mkdir(dirname(file), { recursive: true });
  writeWhole(file, checksumOf(content), content);
}

/**
 * Reads what `writeChecksummed` has written.
 *
 * @param ifDamaged called where the file is not what was written; throws where that matters
 * @returns `undefined` where there is no such file, or it is damaged
 * @throws {NodeJS.ErrnoException} where there is one that cannot be read
 */
export async function readChecksummed<T>(file: string, ifDamaged?: () => never): Promise<T | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readWhole(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const content = bytes.subarray(CHECKSUM_BYTES);
  if (checksumOf(content).equals(bytes.subarray(0, CHECKSUM_BYTES)))
    try {
      return deserialize(content) as T;
    } catch {
      // Another version of V8 has written it.
    }
  return ifDamaged?.();
}

function checksumOf(content: Uint8Array): Buffer {
  const hash = createHash('sha256');
  for (const chunk of chunksOf(content)) hash.update(chunk);
  return hash.digest();
}
