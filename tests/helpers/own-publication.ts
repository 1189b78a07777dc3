import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { workDirOf } from '../../scripts/publication.js';
import { writePublication } from './publication';

/**
 * Makes a copy of the publication in `tests/fixtures/`, with its own configuration and theme.
 *
 * @param change changes the files of the copy
 * @returns the folder of the copy
 */
export async function ownPublication(change: (folder: string) => void): Promise<string> {
  const folder = await writePublication({});
  process.once('exit', () => rmSync(workDirOf(folder), { recursive: true, force: true }));
  cpSync('tests/fixtures/linear-memory', folder, { recursive: true });
  change(folder);
  return folder;
}

/** Runs a command on a publication that is kept elsewhere. `out/` is in its folder. */
export function runIn(
  folder: string,
  command: string,
  env: Record<string, string> = {},
  args: string[] = [],
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.js', command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: '', OUT_DIR: '', PUBLICATION_DIR: folder, ...env },
  });
  return { status, output: stdout + stderr };
}

/** The same, while servers of this process answer it. */
export async function runAlongside(
  folder: string,
  command: string,
  env: Record<string, string> = {},
  args: string[] = [],
) {
  const child = spawn(process.execPath, ['scripts/run.js', command, ...args], {
    env: { ...process.env, NODE_TEST_CONTEXT: '', OUT_DIR: '', PUBLICATION_DIR: folder, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [status] = await once(child, 'close');
  return { status, output };
}

/** Builds it. @throws if the build fails or warns */
export function buildIn(folder: string, env: Record<string, string> = {}): void {
  const { status, output } = runIn(folder, 'build', env);
  if (status !== 0 || /warning|Note:/.test(output)) throw new Error(`The build failed\n${output}`);
}
