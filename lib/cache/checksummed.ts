import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { chunksOf, readWhole, writeWhole } from '../util/files';

/** Bytes in a SHA-256 hash. */
const CHECKSUM_BYTES = 32;

/** The values that this process has read or written, by file; see `keepInMemory`. */
let kept: Map<string, Kept> | undefined;

interface Kept {
  value: unknown;
  /** Whether this process has written the file. */
  isOwn: boolean;
  /** Whether the value is on disk. */
  isSaved: boolean;
}

/**
 * From now on, keeps values in memory: each is read only once. A file is written at once the first time, and after
 * that by `saveKept`. For a process that reads the same content again and again.
 */
export function keepInMemory(): void {
  kept ??= new Map();
}

/** Whether writing a value is only keeping it in memory. */
export const isKeptInMemory = (): boolean => kept !== undefined;

/** Writes the values that have changed since they were last on disk. */
export async function saveKept(): Promise<void> {
  for (const [file, entry] of kept ?? []) {
    if (entry.isSaved) continue;
    entry.isSaved = true;
    await save(file, entry.value);
  }
}

/**
 * Writes a value preceded by a checksum, so that readers detect truncated or damaged files.
 *
 * @param value anything that the structured clone algorithm supports, including maps and typed arrays
 */
export async function writeChecksummed(file: string, value: unknown): Promise<void> {
  const isLater = kept?.get(file)?.isOwn ?? false;
  kept?.set(file, { value, isOwn: true, isSaved: !isLater });
  if (!isLater) await save(file, value);
}

async function save(file: string, value: unknown): Promise<void> {
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
  const known = kept?.get(file);
  if (known) return known.value as T;
  const value = await load<T>(file, ifDamaged);
  if (value !== undefined) kept?.set(file, { value, isOwn: false, isSaved: true });
  return value;
}

async function load<T>(file: string, ifDamaged?: () => never): Promise<T | undefined> {
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
