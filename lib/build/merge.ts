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
import { linkOrCopy, takeTrees } from './trees';

/**
 * Updates the site's folder from shards, and renders the outputs that need the whole site. The
 * folder then has the same files as after a build on one machine, with a manifest for the next
 * incremental build.
 *
 * @param folders the folders of the shards, in any order
 * @param checkPaths called with all paths of the site before anything is changed; throws to stop
 *   the merge
 * @throws {UserError} if the shards are not all the shards of one site, or are damaged
 */
export async function mergeShards(
  folders: readonly string[],
  checkPaths?: (paths: ReadonlySet<string>) => void,
): Promise<BuildResult> {
  const shards = await readShards(folders);
  const pool = new Pool<Jobs>({ compressionLevel: shards[0].last.compressionLevel });
  return mergeOutputs(shards, pool, checkPaths).finally(() => pool.close());
}

async function mergeOutputs(
  shards: readonly [ShardInFolder, ...ShardInFolder[]],
  pool: BuildPool,
  checkPaths?: (paths: ReadonlySet<string>) => void,
): Promise<BuildResult> {
  const [{ last, folder: one }] = shards;
  const differs =
    last.code !== (await codeHash(appCode))
      ? 'with different code, with another version of Node.js, or on another kind of processor. Check out the same commit'
      : last.home !== absoluteUrl('/') && `for ${last.home}. Set the same SITE_URL and BASE_PATH`;
  if (differs) throw new UserError(`${one}: was built ${differs}.`);
  const damaged: string[] = [];
  for (const { folder, manifest, number, of } of shards) {
    const [wrong, ...others] = await wrongFiles(filesOf(manifest), folder, pool);
    if (wrong !== undefined)
      damaged.push(
        `${folder}: ${wrong}${others.length > 0 ? ` and ${others.length} other files are` : ' is'} damaged or missing. Copy the shard again, or rebuild it: npm run build -- --shard ${number}/${of}`,
      );
  }
  if (damaged.length > 0) throw new UserError(damaged.join('\n'));
  const paths = shards.flatMap(({ manifest }) => filesOf(manifest).map(({ path }) => path));
  const aliases = [...aliasPages(last.moved, paths)].map(({ path }) => path);
  checkPaths?.(new Set([...paths, ...aliases]));

  const before = (await readChecksummed<Manifest>(manifestFile)) ?? new Map();
  // Until the merge is done, no manifest describes the folder.
  rmSync(manifestFile, { force: true });
  await takeTrees();
  const after: Manifest = new Map();
  for (const { folder, manifest } of shards) {
    for (const [path, output] of manifest) after.set(path, output);
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
    pages: { built: 0, unchanged: pages },
    bytes: sum(files),
    heaviest: heaviestPage(files),
    changed: new Set(paths),
  };
}
