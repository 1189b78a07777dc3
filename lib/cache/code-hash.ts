import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { siteConfig } from '@/site.config';
import { theme } from '@/theme.config';
import { ownFontFiles } from '../theme/theme';
import { UserError } from '../util/errors';
import { hashOfAll } from '../util/hash';
import { packageFolder } from '../util/packages';
import { configFile, extensionsDir, themeFile } from './paths';

/**
 * A hash of source files and everything that runs them: the locked dependencies, the version of
 * Node.js and the platform. Compressors and date formats differ between versions and processors.
 * Part of the key of everything that is cached between runs.
 *
 * @param places files and folders, relative to the project root, which is the working directory
 */
export async function codeHash(places: readonly string[]): Promise<string> {
  // A missing one is reported by `checkTheme`.
  const ownFonts = ownFontFiles(theme).filter(existsSync);
  return hashOfAll([
    process.version,
    process.platform,
    process.arch,
    // These may import other files of the owner.
    JSON.stringify([places.includes(configFile) && siteConfig, places.includes(themeFile) && theme]),
    ...sources([...places, ...ownFonts]),
    ...lockFiles().map((file) => readFileSync(file)),
  ]);
}

/**
 * A hash of the code that encodes images: its source files and the versions of its packages. Images
 * take the longest to build, so other updates must not change their files or addresses.
 */
export async function imageCodeHash(): Promise<string> {
  const versions = imagePackages.map(async (name) => {
    const folder = packageFolder(name);
    if (folder === undefined) throw new UserError(`The package ${name} is not installed. Run npm ci`);
    const manifest = await readFile(join(folder, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return `${name} ${version}\n`;
  });
  return hashOfAll([process.platform, process.arch, ...(await Promise.all(versions)), ...sources(imageCode)]);
}

/** The names and contents of source files, sorted by name. Synchronous: awaiting each takes longer than reading it. */
function sources(places: readonly string[]): (string | Uint8Array)[] {
  const files: string[] = [];
  for (const place of places) {
    // Not every publication has extensions.
    if (place === extensionsDir && !existsSync(place)) continue;
    if (!statSync(place).isDirectory()) files.push(place);
    else
      for (const entry of readdirSync(place, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const parts: (string | Uint8Array)[] = [];
  for (const file of files.sort()) parts.push(`\0${file}\0`, readFileSync(file));
  return parts;
}

/** The code that reads and renders an author's file. */
export const readerCode = [
  'lib/cache',
  'lib/cards/font-files.ts',
  'lib/cards/woff2.ts',
  'lib/citations',
  'lib/config/license.ts',
  'lib/content',
  'lib/extensions',
  extensionsDir,
  'lib/hosts/csp-sources.ts',
  'lib/i18n',
  'lib/images',
  'lib/markdown',
  'lib/recommend',
  'lib/search',
  'lib/theme',
  'lib/util',
  themeFile,
];

/** The code that encodes an author's image. */
export const imageCode = ['lib/images', 'lib/util/text.ts'];
const imagePackages = ['sharp', 'css-tree', '@rgrove/parse-xml'];

/** The code that makes the search index. */
export const searchCode = ['lib/cache', 'lib/search', 'lib/util'];

/** The code that Next compiles. Tailwind scans the same files for classes. */
export const appCode = [
  'app',
  'components',
  'lib',
  configFile,
  extensionsDir,
  'next.config.js',
  'tailwind.config.ts',
  themeFile,
  'postcss.config.mjs',
  'contentlayer.config.ts',
  'tsconfig.json',
];

/** Of npm, pnpm, Yarn and Bun. */
export const lockFileNames = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/**
 * The lock files of the installed packages, as absolute paths. All of them, because a clone has that of npm even if
 * another package manager is used. In a workspace, they are in a folder above the project.
 *
 * @throws {UserError} if there is none
 */
function lockFiles(): string[] {
  const found: string[] = [];
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    found.push(...lockFileNames.map((name) => join(folder, name)).filter((file) => existsSync(file)));
    if (folder === dirname(folder)) break;
  }
  if (found.length > 0) return found;
  throw new UserError(
    `There is no lock file (${lockFileNames.join(', ')}) here or in a folder above, so builds cannot detect changed packages. Run npm install, which writes one`,
  );
}
