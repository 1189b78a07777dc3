import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writePublication } from './publication';

/** Copies the project like `copyProject`, but without the record of the sample, which only `npm run init` reads. */
export async function copyProjectFiles(): Promise<string> {
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
  // Hard links, because the compiler refuses symbolic links out of the project; copies across file systems.
  if (spawnSync('cp', ['-al', 'node_modules', folder]).status !== 0)
    execFileSync('cp', ['-a', 'node_modules', folder]);
  return folder;
}
