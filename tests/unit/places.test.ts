import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { lockFileNames } from '../../lib/cache/code-hash';
import { copyProject, runInCopy } from '../helpers/project-copy';

describe('a checkout', () => {
  let folder: string;
  before(async () => {
    folder = await copyProject();
  });

  it('needs no git', () => {
    const { status, output } = runInCopy(folder, 'check');
    assert.deepEqual([status, output], [0, '25 documents, no errors.\n']);
  });

  it('in a folder with # in its path fails with one sentence', () => {
    renameSync(folder, `${folder}#`);
    const { status, output } = runInCopy(`${folder}#`, 'build');
    renameSync(`${folder}#`, folder);
    assert.equal(status, 1);
    assert.match(output, /^The path of this folder contains #, and Next cannot compile there: \S+\. Rename/m);
    assert.doesNotMatch(output, /^ +at /m);
  });

  it('without a lock file or packages fails with one sentence', () => {
    for (const name of lockFileNames) rmSync(join(folder, name), { force: true });
    assert.match(
      runInCopy(folder, 'build').output,
      /^There is no lock file \(.*Run npm install, which writes one\n$/,
    );
    rmSync(join(folder, 'node_modules'), { recursive: true });
    assert.equal(runInCopy(folder, 'build').output, 'The dependencies are not installed: npm ci\n');
    writeFileSync(join(folder, '.pnp.cjs'), '');
    assert.match(runInCopy(folder, 'build').output, /^Yarn's Plug'n'Play is not supported, .*node-modules/);
  });
});
