import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { siteDir } from '../work';

/**
 * Makes room for a new file of the site: its folder is there, and nothing at its place. In the
 * last site, there may have been a folder, or a file where the folder is to be.
 */
export function makeRoom(file: string): void {
  makeFolder(dirname(file));
  rmSync(file, { recursive: true, force: true });
}

function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    for (let above = folder; above.startsWith(siteDir); above = dirname(above))
      if (statSync(above, { throwIfNoEntry: false })?.isFile()) rmSync(above);
    mkdirSync(folder, { recursive: true });
  }
}
