import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readWhole, stretchesOf, writeWhole } from '../files';

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

/** @returns `undefined` where there is no such file, or its seal is broken */
export async function readSealed<T>(file: string): Promise<T | undefined> {
  try {
    const bytes = await readWhole(file);
    const content = bytes.subarray(sealLength);
    const seal = sealOf(content);
    return seal.equals(bytes.subarray(0, sealLength)) ? (deserialize(content) as T) : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(content: Uint8Array): Buffer {
  const hash = createHash('sha256');
  for (const stretch of stretchesOf(content)) hash.update(stretch);
  return hash.digest();
}
