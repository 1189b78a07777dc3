import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeChecksummed } from '../cache/checksummed';
import type { FileDigest } from '../cache/file-digests';
import { manifestFile, siteDir } from '../cache/paths';
import { absoluteUrl } from '../config/site';
import type { Publication } from '../content/publication';
import type { Catalog } from '../pages/catalog';
import { imageOutputs, listOutputs } from '../render';
import type { CompressionLevel } from '../render/compress';
import type { Output } from '../render/output';
import { type Site, siteOf } from '../render/site';
import { movedDocuments, redirectsOf } from '../text-files/alias-pages';
import { hashOf } from '../util/hash';
import { aliasOutputs, hostRuleOutputs } from './final-outputs';
import type { BuildPool } from './jobs';
import { filesOf, type Manifest } from './manifest';
import type { Progress } from './progress';
import { isInShard, type ShardSpec, shardFile, writeShard } from './shard';

/** The result of a build. */
export interface BuildResult {
  /** All files of the site, in no particular order. */
  files: { path: string }[];
  pages: { built: number; unchanged: number };
  bytes: number;
  heaviest: { path: string; bytes: number };
  /** The paths of all files that were written or deleted. */
  changed: ReadonlySet<string>;
}

/**
 * Updates the site's folder: renders the outputs whose input has changed, keeps the others, and
 * deletes files that are no longer part of the site. Readers see nothing of it until
 * `lib/build/swap-in.ts` swaps the site in.
 *
 * @param before the manifest of the folder, from `readVerifiedManifest`
 * @param shared a hash of what every output depends on: the rendering code, the site's address, the layout props
 * @param code a hash of the code; also part of `shared`
 * @param shardSpec the shard to build; the whole site if omitted
 * @param checkPaths called with all paths of the site before old files are deleted; throws to stop
 *   the build
 */
export async function buildOutputs(
  publication: Publication,
  catalog: Catalog,
  options: {
    before: Manifest;
    shared: string;
    code: string;
    compressionLevel: CompressionLevel;
    shardSpec?: ShardSpec;
    checkPaths?: (paths: ReadonlySet<string>) => void;
    publicDir: string;
    searchFiles: Site['searchFiles'];
    recommending: Site['recommending'];
    /** Whether to read every file, also those that have not changed by their times and sizes. */
    verify: boolean;
    pool: BuildPool;
    progress: Progress;
  },
): Promise<BuildResult> {
  const { before, shared, compressionLevel, code, shardSpec, pool, progress } = options;
  const after: Manifest = new Map();
  // An estimate: a post has a page, a card and a Markdown file. Lists are few by comparison.
  let expected =
    before.size > 0 ? 0 : (catalog.posts.length * 3 + catalog.tags.length) / (shardSpec?.of ?? 1);
  const pages = { built: 0, unchanged: 0 };
  let renderedOutputs = 0;
  const changed = new Set<string>();
  const save = saveAtIntervals(() => writeChecksummed(manifestFile, new Map([...before, ...after])));
  const write = async ([output, key]: [Output, string]) => {
    const written = await pool.run('write', output);
    for (const { path } of written.files) changed.add(path);
    after.set(output.path, { ...written, key });
    if (output.kind === 'page') pages.built++;
    progress.step(++renderedOutputs, expected);
    await save();
  };
  const paths = new Set<string>();
  const buildId = createHash('sha256');
  const renderChanged = async (outputs: AsyncIterable<Output> | Iterable<Output>) => {
    async function* changed(): AsyncGenerator<[Output, string]> {
      for await (const output of outputs) {
        if (paths.has(output.path)) throw new Error(`two outputs have the same path: ${output.path}`);
        paths.add(output.path);
        const key = cacheKey(output, shared);
        buildId.update(`${output.path}\0${key}\0`);
        if (shardSpec && !isInShard(shardSpec, output.path)) continue;
        const existing = before.get(output.path);
        if (existing?.key !== key) yield [output, key];
        else {
          after.set(output.path, existing);
          if (output.kind === 'page') pages.unchanged++;
        }
      }
    }
    await pool.each(changed(), write);
  };

  const site = siteOf(publication, catalog, options);
  await renderChanged(listOutputs(site));
  // Last, because images take the longest by far.
  const images = await imageOutputs(site);
  renderedOutputs = 0;
  const isDue = (image: Output) =>
    (!shardSpec || isInShard(shardSpec, image.path)) &&
    before.get(image.path)?.key !== cacheKey(image, shared);
  expected = images.filter(isDue).length;
  if (expected > 0) progress.begin('Images', expected);
  await renderChanged(images);
  const home = absoluteUrl('/');
  const moved = movedDocuments(catalog);
  const last = {
    shared,
    compressionLevel,
    code,
    home,
    redirects: redirectsOf(moved),
    moved,
  };
  if (!shardSpec) {
    await renderChanged(hostRuleOutputs(after, last));
    await renderChanged(aliasOutputs(after, last));
    options.checkPaths?.(paths);
  }
  const files = filesOf(after);
  for (const path of await removeOrphans(files, before)) changed.add(path);
  await writeChecksummed(manifestFile, after);
  const done = { pages, files, bytes: sum(files), heaviest: heaviestPage(files), changed };
  if (!shardSpec) return done;
  buildId.update(JSON.stringify(last));
  const shard = await writeShard({
    ...shardSpec,
    buildId: buildId.digest('base64url'),
    manifest: after,
    last,
  });
  return { ...done, files: [...files, shard] };
}

/**
 * Saves progress every 30 seconds, so that the next build continues after an interrupted one. The
 * interval grows if saving takes more than 5 % of the time.
 */
function saveAtIntervals(save: () => Promise<void>): () => Promise<void> {
  let last = performance.now();
  let interval = 30_000;
  return async () => {
    const began = performance.now();
    if (began - last < interval) return;
    last = began;
    await save();
    interval = Math.max(interval, 20 * (performance.now() - began));
  };
}

/**
 * The cache key of an output: a hash of its input. It includes the content of an author's file but
 * not its path. The key of an image does not depend on the rest of the site.
 */
export function cacheKey(output: Output, shared: string): string {
  return hashOf((output.kind === 'image' ? '' : shared) + JSON.stringify(withoutSource(output)));
}

/** An output without the path of the author's file that it is made from. */
function withoutSource(output: Output): object {
  if (output.kind === 'image' || output.kind === 'file') return { ...output, from: undefined };
  if (output.kind !== 'card' || !output.card.picture) return output;
  return { ...output, card: { ...output.card, picture: { ...output.card.picture, from: undefined } } };
}

/** Deletes files in the site's folder that are in `before` but not in `files`. @returns their paths */
export async function removeOrphans(files: readonly { path: string }[], before: Manifest): Promise<string[]> {
  const wanted = new Set(files.map(({ path }) => path));
  const orphans = [...filesOf(before).map((file) => file.path), `/${shardFile}`].filter(
    (path) => !wanted.has(path),
  );
  for (const path of orphans) await rm(join(siteDir, path), { force: true }).catch(unlessReplaced);
  return orphans;
}

/** Ignores that a folder has replaced the file, or that a file has replaced its folder. */
function unlessReplaced(error: NodeJS.ErrnoException) {
  if (error.code !== 'ERR_FS_EISDIR' && error.code !== 'ENOTDIR') throw error;
}

/** The total size of files, in bytes. */
export const sum = (files: readonly FileDigest[]) => files.reduce((all, { bytes }) => all + bytes, 0);

/** The largest HTML file, uncompressed. Without one, `path` is empty. */
export function heaviestPage(files: readonly FileDigest[]): BuildResult['heaviest'] {
  let heaviest = { path: '', bytes: 0 };
  for (const { path, bytes } of files)
    if (path.endsWith('.html') && bytes > heaviest.bytes) heaviest = { path, bytes };
  return heaviest;
}
