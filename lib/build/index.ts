import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBrowserModules } from '../browser/bundle';
import { workDir } from '../cache/paths';
import { DamagedCache, removeUnusedTexts } from '../cache/texts';
import { readSettings } from '../config/env';
import { basePath, site } from '../config/site';
import { hiddenSummary } from '../content/hidden';
import { compileApp } from '../next/compile';
import { layoutPropsOf } from '../pages/index';
import { compressionLevelFor } from '../render/compress';
import { Pool } from '../workers/pool';
import { type BuildResult, buildOutputs } from './incremental';
import type { Jobs } from './jobs';
import { withLock } from './lock';
import { readVerifiedManifest } from './manifest';
import { mergeShards } from './merge';
import { checkMovedPosts, recordPosts } from './moved-posts';
import { prepare, readContent } from './prepare';
import { Progress } from './progress';
import { checkRemoval } from './removal';
import type { ShardSpec } from './shard';
import type { Summary } from './summary';
import { swapIn, targetOf } from './swap-in';

interface Built {
  run: BuildResult;
  outDir: string;
  unpublished?: string;
}

/**
 * Builds the publication set in the environment: reads and checks the content, compiles the app if
 * the code has changed, renders what has changed since the last build, and swaps the site in.
 *
 * @param options.shardSpec the shard to build; see `merge`
 * @param options.yes allow the build to remove any number of pages
 * @throws {ContentErrors} for errors in the content, before anything is written
 * @throws {UserError} for anything else that the user can fix
 */
export function build(options: { shardSpec?: ShardSpec; yes?: boolean } = {}): Promise<Summary> {
  return timed(async (progress) => {
    try {
      return await buildOnce(progress, options);
    } catch (error) {
      if (!(error instanceof DamagedCache)) throw error;
      // Something has changed the cache from outside. Build without it.
      await rm(join(workDir, 'cache'), { recursive: true, force: true });
      return await buildOnce(progress, options);
    }
  });
}

/**
 * Merges shards into one site and swaps it in.
 *
 * @param folders the folders of the shards
 * @param options.yes allow the merge to remove any number of pages
 * @throws {UserError} if the shards are not all the shards of one site
 */
export function merge(folders: readonly string[], { yes = false }: { yes?: boolean } = {}): Promise<Summary> {
  return timed(async (progress) => {
    const { outDir } = readSettings();
    await targetOf(outDir);
    progress.begin('Merging');
    const run = await mergeShards(folders, yes ? undefined : removalCheck('shards'));
    progress.begin('Swapping in');
    await swapIn(run.files, outDir);
    return { run, outDir };
  });
}

/** Runs a build or merge while holding the lock, and returns its summary. */
async function timed(task: (progress: Progress) => Promise<Built>): Promise<Summary> {
  const started = performance.now();
  const progress = new Progress();
  try {
    const { run, outDir, unpublished } = await withLock(() => task(progress));
    const steps = Object.fromEntries(progress.end());
    const { pages, files, bytes, heaviest } = run;
    const seconds = (performance.now() - started) / 1000;
    return { outDir, pages, files: files.length, bytes, heaviest, seconds, steps, unpublished };
  } finally {
    progress.end();
  }
}

/** @param from what the site is built from, for the message */
function removalCheck(from: string): (paths: ReadonlySet<string>) => void {
  const { outDir } = readSettings();
  const limit = site.removalLimit ?? 0.5;
  return (paths) => checkRemoval(paths, { outDir, limit, from });
}

async function buildOnce(
  progress: Progress,
  { shardSpec, yes = false }: { shardSpec?: ShardSpec; yes?: boolean },
): Promise<Built> {
  const { outDir, contentDir, publicDir, buildTime } = readSettings();
  await targetOf(outDir, shardSpec !== undefined);
  const readers = new Pool<Jobs>({});
  const read = async () => {
    progress.begin('Reading');
    const publication = await readContent(false, readers, progress);
    const { length } = publication.warnings;
    if (length > 0)
      console.warn(`${length} ${length === 1 ? 'warning' : 'warnings'}: npm run check lists them.`);
    progress.begin('Indexing');
    return { publication, ...(await prepare(publication)) };
  };
  const [before, { publication, catalog }] = await Promise.all([
    readVerifiedManifest(readers),
    read(),
  ]).finally(() => readers.close());
  if (!yes) await checkMovedPosts(catalog);
  progress.begin('Compiling');
  const assets = await bundleBrowserModules();
  const { code } = await compileApp();
  progress.begin('Rendering');
  const layoutProps = layoutPropsOf(catalog, assets);
  const compressionLevel = compressionLevelFor(publication.entries.length);
  const pool = new Pool<Jobs>({ layoutProps, compressionLevel });
  const run = await buildOutputs(publication, catalog, {
    before,
    shared: JSON.stringify([code, site.url, basePath, layoutProps, compressionLevel]),
    code,
    compressionLevel,
    shardSpec,
    checkPaths: yes ? undefined : removalCheck(`${contentDir} as of ${new Date(buildTime).toISOString()}`),
    publicDir,
    pool,
    progress,
  }).finally(() => pool.close());
  progress.begin('Swapping in');
  await swapIn(run.files, outDir);
  await recordPosts(catalog);
  await removeUnusedTexts(publication.texts);
  return { run, outDir, unpublished: hiddenSummary(publication.hidden) };
}
