import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { postPattern } from '../config/post-path';
import { site } from '../config/site';
import { defaultPostPath } from '../util/addresses';
import { UserError } from '../util/errors';

/** How many pages a build may remove from the site without `--yes`. */
export interface RemovalLimit {
  /** The folder of the current site. */
  outDir: string;
  /** The fraction of its pages that may be removed, from 0 to 1. */
  limit: number;
  /** What the new site is built from, for the message. */
  from: string;
}

/** Fewer pages than this may always be removed: a small site can change completely. */
const fewest = 10;

/** Folders of the site that have pages. Later pages of lists come and go, so they are not counted. */
const listed = ['/', '/tags/', '/authors/', '/series/', '/archive/'];

/** The usual pattern too, because it is the one that most sites had before. */
const postPatterns = new Set([postPattern, defaultPostPath, ...(site.formerPostPaths ?? [])]);

/**
 * Stops a build that would remove most pages of the site. The likely cause is an empty content
 * folder, a wrong `CONTENT_DIR` or a wrong `BUILD_TIME`.
 *
 * @param paths the paths of all files of the new site
 * @throws {UserError} with the number of pages and the command that removes them anyway
 */
export function checkRemoval(paths: ReadonlySet<string>, { outDir, limit, from }: RemovalLimit): void {
  const pages: string[] = [];
  const removed: string[] = [];
  const candidates = new Set([
    ...[...postPatterns].flatMap((pattern) => postPages(outDir, pattern)),
    ...listed.flatMap((folder) => foldersIn(join(outDir, folder)).map((name) => `${folder}${name}/`)),
  ]);
  for (const page of candidates) {
    const stays = paths.has(`${page}index.html`);
    if (!stays && !existsSync(join(outDir, page, 'index.html'))) continue;
    pages.push(page);
    if (!stays) removed.push(page);
  }
  if (removed.length < fewest || removed.length <= pages.length * limit) return;
  throw new UserError(
    `This build would remove ${removed.length} of the ${pages.length} pages in ${outDir}, such as ${removed.slice(0, 3).join(', ')}. It is built from ${from}. If this is intended, run: npm run build -- --yes`,
  );
}

/** Whether enough pages are removed for `checkRemoval` to stop a build. @param before the paths of the current site */
export function removesMany(before: Iterable<string>, paths: ReadonlySet<string>): boolean {
  let removed = 0;
  for (const path of before) if (path.endsWith('/index.html') && !paths.has(path)) removed++;
  return removed >= fewest;
}

/** The paths of folders that may be posts. Posts may be in folders of folders (`foldersInPaths`). */
function postPages(outDir: string, pattern: string): string[] {
  let folders = ['/'];
  for (const segment of pattern.slice(1, -1).split('/'))
    folders = folders.flatMap((folder) => {
      if (!segment.startsWith(':')) return `${folder}${segment}/`;
      const names = foldersIn(join(outDir, folder));
      return names
        .filter((name) => segment === ':slug' || /^\d+$/.test(name))
        .map((name) => `${folder}${name}/`);
    });
  const inFolders = (folder: string): string[] => [
    folder,
    ...foldersIn(join(outDir, folder)).flatMap((name) => inFolders(`${folder}${name}/`)),
  ];
  // Next to other pages, a folder is not known to be one of posts.
  return /^\/[^:]/.test(pattern) ? folders.flatMap(inFolders) : folders;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    // There is no site yet.
    return [];
  }
}
