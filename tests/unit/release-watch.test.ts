import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bucket } from '../../lib/release/bucket';
import { Watch } from '../../lib/release/watch';

/** As much of a store as a watch asks for. */
const store = (higher: () => string[]): Pick<Bucket, 'list' | 'put'> => ({
  async *list() {
    for (const key of higher()) yield { key, tag: '' };
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

describe('a release under way', () => {
  it('writes nothing while it cannot see whether another has taken over', async () => {
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
    it(`looks again before it writes where time has passed by ${clock === Date ? 'the calendar' : 'the steady clock'} alone`, async (t) => {
      const taken: string[] = [];
      const watch = new Watch(
        store(() => taken),
        1,
        60,
      );
      assert.equal(await writes(watch), 1);
      taken.push('.letterpress/releases/00000002');
      assert.equal(await writes(watch), 1, 'seen a moment ago');
      const later = clock.now() + 21_000;
      t.mock.method(clock, 'now', () => later);
      await assert.rejects(
        watch.write(async () => {}),
        /Release 2 has taken over/,
      );
      watch.end();
    });
});
