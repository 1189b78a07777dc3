import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { growing, measureGrowth } from '../helpers/growth';

/** How often each input is measured; `RUNS=5` is for a machine that does other work. */
const runs = Number(process.env.RUNS ?? 3);

describe('twice as much takes at most 2.5 times as long:', () => {
  for (const input of growing)
    it(input.name, async () => {
      const { length, milliseconds, ratio } = await measureGrowth(input, runs);
      const measured = `${length} characters took ${milliseconds.toFixed(0)} ms, twice as many ${ratio.toFixed(1)} times that`;
      // Where nothing is to be measured, there is nothing that grows.
      assert.ok(ratio <= 2.5 || milliseconds * ratio < 20, measured);
    });
});
