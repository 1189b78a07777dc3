import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { appCode, codeHash } from '../cache/code-hash';
import { manifestFile, siteDir } from '../cache/paths';
import { absoluteUrl } from '../config/site';
import { aliasPages } from '../text-files/alias-pages';
import { UserError } from '../util/errors';
import { Pool } from '../workers/pool';
import { clearPath } from './clear-path';
import { aliasOutputs, hostRuleOutputs } from './final-outputs';
import { type BuildResult, cacheKey, heaviestPage, removeOrphans, sum } from './incremental';
import type { BuildPool, Jobs } from './jobs';
import { filesOf, type Manifest, wrongFiles } from './manifest';
import { readShards, type ShardInFolder } from './shard';
import { linkOrCopy } from './swap-in';

/**
 * Brings the site's folder up to what shards have printed, and prints what could not be before
 * all of it was there. What stands there then is what one build would have left, with a manifest
 * by which the next goes on.
 *
 * @param folders of the shards, in any order
 * @param checkPaths is given the paths of the site, before anything is changed
 * @throws {UserError} where they are not the whole of one site, each as it was printed
 */
export async function mergeShards(
  folders: readonly string[],
  checkPaths?: (paths: ReadonlySet<string>) => void,
): Promise<BuildResult> {
  const shards = await readShards(folders);
  const pool = new Pool<Jobs>({ compressionLevel: shards[0].last.compressionLevel });
  return putTogether(shards, pool, checkPaths).finally(() => pool.close());
}

async function putTogether(
  shards: readonly [ShardInFolder, ...ShardInFolder[]],
  pool: BuildPool,
  checkPaths?: (paths: ReadonlySet<string>) => void,
): Promise<BuildResult> {
  const [{ last, folder: one }] = shards;
  const differs =
    last.code !== (await codeHash(appCode))
      ? 'by other code than is here, by another version of Node or on another kind of processor. Check out the same commit'
      : last.home !== absoluteUrl('/') && `for ${last.home}. Set SITE_URL and BASE_PATH as they were`;
  if (differs) throw new UserError(`${one}: was printed ${differs}.`);
  const damaged: string[] = [];
  for (const { folder, manifest, number, of } of shards) {
    const [wrong, ...others] = await wrongFiles(filesOf(manifest), folder, pool);
    if (wrong !== undefined)
      damaged.push(
        `${folder}: ${wrong}${others.length > 0 ? ` and ${others.length} other files are` : ' is'} not what was printed. Copy the shard again, or print it: npm run build -- --shard ${number}/${of}`,
      );
  }
  if (damaged.length > 0) throw new UserError(damaged.join('\n'));
  const paths = shards.flatMap(({ manifest }) => filesOf(manifest).map(({ path }) => path));
  const aliases = [...aliasPages(last.moved, paths)].map(({ path }) => path);
  checkPaths?.(new Set([...paths, ...aliases]));

  const before = (await readChecksummed<Manifest>(manifestFile)) ?? new Map();
  // Until all is there, nothing is known of what stands in the folder.
  rmSync(manifestFile, { force: true });
  const after: Manifest = new Map();
  for (const { folder, manifest } of shards) {
    for (const [path, printed] of manifest) after.set(path, printed);
    for (const { path } of filesOf(manifest)) {
      const to = join(siteDir, path);
      clearPath(to);
      linkOrCopy(join(folder, path), to);
    }
  }
  for (const outputsOf of [hostRuleOutputs, aliasOutputs])
    for (const output of outputsOf(after, last))
      after.set(output.path, { ...(await pool.run('write', output)), key: cacheKey(output, last.shared) });
  const files = filesOf(after);
  await removeOrphans(files, before);
  await writeChecksummed(manifestFile, after);
  const pages = [...after.values()].filter(({ policy }) => policy !== undefined).length;
  return {
    files,
    pages: { printed: 0, reused: pages },
    bytes: sum(files),
    heaviest: heaviestPage(files),
  };
}
