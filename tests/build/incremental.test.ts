import assert from 'node:assert/strict';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { writeSiteStates } from '../../lib/build/site-states';
import { siteDir, workDir } from '../../lib/cache/paths';
import { filesUnder } from '../../lib/util/files';
import { clearCache } from '../helpers/clear-cache';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';
import {
  applyEdit,
  type Edit,
  edits,
  emptyModel,
  type Model,
  writeModel,
} from '../helpers/publication-model';
import { isSkipped } from '../helpers/slow';

/** The number of random sequences of edits. Each takes about twenty seconds. */
const sequences = Number(process.env.SEQUENCES ?? 1);

/** Longer than a tick of the clock of a file system. */
const TICK_MS = 50;

const BUILD_TIME = '2026-11-23T00:00:00Z';

interface Summary {
  pages: { built: number; unchanged: number };
}

async function build(
  folder: string,
  outDir: string,
  siteUrl = 'https://example.org',
  options: string[] = [],
): Promise<Summary> {
  const env = { CONTENT_DIR: folder, OUT_DIR: outDir, SITE_URL: siteUrl, BUILD_TIME };
  const { code, output } = await runScript('build', env, ['--json', ...options]);
  assert.equal(code, 0, output);
  return JSON.parse(output.split('\n').findLast((line) => line.startsWith('{')) ?? '') as Summary;
}

/** Deletes the caches, except the compiled app, which has no content. */
const clearContentCaches = () => clearCache(['cache', 'index', 'recommended']);

const alias = (value: number): Edit => ({ kind: 'alias', target: 0, value });

/** Aliases whose page turns from a file into a folder and back. */
const aliases: [Edit[][], boolean] = [
  [[alias(1), alias(1)], [alias(2)], [alias(3)], [alias(1)], [alias(3)]],
  true,
];
const examples = isSkipped ? [] : [aliases];

describe('an incremental build', () => {
  it('writes the same bytes as a clean build, after any edits', async () => {
    const folder = await writePublication({});
    const content = join(folder, 'content');
    const outDir = join(folder, 'out');
    // Files of other tests, of which no manifest knows.
    await clearContentCaches();
    const buildModel = async (model: Model, keepsTimes = false) => {
      await writeModel(model, content);
      // An edit of the same size has the same time, too.
      if (keepsTimes) for (const path of await filesUnder(content)) await utimes(content + path, 0, 0);
      await build(content, outDir, model.siteUrl);
      assert.equal(await digestsOf(outDir), await digestsOf(siteDir));
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edits, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (rounds, keepsTimes) => {
          const model = emptyModel();
          for (const round of rounds) {
            for (const edit of round) applyEdit(model, edit);
            await buildModel(model, keepsTimes);
          }
          const incremental = await digestsOf(outDir);
          await clearContentCaches();
          await buildModel(model);
          assert.equal(incremental, await digestsOf(outDir));
        },
      ),
      { numRuns: sequences + examples.length, endOnFailure: true, examples },
    );
  });

  it('builds only the edited post and the pages that show something of it', async () => {
    const texts = Array.from({ length: 12 }, (_, at): [string, string] => [
      `posts/p${at}.md`,
      post(
        { title: `Post ${at}`, date: `2026-01-${10 + at}`, description: `About ${at}` },
        `Text ${at}.\n\nAnd more of it.`,
      ),
    ]);
    const folder = await writePublication(Object.fromEntries(texts));
    const outDir = join(folder, 'out');
    // Pages that are the same in every publication may come from the cache of another one.
    const first = (await build(folder, outDir)).pages;
    const all = first.built + first.unchanged;
    assert.deepEqual((await build(folder, outDir)).pages, { built: 0, unchanged: all });
    const file = join(folder, 'posts/p3.md');
    const replace = async (old: string, now: string) =>
      writeFile(file, (await readFile(file, 'utf8')).replace(old, now));
    // Emphasis in the text is visible only on the post's own page.
    await replace('more', '*more*');
    assert.equal((await build(folder, outDir)).pages.built, 1);
    // A title is also visible in lists, on neighboring posts and where it is recommended, but not everywhere.
    await replace('Post 3', 'Renamed');
    const { built } = (await build(folder, outDir)).pages;
    assert.ok(built > 2 && built < all, String(built));
    // A file with another time is read again, and has not changed.
    await utimes(file, new Date(), new Date());
    assert.equal((await build(folder, outDir)).pages.built, 0);
  });

  it('repairs damage to the site and to the cache', async () => {
    const folder = await writePublication({ 'posts/a.md': post({ title: 'A' }), 'posts/b.md': post() });
    const outDir = join(folder, 'out');
    await build(folder, outDir);
    const expected = await digestsOf(outDir);
    const page = join(outDir, 'posts/a/index.html');
    // In place and with the same size, unlike an edit in an editor.
    await writeFile(page, (await readFile(page, 'utf8')).replace('<h1', '<h2'));
    await rm(join(outDir, 'index.html.br'));
    await writeFile(join(outDir, 'stray.txt'), 'stray');
    await build(folder, outDir);
    assert.equal(await digestsOf(outDir), expected);

    const cache = join(workDir, 'cache');
    for (const path of await filesUnder(cache)) {
      const file = join(cache, path);
      const bytes = await readFile(file);
      if (bytes.length === 0) continue;
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(file, bytes);
    }
    await build(folder, outDir);
    assert.equal(await digestsOf(outDir), expected);
  });

  it('with --verify, repairs a file that has changed below the file system', async () => {
    const folder = await writePublication({ 'posts/a.md': post({ title: 'A' }), 'posts/b.md': post() });
    const outDir = join(folder, 'out');
    await build(folder, outDir);
    const expected = await digestsOf(outDir);
    for (const file of [join(outDir, 'posts/a/index.html'), join(siteDir, 'posts/b/index.html')]) {
      await writeFile(file, (await readFile(file, 'utf8')).replace('<h1', '<h2'));
    }
    // As if the times of the files had not changed.
    const files = (await filesUnder(siteDir)).map((path) => ({ path }));
    await setTimeout(TICK_MS);
    await writeSiteStates(files, new Map(), new Set());
    await build(folder, outDir);
    assert.notEqual(await digestsOf(outDir), expected);
    await build(folder, outDir, undefined, ['--verify']);
    assert.equal(await digestsOf(outDir), expected);
  });
});
