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
  return hashOfAll([
    process.version,
    process.platform,
    process.arch,
    ...(await sources([...places, 'package-lock.json'])),
  ]);
}

/**
 * A hash of what makes files of an author's image, which take the longest to make: its source, and
 * the versions of the packages in it. Other updates leave the files, and so their addresses, alone.
 */
export async function imageCodeHash(): Promise<string> {
  const versions = imagePackages.map(async (name) => {
    const manifest = await readFile(`node_modules/${name}/package.json`, 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return `${name} ${version}\n`;
  });
  return hashOfAll([
    process.platform,
    process.arch,
    ...(await Promise.all(versions)),
    ...(await sources(imageCode)),
  ]);
}

/** The names and contents of source files, in an order of their own. */
async function sources(places: readonly string[]): Promise<(string | Uint8Array)[]> {
  const files: string[] = [];
  for (const place of places) {
    const isFolder = (await stat(place)).isDirectory();
    if (!isFolder) files.push(place);
    else
      for (const entry of await readdir(place, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const parts: (string | Uint8Array)[] = [];
  for (const file of files.sort()) parts.push(`\0${file}\0`, await readFile(file));
  return parts;
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
export const imageCode = ['lib/images', 'lib/util/text.ts'];
const imagePackages = ['sharp', 'css-tree', '@rgrove/parse-xml'];

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
