import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { indexDir, workDir } from '../../lib/cache/paths';

/**
 * Deletes the caches of builds. The bundled commands stay, because other tests run them and they have
 * no content.
 *
 * @param names folders in the work folder, such as `cache`; all by default
 */
export async function clearCache(names?: readonly string[]): Promise<void> {
  const all =
    names ??
    (await readdir(workDir)).filter((name) => !['commands', 'config', 'tsconfig.json'].includes(name));
  const folders = [join(indexDir, '.contentlayer'), ...all.map((name) => join(workDir, name))];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
