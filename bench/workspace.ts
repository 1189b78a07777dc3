import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, measure } from './measure';

const project = dirname(import.meta.dirname);

/**
 * Copies the current checkout: tracked files, and new files that are not ignored, but with the
 * configuration of benchmarks and without the owner's extensions. Installs dependencies unless an
 * earlier run has.
 */
export async function copyProject(folder: string): Promise<void> {
  clear(folder);
  const files = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  for (const file of files.split('\0')) {
    // Git still lists deleted files until the deletion is committed.
    if (file === '' || file.startsWith('extensions/') || !existsSync(join(project, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(project, file), join(folder, file));
  }
  const configuration = readFileSync(join(import.meta.dirname, 'site.config.ts'), 'utf8');
  writeFileSync(join(folder, 'site.config.ts'), configuration.replace("'../lib/", "'./lib/"));
  await install(folder);
}

/** Copies a folder of `bench/peers/` and installs its dependencies, if any. */
export async function copyPeer(name: string, folder: string): Promise<void> {
  clear(folder);
  const source = join(import.meta.dirname, 'peers', name);
  cpSync(source, folder, { recursive: true, filter: (path) => path !== join(source, 'node_modules') });
  if (existsSync(join(folder, 'package.json'))) await install(folder);
}

function clear(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true });
}

async function install(folder: string): Promise<void> {
  const installed = join(folder, 'node_modules/.installed-from');
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;
  console.error(`Installing ${folder}`);
  const npmCi: Command = { file: 'npm', args: ['ci'], cwd: folder, env: {} };
  await measure(npmCi, join(folder, 'npm-ci.log'));
  writeFileSync(installed, lock);
}
