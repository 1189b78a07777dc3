import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashesOf } from '../../lib/init/sample';
import { writePublication } from './publication';

/**
 * Copies the project as it is in the working tree, with the packages, as a clone of a new owner would be: with
 * Linear Memory as its publication.
 *
 * @returns the folder of the copy
 */
export async function copyProject(): Promise<string> {
  const folder = await writePublication({});
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((file) => file && existsSync(file))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(file, join(folder, file));
  }
  rmSync(join(folder, 'engine.json'), { force: true });
  for (const place of ['content', 'public', 'extensions'])
    rmSync(join(folder, place), { recursive: true, force: true });
  cpSync('tests/fixtures/linear-memory', folder, { recursive: true });
  const config = join(folder, 'site.config.ts');
  writeFileSync(config, readFileSync(config, 'utf8').replace('../../../lib/', './lib/'));
  writeFileSync(join(folder, 'lib/init/sample.json'), JSON.stringify(hashesOf(folder)));
  // Hard links, because the compiler refuses symbolic links out of the project; copies across file systems.
  if (spawnSync('cp', ['-al', 'node_modules', folder]).status !== 0)
    execFileSync('cp', ['-a', 'node_modules', folder]);
  return folder;
}

/** Runs a command in a copy, in the environment of an owner. */
export function runInCopy(folder: string, command: string, args: string[] = [], input = '') {
  const unset = Object.fromEntries(
    ['PUBLICATION_DIR', 'OUT_DIR', 'LETTERPRESS_WORK_DIR', 'NODE_TEST_CONTEXT'].map((name) => [
      name,
      undefined,
    ]),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.js', command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...unset },
  });
  return { status, output: stdout + stderr };
}
