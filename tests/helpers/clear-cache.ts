import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workDir } from '../../lib/cache/paths';

/**
 * Deletes the caches of builds. Bundled commands stay, because they have no content and other tests run
 * them.
 *
 * @param names in the work folder, such as `cache`. Without names, all are deleted.
 */
export async function clearCache(names?: readonly string[]): Promise<void> {
  const all = names ?? (await readdir(workDir)).filter((name) => name !== 'commands');
  const folders = ['.contentlayer', ...all.map((name) => join(workDir, name))];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
