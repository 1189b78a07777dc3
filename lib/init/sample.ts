import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import sample from './sample.json';

/** What belongs to a publication, apart from the engine. */
const places = ['content', 'public', 'site.config.ts', 'theme.config.ts'];

/** Hashes of the files of Linear Memory, the publication that the repository comes with. */
export const sampleFiles: Readonly<Record<string, string>> = sample;

/** The files of the publication in a folder, relative to it. */
export function publicationFiles(folder: string): string[] {
  return places.flatMap((place) => {
    if (!existsSync(join(folder, place))) return [];
    if (place.endsWith('.ts')) return [place];
    return readdirSync(join(folder, place), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && entry.name !== '.gitkeep'
        ? relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
        : [],
    );
  });
}

/** A hash of a file, whatever line endings git has given to it. */
export function starterHash(content: Uint8Array): string {
  const text = Buffer.from(content).toString('latin1').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
}

/** The hashes of the files of the publication in a folder. */
export const hashesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    publicationFiles(folder)
      .sort()
      .map((path) => [path, starterHash(readFileSync(join(folder, path)))]),
  );
