import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readWhole, stretchesOf, writeWhole } from '../util/files';

/** In bytes: a SHA-256. */
const sealLength = 32;

/**
 * Writes a value under a seal: the hash of its bytes, by which a reader knows that all of it
 * is there and nothing else.
 *
 * @param value what the structured clone algorithm takes: maps and typed arrays, too
 */
export async function writeSealed(file: string, value: unknown): Promise<void> {
  const content = serialize(value);
  await mkdir(dirname(file), { recursive: true });
  writeWhole(file, sealOf(content), content);
}

/**
 * Reads what `writeSealed` has written.
 *
 * @param ifDamaged called where the file is not what was written; throws where that matters
 * @returns `undefined` where there is no such file, or it is damaged
 * @throws {NodeJS.ErrnoException} where there is one that cannot be read
 */
export async function readSealed<T>(file: string, ifDamaged?: () => never): Promise<T | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readWhole(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const content = bytes.subarray(sealLength);
  if (sealOf(content).equals(bytes.subarray(0, sealLength)))
    try {
      return deserialize(content) as T;
    } catch {
      // Another version of V8 has written it.
    }
  return ifDamaged?.();
}

function sealOf(content: Uint8Array): Buffer {
  const hash = createHash('sha256');
  for (const stretch of stretchesOf(content)) hash.update(stretch);
  return hash.digest();
}
