import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The oldest version that `package.json` allows, and the newest of each later supported major version. */
export const nodeVersions = ['20.19.0', '22', '24', '26'];

/**
 * Installs a version of Node from the npm registry, in addition to the current one.
 *
 * @param range such as `22`
 * @returns the absolute path of its binary
 * @throws {Error} if it cannot be downloaded and no earlier run has installed it
 */
export function installNode(range: string): string {
  const folder = resolve('node_modules/.cache/node', range);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = `${folder}/node_modules/${name}/bin/node`;
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${range}`],
    { encoding: 'utf8' },
  );
  if (status !== 0 && !existsSync(binary))
    throw new Error(`Node.js ${range} could not be installed from the npm registry:\n${stderr}`);
  return binary;
}

/** An environment in which `node` and `npm` are those next to a binary. */
export function pathWith(binary: string): { PATH: string } {
  return { PATH: `${dirname(binary)}:${process.env.PATH ?? ''}` };
}
