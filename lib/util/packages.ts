import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';

/**
 * Resolves from the project, which is the working directory. A bundler would bundle what is required relative to
 * this module.
 */
const fromProject = createRequire(resolve('package.json'));

/**
 * The folder of an installed package, relative to the project and with slashes: in `node_modules/`, or wherever the
 * package manager keeps it. `undefined` if the package is not installed.
 */
export function packageFolder(name: string): string | undefined {
  // Not every package exports its `package.json`.
  const folder = fromProject.resolve
    .paths(name)
    ?.map((modules) => join(modules, name))
    .find((candidate) => existsSync(join(candidate, 'package.json')));
  return folder && relative(realpathSync('.'), realpathSync(folder)).split(sep).join('/');
}
