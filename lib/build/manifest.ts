import { readChecksummed } from '../cache/checksummed';
import { checkFiles, type FileDigest } from '../cache/file-digests';
import { manifestFile, siteDir } from '../cache/paths';
import type { BuildPool, WrittenOutput } from './jobs';

/** What stands in the site's folder, and what it was printed from, by the path of the output. */
export type Manifest = Map<string, WrittenOutput & { key: string }>;

/** All files of some outputs. */
export const filesOf = (manifest: Manifest): FileDigest[] =>
  [...manifest.values()].flatMap(({ files }) => files);

/** Enough files to make it worth asking a worker to look at them. */
const batchSize = 2000;

/**
 * Reads the manifest and holds every file of the site's folder against it. Nothing is trusted
 * for its name or its date: a build may have been killed on the way, and anybody may have
 * written to the folder.
 *
 * @param pool looks at the files where there are many
 * @returns the manifest; an output with a file that is not what it was has an empty key
 */
export async function readVerifiedManifest(pool: BuildPool): Promise<Manifest> {
  const manifest: Manifest = (await readChecksummed<Manifest>(manifestFile)) ?? new Map();
  const wrong = new Set(await wrongFiles(filesOf(manifest), siteDir, pool));
  for (const printed of manifest.values())
    if (printed.files.some(({ path }) => wrong.has(path))) printed.key = '';
  return manifest;
}

/**
 * Holds files against what is said of them, with workers where there are many.
 *
 * @returns the paths of those that are something else
 */
export async function wrongFiles(
  files: readonly FileDigest[],
  folder: string,
  pool: BuildPool,
): Promise<string[]> {
  const wrong: string[] = [];
  const look = (batch: FileDigest[]) =>
    files.length > batchSize
      ? pool.run('check', { files: batch, folder })
      : checkFiles({ files: batch, folder });
  await pool.each(batches(files, batchSize), async (batch) => {
    wrong.push(...(await look(batch)));
  });
  return wrong;
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
