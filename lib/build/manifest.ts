import { readChecksummed } from '../cache/checksummed';
import { checkFiles, type FileDigest } from '../cache/file-digests';
import { manifestFile, siteDir } from '../cache/paths';
import type { BuildPool, WrittenOutput } from './jobs';

/** The files in the site's folder and the cache key they were rendered with, by path of the output. */
export type Manifest = Map<string, WrittenOutput & { key: string }>;

/** All files in a manifest. */
export const filesOf = (manifest: Manifest): FileDigest[] =>
  [...manifest.values()].flatMap(({ files }) => files);

/** Files per batch. If there are more, workers check them. */
const batchSize = 2000;

/**
 * Reads the manifest and verifies every file in the site's folder against it. File names and dates
 * are not trusted: a build may have been killed, and anyone may have written to the folder.
 *
 * @param pool workers that check the files if there are many
 * @returns the manifest; outputs with a missing or changed file have an empty key
 */
export async function readVerifiedManifest(pool: BuildPool): Promise<Manifest> {
  const manifest: Manifest = (await readChecksummed<Manifest>(manifestFile)) ?? new Map();
  const wrong = new Set(await wrongFiles(filesOf(manifest), siteDir, pool));
  for (const output of manifest.values())
    if (output.files.some(({ path }) => wrong.has(path))) output.key = '';
  return manifest;
}

/**
 * Verifies files against their recorded size and hash, in workers if there are many.
 *
 * @returns the paths of files that are missing or differ
 */
export async function wrongFiles(
  files: readonly FileDigest[],
  folder: string,
  pool: BuildPool,
): Promise<string[]> {
  const wrong: string[] = [];
  const check = (batch: FileDigest[]) =>
    files.length > batchSize
      ? pool.run('check', { files: batch, folder })
      : checkFiles({ files: batch, folder });
  await pool.each(batches(files, batchSize), async (batch) => {
    wrong.push(...(await check(batch)));
  });
  return wrong;
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
