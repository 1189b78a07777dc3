import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writePublication } from './publication';

/**
 * Builds the publication with another theme, as an owner would: in a copy of the project whose
 * `theme.config.ts` is a file from `themes/`.
 *
 * @param name the name of the file in `themes/`, without `.ts`
 * @returns the folder of the built site
 * @throws if the build fails or warns
 */
export async function buildWithTheme(name: string, siteUrl: string): Promise<string> {
  const folder = await writePublication({});
  copyProject(folder);
  copyFileSync(`themes/${name}.ts`, join(folder, 'theme.config.ts'));
  // Hard links, because the compiler refuses symbolic links out of the project; copies across file systems.
  if (spawnSync('cp', ['-al', 'node_modules', folder]).status !== 0)
    execFileSync('cp', ['-a', 'node_modules', folder]);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.js', 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SITE_URL: siteUrl },
  });
  if (status !== 0 || stderr) throw new Error(`${name}: the build failed\n${stdout}${stderr}`);
  return join(folder, 'out');
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
