import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from './checksummed';
import { workDir } from './paths';

/**
 * Caches the last result of `make` in a file, and reuses it while the key is the same.
 *
 * @param name the name of the cache file
 * @returns the cached or new result
 */
export async function memoizeOnDisk<T>(key: string, name: string, make: () => Promise<T>): Promise<T> {
  const file = join(workDir, 'cache', name);
  // A result may be large, so its key is also in a file of its own.
  const keyFile = `${file}.key`;
  const isCurrent = (await readChecksummed<string>(keyFile)) === key;
  const cached = isCurrent ? await readChecksummed<{ key: string; result: T }>(file) : undefined;
  if (cached?.key === key) return cached.result;
  const result = await make();
  await writeChecksummed(file, { key, result });
  await writeChecksummed(keyFile, key);
  return result;
}
