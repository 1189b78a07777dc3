import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { KnownFiles } from '../../lib/cache/known-files';
import { writePublication } from '../helpers/publication';

/** Longer than a tick of the clock of a file system. */
const TICK_MS = 50;

const old = new Date('2026-01-01T00:00:00Z');

/** Looks at a file, and returns its content as it is known, and whether the file was read for that. */
async function look(file: string, verify = false): Promise<{ text: string; wasRead: boolean }> {
  let wasRead = false;
  const learn = (content: Uint8Array) => Buffer.from(content).toString();
  const known = await KnownFiles.open({ name: 'test-files', version: 1, verify, learn });
  const found = known.find(file, (path) => {
    wasRead = true;
    return readFileSync(path);
  });
  await known.close();
  assert.ok('facts' in found);
  return { text: found.facts, wasRead };
}

/** A file with a text, known since a while, and with the time `old`. */
async function knownFile(
  text: string,
): Promise<{ file: string; folder: string; run: (script: string) => void }> {
  const folder = await writePublication({ 'a.md': text });
  const file = join(folder, 'a.md');
  utimesSync(file, old, old);
  await wait(TICK_MS);
  assert.deepEqual(await look(file), { text, wasRead: true });
  assert.deepEqual(await look(file), { text, wasRead: false });
  const run = (script: string) => execFileSync('sh', ['-ec', script], { cwd: folder, stdio: 'pipe' });
  return { file, folder, run };
}

describe('a known file', () => {
  it('is not read again', async () => {
    await knownFile('one');
  });

  it('is read again with --verify', async () => {
    const { file } = await knownFile('one');
    assert.deepEqual(await look(file, true), { text: 'one', wasRead: true });
  });

  it('is read again if it may have changed within the same tick of the clock', async () => {
    const { file } = await knownFile('one');
    for (const text of ['two', 'six', 'ten']) {
      writeFileSync(file, text);
      assert.deepEqual(await look(file), { text, wasRead: true });
    }
  });

  for (const [how, script] of Object.entries({
    'an editor that writes in place': 'printf two > a.md; touch -d 2026-01-01T00:00:00Z a.md',
    'an editor that writes another file': 'printf two > b; touch -d 2026-01-01T00:00:00Z b; mv b a.md',
    'cp -p': 'printf two > b; touch -d 2026-01-01T00:00:00Z b; cp -p b a.md',
    tar: 'mkdir d; printf two > d/a.md; touch -d 2026-01-01T00:00:00Z d/a.md; tar -cf d.tar -C d .; tar -xf d.tar',
    'git checkout': [
      'git init -q .; git config user.email a@example.org; git config user.name A',
      'git add a.md; git commit -qm one; printf two > a.md; git commit -qam two',
      'git checkout -q HEAD~1; touch -d 2026-01-01T00:00:00Z a.md; git checkout -q -',
    ].join('\n'),
  }))
    it(`is read again after ${how} has replaced its text with another of the same size and time`, async () => {
      const { file, run } = await knownFile('one');
      run(`${script}\ntouch -d 2026-01-01T00:00:00Z a.md`);
      assert.equal(statSync(file).mtimeMs, old.getTime());
      assert.deepEqual(await look(file), { text: 'two', wasRead: true });
    });

  it('is read again, and has not changed, after touch', async () => {
    const { file, run } = await knownFile('one');
    run('touch a.md');
    assert.deepEqual(await look(file), { text: 'one', wasRead: true });
  });
});
