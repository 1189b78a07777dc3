import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wellKnown } from '../hosts/hidden';
import { isHiddenName, twinsAmong, windowsWarning } from '../util/names';
import type { ContentError } from './errors';
import {
  largestPublicFile,
  type Refusal,
  realPathIn,
  refuseName,
  refuseStats,
  sameName,
  unreadable,
} from './publishable';

/**
 * Lists the files of `public/`, which are published unchanged. Leaves out hidden files, except
 * `.well-known/`. Links may lead only to files inside the folder.
 *
 * @param publicDir a missing folder counts as empty
 * @returns paths relative to the folder with a leading slash, sorted; and errors and warnings
 */
export function listPublicFiles(publicDir: string): {
  paths: string[];
  errors: ContentError[];
  warnings: ContentError[];
} {
  const paths: string[] = [];
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  const at = (path: string) => ({ file: publicDir + path, line: 1, column: 1 });
  const refuse = (path: string, { problem, fix }: Refusal) =>
    errors.push({ ...at(path), message: `this file ${problem}`, fix });
  let root: string;
  try {
    root = realpathSync.native(publicDir);
  } catch {
    return { paths, errors, warnings };
  }
  const list = (folder: string) => {
    try {
      const entries = readdirSync(root + folder, { withFileTypes: true }).filter(
        ({ name }) => !isHiddenName(name) || `${folder}/${name}/` === wellKnown,
      );
      for (const [first, twin] of twinsAmong(entries.map(({ name }) => name).sort()))
        refuse(`${folder}/${twin}`, sameName(first, twin));
      for (const entry of entries) {
        const path = `${folder}/${entry.name}`;
        const warning = windowsWarning(entry.name);
        if (warning) warnings.push({ ...at(path), ...warning });
        if (entry.isDirectory()) list(path);
        else {
          const refusal = refuseFile(root, path, entry.isSymbolicLink());
          if (refusal) refuse(path, refusal);
          else paths.push(path);
        }
      }
    } catch (error) {
      refuse(folder, unreadable((error as NodeJS.ErrnoException).code ?? 'unknown error'));
    }
  };
  list('');
  return { paths: paths.sort(), errors, warnings };
}

/** Why a file is not published. @param path with a leading slash */
function refuseFile(root: string, path: string, isLink: boolean): Refusal | undefined {
  const real = isLink ? realPathIn(root, path, wellKnown.slice(1)) : path.slice(1);
  if (real === undefined)
    return {
      problem: 'is a broken symbolic link; expected a file',
      fix: 'fix the symbolic link, or delete it',
    };
  if (typeof real !== 'string') return real;
  const file = join(root, real);
  const refusal = refuseName(path) ?? refuseStats(statSync(file), largestPublicFile);
  if (refusal) return refusal;
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return unreadable((error as NodeJS.ErrnoException).code ?? 'unknown error');
  }
}
