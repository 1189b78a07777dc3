import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { siteDir } from '../cache/paths';
import { UserError } from '../util/errors';
import { hashOf } from '../util/hash';
import type { FinalOutputs } from './final-outputs';
import type { Manifest } from './manifest';

/** One of several parts in which a site is printed, each perhaps on a machine of its own. */
export interface ShardSpec {
  /** From 1. */
  number: number;
  of: number;
}

/** What a shard says of itself, sealed, beside the files that it has printed. */
export interface Shard extends ShardSpec {
  /** A hash of all that the whole site is printed from: content, code and configuration. */
  buildId: string;
  manifest: Manifest;
  /** What is left to print when all outputs are together. */
  last: FinalOutputs;
}

/** A shard, and where it lies. */
export type ShardInFolder = Shard & { folder: string };

export const shardFile = 'shard.record';

/**
 * Reads a part as it is written on the command line, such as `3/8`.
 *
 * @throws {UserError} where it is none
 */
export function parseShardSpec(text: string): ShardSpec {
  const [, number = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (number < 1 || number > of)
    throw new UserError(
      `--shard: expected a part and of how many, such as 3/8, found ${JSON.stringify(text)}. The first is 1.`,
    );
  return { number, of };
}

/** Whether an output is printed in a shardSpec. By its path alone, so that an edit moves none to another. */
export function isInShard({ number, of }: ShardSpec, path: string): boolean {
  return Number.parseInt(hashOf(path).slice(0, 8), 16) % of === number - 1;
}

/** Writes what a shard says of itself into the site's folder. @returns the file, to be put in place with the others */
export async function writeShard(shard: Shard): Promise<{ path: string }> {
  await writeChecksummed(join(siteDir, shardFile), shard);
  return { path: `/${shardFile}` };
}

/**
 * Reads shards that are to be one site.
 *
 * @param folders one for each
 * @throws {UserError} with all that keeps them from being one: what is no shard, what is missing, there
 *   twice, or printed from something else
 */
export async function readShards(folders: readonly string[]): Promise<[ShardInFolder, ...ShardInFolder[]]> {
  const problems: string[] = [];
  const shards: ShardInFolder[] = [];
  for (const folder of folders) {
    const shard = await readChecksummed<Shard>(join(folder, shardFile));
    if (shard) shards.push({ ...shard, folder });
    else
      problems.push(
        `${folder}: there is no ${shardFile}, or not all of it. Print the shard again: npm run build -- --shard`,
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
        `${folder}: was printed from other content, code or settings than ${first.folder}. Print both from the same commit, with the same SITE_URL, BASE_PATH, BUILD_TIME and version of Node, on the same kind of processor.`,
      );
    const same = byNumber.get(number);
    if (same !== undefined) problems.push(`${folder}: is shard ${number}, as ${same} is`);
    else byNumber.set(number, folder);
  }
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter(
    (number) => !byNumber.has(number),
  );
  if (missing.length > 0)
    problems.push(
      `missing: ${missing.map((number) => `${number}/${first.of}`).join(', ')}. Print what is missing: npm run build -- --shard ${missing[0]}/${first.of}`,
    );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return [first, ...shards.slice(1)];
}
