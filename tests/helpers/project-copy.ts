import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashesOf } from '../../lib/init/sample';
import { copyProjectFiles } from './project-files';

/**
 * Copies the project as it is in the working tree, with the packages, as a clone of a new owner would be: with
 * Linear Memory as its publication.
 *
 * @returns the folder of the copy
 */
export async function copyProject(): Promise<string> {
  const folder = await copyProjectFiles();
  writeFileSync(join(folder, 'lib/init/sample.json'), JSON.stringify(hashesOf(folder)));
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
