import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfAll } from '../util/hash';

/**
 * A hash of source files and all that they are run by: the locked dependencies and the version
 * of Node, whose compressors and dates differ from one to the next, as do those for other
 * processors. Whatever is kept from an earlier run is found by a key that holds it.
 *
 * @param places files and folders, from the root of the project, which is the working directory
 */
export async function codeHash(places: readonly string[]): Promise<string> {
  const files: string[] = [];
  for (const place of [...places, 'package-lock.json']) {
    const isFolder = (await stat(place)).isDirectory();
    if (!isFolder) files.push(place);
    else
      for (const entry of await readdir(place, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const parts: (string | Uint8Array)[] = [process.version, process.platform, process.arch];
  for (const file of files.sort()) parts.push(`\0${file}\0`, await readFile(file));
  return hashOfAll(parts);
}

/** What reads and renders an author's file. */
export const readerCode = [
  'lib/cache',
  'lib/content',
  'lib/hosts/csp-sources.ts',
  'lib/i18n',
  'lib/images',
  'lib/markdown',
  'lib/recommend',
  'lib/search',
  'lib/util',
];

/** What makes renditions of an author's image. */
export const imageCode = ['lib/images', 'lib/util'];

/** What makes the search index. */
export const searchCode = ['lib/cache', 'lib/search', 'lib/util'];

/** What Next compiles. Tailwind takes its classes from there, too. */
export const appCode = [
  'app',
  'components',
  'lib',
  'site.config.ts',
  'next.config.js',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'contentlayer.config.ts',
  'tsconfig.json',
];
