import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

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
