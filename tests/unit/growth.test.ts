import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { type Growth, growing, growthMark, quietHeap } from '../helpers/growth';

/** Some of the inputs; `GROWTH=all` measures each. */
const often = [
  'prose',
  'lines of colons',
  'times of day',
  'tags without an end',
  'elements within elements',
  'unclosed <font>s',
  'quotes within quotes',
  'emphasis within emphasis',
  'links within links',
  'links to as many files',
  'apostrophes',
  'footnotes',
  'a table with as many columns as rows',
  'headings of one text',
  'pull quotes',
  'combining marks',
  'brackets in code',
  'ranges of lines',
  'roots within roots',
  'messages of a diagram',
  'front matter: lists within lists',
  'front matter: fields',
  'excerpt: empty lines',
  'excerpt: "<"',
  'excerpt: the word itself',
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
      const { length, milliseconds, ratio } = growth;
      // A quarter of a million characters in next to no time do not grow with the square.
      assert.ok(
        ratio <= 2.5 || milliseconds < 20,
        `${length} characters took ${milliseconds.toFixed(0)} ms, and twice as many ${ratio.toFixed(1)} times that`,
      );
    });
});
