import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { siteDir } from '../cache/paths';
import { UserError } from '../util/errors';
import { hashOf } from '../util/hash';
import type { FinalOutputs } from './final-outputs';
import type { Manifest } from './manifest';

/** One of the shards that a site is built in, possibly on different machines. */
export interface ShardSpec {
  /** From 1. */
  number: number;
  of: number;
}

/** The description of a shard, stored with a checksum next to its files. */
export interface Shard extends ShardSpec {
  /** A hash of everything that the whole site is built from: content, code and configuration. */
  buildId: string;
  manifest: Manifest;
  /** The input of the outputs that are rendered after the merge. */
  last: FinalOutputs;
}

/** A shard and its folder. */
export type ShardInFolder = Shard & { folder: string };

/** The name of the file that describes a shard. */
export const shardFile = 'shard.record';

/**
 * Parses a shard from the command line, such as `3/8`.
 *
 * @throws {UserError} if the text is not a shard
 */
export function parseShardSpec(text: string): ShardSpec {
  const [, number = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (number < 1 || number > of)
    throw new UserError(
      `--shard: expected the number of the shard and the number of shards, such as 3/8, found ${JSON.stringify(text)}. The first shard is 1.`,
    );
  return { number, of };
}

/** Whether an output belongs to a shard. Depends on its path only, so that an edit never moves it to another. */
export function isInShard({ number, of }: ShardSpec, path: string): boolean {
  return Number.parseInt(hashOf(path).slice(0, 8), 16) % of === number - 1;
}

/** Writes the description of a shard into the site's folder. @returns the file, to be swapped in with the others */
export async function writeShard(shard: Shard): Promise<{ path: string }> {
  await writeChecksummed(join(siteDir, shardFile), shard);
  return { path: `/${shardFile}` };
}

/**
 * Reads the descriptions of the shards of one site.
 *
 * @param folders one for each shard
 * @throws {UserError} with every problem: folders that are not shards, and shards that are missing,
 *   duplicated or built from something else
 */
export async function readShards(folders: readonly string[]): Promise<[ShardInFolder, ...ShardInFolder[]]> {
  const problems: string[] = [];
  const shards: ShardInFolder[] = [];
  for (const folder of folders) {
    const shard = await readChecksummed<Shard>(join(folder, shardFile));
    if (shard) shards.push({ ...shard, folder });
    else
      problems.push(
        existsSync(folder)
          ? `${folder} has no complete shard. Build it again: npm run build -- --shard N/TOTAL`
          : `${folder} does not exist. Expected the folder of a shard`,
      );
  }
  const [first] = shards;
  if (!first) throw new UserError(problems.join('\n') || '--merge: expected the folders of shards');
  const byNumber = new Map<number, string>();
  for (const { folder, number, of, buildId } of shards) {
    if (of !== first.of)
      problems.push(`${folder}: is one of ${of} shards, but ${first.folder} is one of ${first.of}`);
    else if (buildId !== first.buildId)
      problems.push(
        `${folder}: was built from other content, code or settings than ${first.folder}. Build both from the same commit, with the same SITE_URL, BASE_PATH, BUILD_TIME and version of Node.js, on the same kind of processor.`,
      );
    const same = byNumber.get(number);
    if (same !== undefined) problems.push(`${folder}: is shard ${number}, and so is ${same}`);
    else byNumber.set(number, folder);
  }
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter(
    (number) => !byNumber.has(number),
  );
  if (missing.length > 0)
    problems.push(
      `missing: ${missing.map((number) => `${number}/${first.of}`).join(', ')}. Build what is missing: npm run build -- --shard ${missing[0]}/${first.of}`,
    );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return [first, ...shards.slice(1)];
}
