import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Contestant } from '../../bench/contestants';
import { reportTable } from '../../bench/report';
import { runRounds } from '../../bench/rounds';

let work: string;
before(() => {
  work = mkdtempSync(join(tmpdir(), 'letterpress-bench-'));
});
after(() => rmSync(work, { recursive: true }));

/** A generator that consists of one line of JavaScript. `posts` and `out` are the two folders. */
const generator = (name: Contestant['name'], script: string): Contestant => ({
  name,
  version: '1.0',
  command: (contentDir) => ({
    file: process.execPath,
    args: [
      '-e',
      `const posts = ${JSON.stringify(join(contentDir, 'posts'))}, out = ${JSON.stringify(join(work, name))}; ${script}`,
    ],
    cwd: work,
    env: {},
  }),
  outDir: join(work, name),
  caches: [],
  incremental: name === 'astro-full',
});

const copy =
  "fs.readdirSync(posts).forEach((file) => fs.cpSync(posts + '/' + file, out + '/' + file + '.html'));";

const report = async (...contestants: Contestant[]) =>
  reportTable(await runRounds(contestants, { posts: 2, short: true }, { work, runs: 1, log: () => {} }));

describe('npm run bench', () => {
  it('compares every step with the full build of each peer', async () => {
    const table = await report(generator('astro-full', copy), generator('hugo', copy));
    assert.match(table, /^ +pages +seconds +peak MB +× astro-full +× hugo$/m);
    assert.match(table, /^astro-full 1\.0, full +2 +\S+ +\S+ +1\.00 +\S+$/m);
    assert.match(table, /^astro-full 1\.0, unchanged +2 /m);
    assert.match(table, /^astro-full 1\.0, one edit +2 /m);
    assert.match(table, /^astro-full 1\.0, one new post +3 /m);
    assert.match(table, /^hugo 1\.0, full +2 +\S+ +\S+ +\S+ +1\.00$/m);
  });

  it('shows a peer that fails with its error, and measures the others', async () => {
    const fails =
      "console.error('[ERROR] Invalid string length\\n  Stack trace:\\n    at build'); process.exit(1)";
    const table = await report(generator('astro-full', fails), generator('hugo', copy));
    assert.match(table, /^ +pages +seconds +peak MB +× hugo$/m);
    assert.match(table, /^astro-full 1\.0, full +failed$/m);
    assert.doesNotMatch(table, /unchanged/);
    assert.match(table, /^astro-full, full, failed: \[ERROR\] Invalid string length$/m);
    assert.match(table, /^hugo 1\.0, full +2 /m);
  });

  it('shows that a peer ran out of memory', async () => {
    const grows = `child_process.spawnSync(process.execPath,
      ['--max-old-space-size=10', '-e', 'const all = []; for (;;) all.push({})'], { stdio: 'inherit' });
      process.exit(1)`;
    const table = await report(generator('hugo', grows));
    assert.match(table, /^hugo, full, failed: FATAL ERROR: .*out of memory$/m);
  });

  it('shows a peer that leaves out posts as failed', async () => {
    const table = await report(
      generator('hugo', "fs.mkdirSync(out, { recursive: true }); fs.writeFileSync(out + '/1.html', '')"),
    );
    assert.match(table, /^hugo, full, failed: hugo, full: 1 pages for 2 posts$/m);
  });

  it('shows a peer that builds nothing as failed', async () => {
    const table = await report(generator('hugo', ''));
    assert.match(table, /^hugo, full, failed: hugo, full: 0 pages for 2 posts$/m);
  });
});
