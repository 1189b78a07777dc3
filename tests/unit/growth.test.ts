import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { type Growth, growing, growthMark, isLinear, quietHeap } from '../helpers/growth';

/** Some of the inputs; `GROWTH=all` measures each. */
const often = [
  'lines of colons',
  'tags without an end',
  'unclosed <font>s',
  'emphasis within emphasis',
  'links within links',
  'footnotes',
  'ranges of lines',
  'excerpt: empty lines',
];
const names = process.env.GROWTH === 'all' ? growing.map(({ name }) => name) : often;

describe('twice as much takes at most 2.5 times as long:', () => {
  // One process of its own: the time of the processor is measured, and other tests take of it.
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...quietHeap, '--import', 'tsx', 'bench/growth.ts', '--in-one', ...names],
    { encoding: 'utf8', maxBuffer: 1e7 },
  );
  const measured = stdout.split(growthMark).slice(1);
  const growths = new Map(
    measured.map((json): [string, Growth] => {
      const growth = JSON.parse(json.split('\n', 1)[0] ?? '');
      return [growth.name, growth];
    }),
  );
  for (const name of names)
    it(name, () => {
      const growth = growths.get(name);
      assert.ok(growth, stderr);
      assert.ok(
        isLinear(growth),
        `${growth.length} characters took ${growth.milliseconds.toFixed(0)} ms, and twice as many ${growth.ratio.toFixed(1)} times that`,
      );
    });
});
