import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from './errors';

/**
 * Resolves from the project, which is the working directory. A bundler would bundle what is required relative to
 * this module.
 */
const fromProject = createRequire(resolve('package.json'));

/**
 * The folder of an installed package, relative to the project: in `node_modules/`, or wherever the package manager
 * keeps it. `undefined` if the package is not installed.
 */
export function packageFolder(name: string): string | undefined {
  try {
    return relative('.', dirname(fromProject.resolve(`${name}/package.json`)));
  } catch {
    return undefined;
  }
}

const lockFiles = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/**
 * The lock file of the installed packages, as an absolute path. In a workspace, it is in a folder above the project.
 *
 * @throws {UserError} if there is none
 */
export function lockFile(): string {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    const found = lockFiles.map((name) => join(folder, name)).find(existsSync);
    if (found) return found;
    if (folder === dirname(folder))
      throw new UserError(
        `There is no lock file (${lockFiles.join(', ')}) here or in a folder above, so builds could not tell when packages change. Run npm install, which writes one`,
      );
  }
}
