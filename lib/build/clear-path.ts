import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { siteDir } from '../cache/paths';

/**
 * Makes room for a new file of the site: its folder is there, and nothing at its place. In the
 * last site, there may have been a folder, or a file where the folder is to be.
 */
export function clearPath(file: string): void {
  makeFolder(dirname(file));
  rmSync(file, { recursive: true, force: true });
}

function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    // From the top: below a file nothing can be looked at.
    let above = siteDir;
    for (const name of relative(siteDir, folder).split(sep)) {
      above = join(above, name);
      if (statSync(above).isDirectory()) continue;
      rmSync(above);
      break;
    }
    mkdirSync(folder, { recursive: true });
  }
}
