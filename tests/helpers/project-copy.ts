import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writePublication } from './publication';

/**
 * Builds a copy of the project, as an owner would who has changed it.
 *
 * @param change changes the files of the copy
 * @param env more environment variables
 * @returns the folder of the copy
 * @throws if the build fails or warns
 */
export async function buildCopy(
  change: (folder: string) => void,
  env: Record<string, string>,
): Promise<string> {
  const folder = await writePublication({});
  copyProject(folder);
  change(folder);
  // Hard links, because the compiler refuses symbolic links out of the project; copies across file systems.
  if (spawnSync('cp', ['-al', 'node_modules', folder]).status !== 0)
    execFileSync('cp', ['-a', 'node_modules', folder]);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.js', 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0 || stderr) throw new Error(`The build of the copy failed\n${stdout}${stderr}`);
  return folder;
}

/** Copies the project as it is in the working tree, without what git ignores. */
export function copyProject(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((file) => file && existsSync(file))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(file, join(folder, file));
  }
}
