import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings';

/** What a build may take away from a site without being asked again. */
export interface RemovalLimit {
  /** The folder whose site is replaced. */
  outDir: string;
  /** The share of its pages that may be removed, from 0 to 1. */
  share: number;
  /** What the site is made from, for the message. */
  from: string;
}

/** Fewer pages than this may always be removed: a small site is soon another one. */
const fewest = 10;

/** Folders of the site that hold pages. Later pages of lists come and go, and are not looked for. */
const listed = ['/posts/', '/', '/tags/', '/authors/', '/series/', '/archive/'];

/**
 * Stops a build that would remove most pages of the site in its place: more likely than that is
 * an emptied folder of content, a wrong `CONTENT_DIR` or a wrong `BUILD_TIME`.
 *
 * @param paths of all files of the new site
 * @throws {SettingsError} that says how many pages would go, and which command goes on
 */
export function checkRemoval(paths: ReadonlySet<string>, { outDir, share, from }: RemovalLimit): void {
  const pages: string[] = [];
  const removed: string[] = [];
  for (const folder of listed)
    for (const name of foldersIn(join(outDir, folder))) {
      const page = `${folder}${name}/`;
      const stays = paths.has(`${page}index.html`);
      if (!stays && !existsSync(join(outDir, page, 'index.html'))) continue;
      pages.push(page);
      if (!stays) removed.push(page);
    }
  if (removed.length < fewest || removed.length <= pages.length * share) return;
  throw new SettingsError(
    `This build would remove ${removed.length} of the ${pages.length} pages in ${outDir}, such as ${removed.slice(0, 3).join(', ')}. It reads ${from}. If that is what you want: npm run build -- --yes`,
  );
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
