import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../util/files';
import { hashOf } from '../util/hash';
import { workDir } from './paths';

/** The HTML of every text, by its own hash. */
const folder = join(workDir, 'cache/texts');

/** A file of the cache holds something else than its name says. Deleting the cache mends it. */
export class DamagedCache extends Error {
  override name = 'DamagedCache';
}

/** Keeps a text. @returns the name to read it by */
export function writeText(text: string): string {
  const name = hashOf(text);
  const file = join(folder, name);
  const kept = statSync(file, { throwIfNoEntry: false });
  if (kept?.size !== Buffer.byteLength(text)) {
    mkdirSync(folder, { recursive: true });
    writeWhole(file, text);
  }
  return name;
}

/** Whether there is a text of that name; `readText` tells whether it is right. */
export function hasText(name: string): boolean {
  return existsSync(join(folder, name));
}

/** @throws {DamagedCache} where the text is not there, or not what it was */
export function readText(name: string): string {
  const file = join(folder, name);
  let text: string;
  try {
    // One small file: to wait for it would take longer than to read it.
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DamagedCache(file);
  }
  if (hashOf(text) !== name) throw new DamagedCache(file);
  return text;
}

/** Deletes the texts that are not among `names`, but none that is just being written. */
export async function keepTexts(names: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (!names.has(name) && !name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
}
