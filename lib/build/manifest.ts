import { readChecksummed } from '../cache/checksummed';
import { checkFiles, type FileDigest } from '../cache/file-digests';
import { manifestFile, siteDir } from '../cache/paths';
import type { BuildPool, WrittenOutput } from './jobs';
import { findTouchedFiles, readSiteStates, type SiteStates } from './site-states';

/** The files in the site's folder and the cache key they were rendered with, by path of the output. */
export type Manifest = Map<string, WrittenOutput & { key: string }>;

/** All files in a manifest. */
export const filesOf = (manifest: Manifest): FileDigest[] =>
  [...manifest.values()].flatMap(({ files }) => files);

/** Files per batch. If there are more, workers check them. */
const batchSize = 2000;

/**
 * Reads the manifest and verifies every file in the site's folder against it: a build may have been
 * killed, and anyone may have written to the folder. A file with the state that the last build recorded
 * has not changed. Of others, the content is hashed.
 *
 * @param pool workers that do this if there are many files
 * @param options.verify whether to hash all files, whatever their states
 * @returns the manifest, in which outputs with a missing or changed file have an empty key; the recorded
 *   states; and the files for which they may not hold
 */
export async function readVerifiedManifest(
  pool: BuildPool,
  { verify = false }: { verify?: boolean } = {},
): Promise<{ manifest: Manifest; states: SiteStates; touched: Set<string> }> {
  const manifest: Manifest = (await readChecksummed<Manifest>(manifestFile)) ?? new Map();
  const states: SiteStates = verify ? new Map() : await readSiteStates();
  const touched = new Set(
    states.size > batchSize ? await pool.run('findTouchedFiles', undefined) : await findTouchedFiles(),
  );
  const unsure = filesOf(manifest).filter(({ path }) => touched.has(path) || !states.has(path));
  const wrong = new Set(await wrongFiles(unsure, siteDir, pool));
  for (const output of manifest.values())
    if (output.files.some(({ path }) => wrong.has(path))) output.key = '';
  return { manifest, states, touched };
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
