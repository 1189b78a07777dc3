import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBrowserModules } from '../browser/bundle';
import { workDir } from '../cache/paths';
import { DamagedCache, removeUnusedTexts } from '../cache/texts';
import { readSettings } from '../config/env';
import { readPreviewSecret } from '../config/preview';
import { basePath, site } from '../config/site';
import { type Preview, previewsOf, type Unpublished, unpublishedPosts } from '../content/hidden';
import { keepVersions } from '../history/versions';
import { compileApp } from '../next/compile';
import { layoutPropsOf } from '../pages/index';
import { compressionLevelFor } from '../render/compress';
import { searchFiles } from '../render/search';
import { hashOf } from '../util/hash';
import { Pool } from '../workers/pool';
import { type BuildResult, buildOutputs } from './incremental';
import type { BuildPool, Jobs } from './jobs';
import { withLock } from './lock';
import { readVerifiedManifest } from './manifest';
import { mergeShards } from './merge';
import { checkMovedPosts, recordPosts } from './moved-posts';
import { prepare, readContent } from './prepare';
import { Progress } from './progress';
import { checkRemoval, removesMany } from './removal';
import type { ShardSpec } from './shard';
import { writeSiteStates } from './site-states';
import type { Summary } from './summary';
import { swapIn, targetOf } from './swap-in';
import { takeTrees } from './trees';

interface Built {
  run: BuildResult;
  outDir: string;
  unpublished?: Unpublished;
  previews?: Preview[];
}

interface BuildOptions {
  shardSpec?: ShardSpec;
  yes?: boolean;
  verify?: boolean;
  drafts?: boolean;
}

/**
 * Builds the publication set in the environment: reads and checks the content, compiles the app if
 * the code has changed, renders what has changed since the last build, and swaps the site in.
 *
 * @param options.shardSpec the shard to build; see `merge`
 * @param options.drafts also build drafts and scheduled posts, at addresses that nobody can guess
 * @param options.yes allow the build to remove any number of pages
 * @param options.verify read every file, also those that have not changed by their times and sizes
 * @throws {ContentErrors} for errors in the content, before anything is written
 * @throws {UserError} for anything else that the user can fix
 */
export function build(options: BuildOptions = {}): Promise<Summary> {
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
    const { run, outDir, unpublished, previews } = await withLock(() => task(progress));
    const steps = Object.fromEntries(progress.end());
    const { pages, files, bytes, heaviest } = run;
    const seconds = (performance.now() - started) / 1000;
    return { outDir, pages, files: files.length, bytes, heaviest, seconds, steps, unpublished, previews };
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

async function buildOnce(progress: Progress, options: BuildOptions): Promise<Built> {
  const target = await targetOf(readSettings().outDir, options.shardSpec !== undefined);
  const pool = new Pool<Jobs>({});
  try {
    // Loads code while the content is read.
    pool.warmUp();
    return await buildWith(pool, progress, target, options);
  } finally {
    pool.close();
  }
}

async function buildWith(
  pool: BuildPool,
  progress: Progress,
  target: string,
  { shardSpec, yes = false, verify = false, drafts = false }: BuildOptions,
): Promise<Built> {
  const { outDir, contentDir, publicDir, buildTime } = readSettings();
  const previewSecret = drafts ? readPreviewSecret() : undefined;
  const readers = new Pool<Jobs>({});
  const read = async () => {
    progress.begin('Reading');
    const publication = await readContent({ verify, previewSecret }, readers, progress);
    const { length } = publication.warnings;
    if (length > 0)
      console.warn(`${length} ${length === 1 ? 'warning' : 'warnings'}: npm run check lists them.`);
    return publication;
  };
  const [{ manifest: before, states, touched }, publication] = await Promise.all([
    readVerifiedManifest(pool, { verify }),
    read(),
  ]).finally(() => readers.close());
  progress.begin('Indexing');
  const { catalog, recommending } = await prepare(publication, (input) => pool.run('recommend', input));
  const search = searchFiles(publication, catalog, (input) => pool.run('index', input));
  // Avoids an unhandled rejection if the build ends early.
  search.catch(() => {});
  if (!yes) await checkMovedPosts(catalog);
  progress.begin('Compiling');
  const assets = await bundleBrowserModules();
  const { code } = await compileApp();
  progress.begin('Rendering');
  const layoutProps = layoutPropsOf(catalog, assets);
  const compressionLevel = compressionLevelFor(publication.entries.length - catalog.drafts.length);
  pool.configure({ layoutProps, compressionLevel });
  // With `verify`, all files of the site that is swapped in are compared, too.
  const recorded = await takeTrees();
  const trees = verify ? undefined : recorded;
  const check = removalCheck(`${contentDir} as of ${new Date(buildTime).toISOString()}`);
  const run = await buildOutputs(publication, catalog, {
    before,
    shared: hashOf(JSON.stringify([code, site.url, basePath, layoutProps, compressionLevel])),
    code,
    compressionLevel,
    shardSpec,
    checkPaths: (paths) => {
      // The site that is served is in the manifest, so its folders need not be read.
      const isKnown = trees?.target === target && !removesMany(before.keys(), paths);
      if (!yes && !isKnown) check(paths);
    },
    publicDir,
    searchFiles: () => search,
    recommending,
    verify,
    pool,
    progress,
  });
  progress.begin('Swapping in');
  const linked = await swapIn(run.files, outDir, { changed: run.changed, trees });
  await writeSiteStates(run.files, states, new Set([...touched, ...run.changed, ...linked]));
  await recordPosts(catalog);
  if (site.history) await keepVersions(publication.contentDir, publication.entries);
  const searchTexts = (await search).map(([, text]) => text);
  await removeUnusedTexts(new Set([...publication.texts, ...searchTexts]));
  return {
    run,
    outDir,
    unpublished: unpublishedPosts(publication.hidden, site.timeZone),
    previews: drafts ? previewsOf(publication.hidden) : undefined,
  };
}
