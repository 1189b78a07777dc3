import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A merged file. */
export interface Merged {
  content: Buffer;
  /** How many places need a decision. They are marked as git marks them. */
  conflicts: number;
}

/**
 * Merges two versions of a text with git's own merge.
 *
 * @param base what both were made from; empty if nobody has it
 * @param label names the new version at conflicts
 */
export function mergeText(mine: Buffer, base: Buffer, theirs: Buffer, label: string): Merged {
  const folder = mkdtempSync(join(tmpdir(), 'letterpress-merge-'));
  try {
    const files = ['mine', 'base', 'theirs'].map((name) => join(folder, name));
    for (const [at, content] of [mine, base, theirs].entries()) writeFileSync(files[at] ?? '', content);
    const labels = ['yours', 'before', label].flatMap((name) => ['-L', name]);
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...labels, ...files], {
      maxBuffer: 2 ** 28,
    });
    // The exit code is the number of conflicts; above 127, it is an error.
    if (status === null || status > 127) throw new Error(`git merge-file failed on ${label}`);
    return { content: stdout, conflicts: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a file is not text, as git decides it. */
export const isBinary = (content: Uint8Array): boolean => content.subarray(0, 8000).includes(0);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Merges two versions of `package.json` key by key, because owners rename the package and add packages of their
 * own next to lines that change with every version.
 *
 * @returns the merged text, and the keys that both have changed, which keep the owner's value; `undefined` if one
 *   of the files is not JSON
 */
export function mergePackage(
  mine: Buffer,
  base: Buffer,
  theirs: Buffer,
): { content: Buffer; kept: string[] } | undefined {
  const kept: string[] = [];
  const parse = (text: Buffer) => JSON.parse(text.toString().replace(/^\ufeff/, '')) as Json;
  try {
    const merged = mergeJson(parse(mine), parse(base), parse(theirs), [], kept);
    return { content: Buffer.from(`${JSON.stringify(merged, null, 2)}\n`), kept };
  } catch {
    return undefined;
  }
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeJson(
  mine: Json | undefined,
  base: Json | undefined,
  theirs: Json | undefined,
  path: string[],
  kept: string[],
): Json | undefined {
  const same = (one: Json | undefined, other: Json | undefined) =>
    JSON.stringify(one) === JSON.stringify(other);
  // The version is always that of the engine.
  if (same(mine, base) || same(mine, theirs) || path.join('.') === 'version') return theirs;
  if (same(theirs, base)) return mine;
  if (!isObject(mine) || !isObject(theirs)) {
    kept.push(path.join('.'));
    return mine;
  }
  const from = isObject(base) ? base : {};
  // In the order of the new version, and then the owner's own keys.
  const entries = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])].map(
    (key) => [key, mergeJson(mine[key], from[key], theirs[key], [...path, key], kept)] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
