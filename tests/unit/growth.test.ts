import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { type Growth, growthInputs, growthPrefix, isLinear, steadyHeap } from '../helpers/growth';

/** Some of the inputs. `GROWTH=all` measures all of them. */
const usualInputs = [
  'lines of colons',
  'tags without an end',
  'unclosed <font>s',
  'emphasis within emphasis',
  'links within links',
  'footnotes',
  'ranges of lines',
  'excerpt: empty lines',
];
const names = process.env.GROWTH === 'all' ? growthInputs.map(({ name }) => name) : usualInputs;

describe('twice the input takes at most 2.5 times as long:', () => {
  // In a process of its own, because other tests in this one would add CPU time.
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...steadyHeap, '--import', 'tsx', 'bench/growth.ts', '--in-one', ...names],
    { encoding: 'utf8', maxBuffer: 1e7 },
  );
  const measured = stdout.split(growthPrefix).slice(1);
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
        `${growth.length} characters took ${growth.milliseconds.toFixed(0)} ms, and twice as many took ${growth.ratio.toFixed(1)} times as long`,
      );
    });
});
