import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { clearCache } from '../helpers/clear-cache';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';

/** The number of builds that are killed. Each takes about five seconds. */
const kills = Number(process.env.KILLS ?? 1);

/** Moments spread over a whole build, the same each time (Park and Miller's generator). */
function* moments(maximum: number): Generator<number> {
  for (let state = 20260101; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield (state / 2_147_483_647) * maximum;
  }
}

describe('a build that is killed', () => {
  it('leaves the old site or the new one, and does not affect the next build', async () => {
    const publications = await Promise.all(
      ['One', 'Two'].map((title) =>
        writePublication(
          Object.fromEntries(
            Array.from({ length: 8 }, (_, at) => [
              `posts/p${at}.md`,
              post({ title: `${title} ${at}`, tags: '[a, b]' }, `${title}\n\n`.repeat(50)),
            ]),
          ),
        ),
      ),
    );
    const outDir = join(await writePublication({}), 'out');
    const env = (folder: string) => ({
      CONTENT_DIR: folder,
      OUT_DIR: outDir,
      SITE_URL: 'https://example.org',
      BUILD_TIME: '2026-11-23T00:00:00Z',
    });
    const build = async (folder: string) => {
      const { code, output } = await runScript('build', env(folder));
      assert.equal(code, 0, output);
      return digestsOf(outDir);
    };
    const expected: string[] = [];
    let took = 0;
    for (const folder of publications) {
      const started = performance.now();
      expected.push(await build(folder));
      // Only the last counts, because the first may include compiling.
      took = performance.now() - started;
    }
    const times = moments(took * 1.1);

    for (let at = 0; at < kills; at++) {
      const folder = publications[at % 2] ?? '';
      // Sometimes without a cache, so that compiling is interrupted, too.
      if (at % 10 === 9) await clearCache();
      const before = await digestsOf(outDir);
      const child = spawn(process.execPath, [resolve('scripts/run.js'), 'build'], {
        env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: '', ...env(folder) },
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      await wait(times.next().value ?? 0);
      child.kill('SIGKILL');
      await ended;
      const after = await digestsOf(outDir);
      assert.ok(after === before || after === expected[at % 2], `kill ${at}: a mixture of both sites`);
      if (at % 3 === 2) assert.equal(await build(folder), expected[at % 2], `after kill ${at}`);
    }
    const last = (kills + 1) % 2;
    assert.equal(await build(publications[last] ?? ''), expected[last]);
  });
});
