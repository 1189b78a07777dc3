import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../util/files';
import { hashOf } from '../util/hash';
import { workDir } from './paths';

/** The rendered HTML of every text, named by its hash. */
const folder = join(workDir, 'cache/texts');

/** A file in the cache is missing or its content does not match its hash. Deleting the cache fixes it. */
export class DamagedCache extends Error {
  override name = 'DamagedCache';
}

/** Stores a text in the cache. @returns the name for `readText` */
export function writeText(text: string): string {
  const name = hashOf(text);
  const file = join(folder, name);
  const cached = statSync(file, { throwIfNoEntry: false });
  if (cached?.size !== Buffer.byteLength(text)) {
    mkdirSync(folder, { recursive: true });
    writeWhole(file, text);
  }
  return name;
}

/** The names of the texts in the cache. `readText` checks the content of each. */
export function listTexts(): Set<string> {
  return new Set(existsSync(folder) ? readdirSync(folder) : []);
}

/** Reads a text from the cache. @throws {DamagedCache} if it is missing or damaged */
export function readText(name: string): string {
  const file = join(folder, name);
  let text: string;
  try {
    // Synchronous: for one small file, awaiting takes longer than reading.
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DamagedCache(file);
  }
  if (hashOf(text) !== name) throw new DamagedCache(file);
  return text;
}

/** Deletes all texts except those in `names`. Leaves files that are just being written. */
export async function removeUnusedTexts(names: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (!names.has(name) && !name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
}
