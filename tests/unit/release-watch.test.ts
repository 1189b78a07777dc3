import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bucket } from '../../lib/release/bucket';
import { Watch } from '../../lib/release/watch';

/** The part of a store that a watch uses. */
const store = (laterReleases: () => string[]): Pick<Bucket, 'list' | 'put'> => ({
  async *list() {
    for (const key of laterReleases()) yield { key, tag: '' };
  },
  async put() {},
});

async function writes(watch: Watch): Promise<number> {
  let written = 0;
  try {
    await watch.write(async () => void written++);
  } catch {}
  return written;
}

describe('a running release', () => {
  it('writes nothing while it cannot check whether another release has taken over', async () => {
    let isUp = false;
    const watch = new Watch(
      store(() => {
        if (!isUp) throw new Error('no answer');
        return [];
      }),
      1,
      60,
    );
    assert.equal(await writes(watch), 0);
    isUp = true;
    assert.equal(await writes(watch), 1);
    watch.end();
  });

  for (const clock of [Date, performance])
    it(`checks again before it writes if time has passed by ${clock === Date ? 'the system clock' : 'the monotonic clock'} only`, async (t) => {
      const taken: string[] = [];
      const watch = new Watch(
        store(() => taken),
        1,
        60,
      );
      assert.equal(await writes(watch), 1);
      taken.push('.letterpress/releases/00000002');
      assert.equal(await writes(watch), 1, 'checked a moment ago');
      const later = clock.now() + 21_000;
      t.mock.method(clock, 'now', () => later);
      await assert.rejects(
        watch.write(async () => {}),
        /Release 2 has taken over/,
      );
      watch.end();
    });
});
