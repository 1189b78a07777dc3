import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../files';
import { hashOf } from '../hash';
import { workDir } from '../work';

/** The HTML of every text, by its own hash. */
const folder = join(workDir, 'cache/texts');

/** A file of the cache holds something else than its name says. Deleting the cache mends it. */
export class DamagedCache extends Error {
  override name = 'DamagedCache';
}

/** Keeps a text. @returns the name to read it by */
export async function writeText(text: string): Promise<string> {
  const name = hashOf(text);
  const file = join(folder, name);
  const kept = await stat(file).catch(() => undefined);
  if (kept?.size !== Buffer.byteLength(text)) {
    await mkdir(folder, { recursive: true });
    await writeWhole(file, text);
  }
  return name;
}

/** Whether there is a text of that name; `readText` tells whether it is right. */
export function hasText(name: string): boolean {
  return existsSync(join(folder, name));
}

/** @throws {DamagedCache} where the text is not there, or not what it was */
export async function readText(name: string): Promise<string> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text === undefined || hashOf(text) !== name) throw new DamagedCache(join(folder, name));
  return text;
}

/** Deletes the texts that are not among `names`, but none that is just being written. */
export async function keepTexts(names: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (!names.has(name) && !name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
}
