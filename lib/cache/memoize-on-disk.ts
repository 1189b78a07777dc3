import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from './checksummed';
import { workDir } from './paths';

/**
 * Does something once for each key, and keeps the last result.
 *
 * @param name of the file that it is kept in, apart from others
 */
export async function memoizeOnDisk<T>(key: string, name: string, make: () => Promise<T>): Promise<T> {
  const file = join(workDir, 'cache', name);
  const kept = await readChecksummed<{ key: string; result: T }>(file);
  if (kept?.key === key) return kept.result;
  const result = await make();
  await writeChecksummed(file, { key, result });
  return result;
}
