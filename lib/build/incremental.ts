import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeChecksummed } from '../cache/checksummed';
import type { FileDigest } from '../cache/file-digests';
import { manifestFile, siteDir } from '../cache/paths';
import { absoluteUrl } from '../config/site';
import type { Publication } from '../content/publication';
import type { Catalog } from '../pages/catalog';
import type { CompressionLevel } from '../render/compress';
import { imageOutputs, listOutputs } from '../render/list-outputs';
import type { Output } from '../render/output';
import { movedDocuments, redirectsOf } from '../text-files/alias-pages';
import { hashOf } from '../util/hash';
import { aliasOutputs, hostRuleOutputs } from './final-outputs';
import type { BuildPool } from './jobs';
import { filesOf, type Manifest } from './manifest';
import type { Progress } from './progress';
import { isInShard, type ShardSpec, shardFile, writeShard } from './shard';

/** What a print run has made. */
export interface BuildResult {
  /** Everything that is part of the site now, in no order. */
  files: { path: string }[];
  pages: { printed: number; reused: number };
  bytes: number;
  heaviest: { path: string; bytes: number };
}

/**
 * Brings the site's folder up to a publication: prints the outputs whose inputs have changed,
 * keeps the others, and deletes what is no longer part of it. Nothing here is seen by readers
 * yet; see `lib/build/swap-in.ts`.
 *
 * @param before what stands in the folder, looked at by `readVerifiedManifest`
 * @param shared what every output depends on: the code that prints, the site's address, the layout props
 * @param code a hash of the code, which is part of that
 * @param shardSpec the part that is to be printed, where it is not all
 * @param checkPaths is given the paths of the whole site, before what is no longer part of it is deleted
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
    pool: BuildPool;
    progress: Progress;
  },
): Promise<BuildResult> {
  const { before, shared, compressionLevel, code, shardSpec, pool, progress } = options;
  const after: Manifest = new Map();
  // A post has a page, a card and its Markdown; the lists are few beside them.
  let expected =
    before.size > 0 ? 0 : (catalog.posts.length * 3 + catalog.tags.length) / (shardSpec?.of ?? 1);
  const pages = { printed: 0, reused: 0 };
  let renderedOutputs = 0;
  const save = saveNowAndThen(() => writeChecksummed(manifestFile, new Map([...before, ...after])));
  const print = async ([output, key]: [Output, string]) => {
    after.set(output.path, { ...(await pool.run('write', output)), key });
    if (output.kind === 'page') pages.printed++;
    progress.step(++renderedOutputs, expected);
    await save();
  };
  const paths = new Set<string>();
  const buildId = createHash('sha256');
  const renderChanged = async (outputs: AsyncIterable<Output> | Iterable<Output>) => {
    async function* changed(): AsyncGenerator<[Output, string]> {
      for await (const output of outputs) {
        if (paths.has(output.path)) throw new Error(`two outputs would be printed at ${output.path}`);
        paths.add(output.path);
        const key = cacheKey(output, shared);
        buildId.update(`${output.path}\0${key}\0`);
        if (shardSpec && !isInShard(shardSpec, output.path)) continue;
        const printed = before.get(output.path);
        if (printed?.key !== key) yield [output, key];
        else {
          after.set(output.path, printed);
          if (output.kind === 'page') pages.reused++;
        }
      }
    }
    await pool.each(changed(), print);
  };

  await renderChanged(
    listOutputs(publication, catalog, options.publicDir, (input) => pool.run('index', input)),
  );
  // After the pages, which are a moment beside them.
  const images = await imageOutputs(publication);
  renderedOutputs = 0;
  const isDue = (image: Output) =>
    (!shardSpec || isInShard(shardSpec, image.path)) &&
    before.get(image.path)?.key !== cacheKey(image, shared);
  expected = images.filter(isDue).length;
  if (expected > 0) progress.begin('Images', expected);
  await renderChanged(images);
  const home = absoluteUrl('/');
  const last = {
    shared,
    compressionLevel,
    code,
    home,
    redirects: redirectsOf(catalog),
    moved: movedDocuments(catalog),
  };
  if (!shardSpec) {
    await renderChanged(hostRuleOutputs(after, last));
    await renderChanged(aliasOutputs(after, last));
    options.checkPaths?.(paths);
  }
  const files = filesOf(after);
  await removeOrphans(files, before);
  await writeChecksummed(manifestFile, after);
  const done = { pages, files, bytes: sum(files), heaviest: heaviestPage(files) };
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
 * Saves what has been printed so far, so that a build that is stopped goes on from there the next
 * time. Every half a minute, or less often where it would take more than a twentieth of the time.
 */
function saveNowAndThen(save: () => Promise<void>): () => Promise<void> {
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
 * Names what an output is printed from. Where an author's file lies does not matter, only what is
 * in it; and for an image, nothing of the site around it does.
 */
export function cacheKey(output: Output, shared: string): string {
  return hashOf(
    (output.kind === 'image' ? '' : shared) +
      JSON.stringify(output, (name, value: unknown) => (name === 'from' ? undefined : value)),
  );
}

/** Deletes what stands in the site's folder and is no longer part of it. */
export async function removeOrphans(files: readonly { path: string }[], before: Manifest): Promise<void> {
  const wanted = new Set(files.map(({ path }) => path));
  for (const path of [...filesOf(before).map((file) => file.path), `/${shardFile}`])
    if (!wanted.has(path)) await rm(join(siteDir, path), { force: true }).catch(unlessReplaced);
}

/** There is a folder now where the file was, or a file where its folder was. */
function unlessReplaced(error: NodeJS.ErrnoException) {
  if (error.code !== 'ERR_FS_EISDIR' && error.code !== 'ENOTDIR') throw error;
}

export const sum = (files: readonly FileDigest[]) => files.reduce((all, { bytes }) => all + bytes, 0);

export function heaviestPage(files: readonly FileDigest[]): BuildResult['heaviest'] {
  let heaviest = { path: '', bytes: 0 };
  for (const { path, bytes } of files)
    if (path.endsWith('.html') && bytes > heaviest.bytes) heaviest = { path, bytes };
  return heaviest;
}
