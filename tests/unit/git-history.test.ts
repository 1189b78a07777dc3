import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { committedVersions, gitState } from '../../lib/history/git';
import { writePublication } from '../helpers/publication';

let folder = '';
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    stdio: 'pipe',
  });
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const move = (from: string, to: string) => {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
};
const commit = () => {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'x');
};
const long = (word: string) => `${`${word} `.repeat(60)}\n`;
/** The first word of each version of a file. */
const versionsOf = async (path: string, inside = 'content') => {
  const versions = await committedVersions(join(folder, inside), [path]);
  return (versions.get(path) ?? []).map((bytes) => bytes.toString().split(' ')[0]);
};

beforeEach(async () => {
  folder = await writePublication({});
  git('init', '--quiet', '--initial-branch', 'main');
  write('content/a.md', long('one'));
  commit();
});

describe('the committed versions of a file', () => {
  it('are all of them, the oldest first, in a folder of the repository', async () => {
    write('content/a.md', long('two'));
    commit();
    assert.deepEqual(await versionsOf('a.md'), ['one', 'two']);
  });

  it('follow renames, also to names that are not in ASCII', async () => {
    move('content/a.md', 'content/größe/index.md');
    commit();
    assert.deepEqual(await versionsOf('größe/index.md'), ['one', 'one']);
  });

  it('are not those of another file that had its name', async () => {
    move('content/a.md', 'content/old.md');
    commit();
    write('content/a.md', long('new'));
    commit();
    assert.deepEqual(await versionsOf('a.md'), ['new']);
    assert.deepEqual(await versionsOf('old.md'), ['one', 'one']);
  });

  it('begin anew if it was deleted in between', async () => {
    rmSync(join(folder, 'content/a.md'));
    commit();
    write('content/a.md', long('again'));
    commit();
    assert.deepEqual(await versionsOf('a.md'), ['again']);
  });

  it('are those of the main branch, with what a merge has resolved', async () => {
    git('checkout', '--quiet', '-b', 'draft');
    write('content/a.md', long('attempt'));
    commit();
    write('content/a.md', long('better'));
    commit();
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--no-ff', '--message', 'merge', 'draft');
    assert.deepEqual(await versionsOf('a.md'), ['one', 'better']);
  });

  it('include the first one whatever the configuration of git is', async () => {
    git('config', 'log.showRoot', 'false');
    assert.deepEqual(await versionsOf('a.md'), ['one']);
  });
});

describe('whether a folder is in git', () => {
  it('is known', async () => {
    assert.equal(await gitState(join(folder, 'content')), 'whole');
    write('content/a.md', long('two'));
    commit();
    const clone = await writePublication({});
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, clone]);
    assert.equal(await gitState(join(clone, 'content')), 'shallow');
    write('.gitignore', 'ignored/\n');
    write('ignored/a.md', 'x');
    assert.equal(await gitState(join(folder, 'ignored')), 'none');
    assert.equal(await gitState(await writePublication({})), 'none');
  });
});
