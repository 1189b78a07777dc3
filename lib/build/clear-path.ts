import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { siteDir } from '../cache/paths';

/**
 * Prepares the path of a new file: creates its parent folder and deletes whatever is at the path.
 * The previous site may have had a folder there, or a file in place of a parent folder.
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
    // From the top down: a path below a file cannot be inspected.
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
