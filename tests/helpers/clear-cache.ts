import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workDir } from '../../lib/cache/paths';

/**
 * Deletes what builds keep. Bundled commands stay: they hold no content, and other tests run them.
 *
 * @param names in the work folder, such as `cache`; all without them
 */
export async function clearCache(names?: readonly string[]): Promise<void> {
  const all = names ?? (await readdir(workDir)).filter((name) => name !== 'commands');
  const folders = ['.contentlayer', ...all.map((name) => join(workDir, name))];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
