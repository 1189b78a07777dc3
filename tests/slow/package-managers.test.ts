import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { digestsOf } from '../helpers/digests';
import { copyProject, runInCopy } from '../helpers/project-copy';
import { writePublication } from '../helpers/publication';

/** What installs the packages in a folder. npm fetches the others. */
const managers = {
  pnpm: ['npx', '--yes', 'pnpm@10', 'install', '--no-frozen-lockfile'],
  // Its install script gets the binary. Recent versions of npm run only the install scripts that are allowed.
  bun: ['npx', '--yes', '--allow-scripts=bun', 'bun@1', 'install'],
  yarn: ['npx', '--yes', '@yarnpkg/cli-dist@4', 'install'],
};

function install(folder: string, [program = '', ...args]: string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: '', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
  });
  assert.equal(status, 0, stdout + stderr);
}

async function copyWithoutPackages(): Promise<string> {
  const folder = await copyProject();
  rmSync(join(folder, 'node_modules'), { recursive: true });
  rmSync(join(folder, 'package-lock.json'));
  return folder;
}

async function siteOf(folder: string): Promise<string> {
  const { status, output } = runInCopy(folder, 'build');
  assert.equal(status, 0, output);
  assert.doesNotMatch(output, /warning|Note:/);
  return digestsOf(join(folder, 'out'));
}

describe('the site has the same bytes', () => {
  let expected: string;
  before(async () => {
    expected = await siteOf(await copyProject());
  });

  for (const [name, command] of Object.entries(managers))
    it(`with packages from ${name}`, async () => {
      const folder = await copyWithoutPackages();
      if (name === 'yarn') {
        writeFileSync(join(folder, 'yarn.lock'), '');
        writeFileSync(join(folder, '.yarnrc.yml'), 'nodeLinker: node-modules\n');
      }
      install(folder, command);
      assert.equal(await siteOf(folder), expected);
    });

  it('in a workspace, with the packages above the project', async () => {
    const root = await writePublication({ 'package.json': '{"private": true, "workspaces": ["sites/*"]}' });
    mkdirSync(join(root, 'sites'));
    const folder = join(root, 'sites/one');
    renameSync(await copyWithoutPackages(), folder);
    install(root, ['npm', 'install', '--no-audit', '--no-fund']);
    assert.equal(await siteOf(folder), expected);
  });
});
