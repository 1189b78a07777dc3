import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseProblems, withExcerpt } from '../../lib/preview/problems';
import { temporary } from '../helpers/content-folders';

/** What `next build` prints for a component with a bracket too many, after the warnings, which look the same. */
const turbopack = `▲ Next.js 16.4.6 (Turbopack)
Turbopack build encountered 1 warning:
./app/globals.css:2:9905
Warning: Parsing CSS source code failed

> Build error occurred
Error: Turbopack build failed with 1 error:
./components/list/PageTitle.tsx:14:4
Error: Expected ',', got ';'
  12 |       </div>
> 14 |   );
     |    ^

Parsing ecmascript source code failed

Import trace:
  Server Component:
    ./components/list/PageTitle.tsx


    at ignore-listed frames
`;

describe('the problems of a preview', () => {
  it('are read from what the compiler prints, without its warnings and stack traces', () => {
    assert.deepEqual(
      parseProblems(turbopack).map(({ excerpt: _, ...problem }) => problem),
      [
        {
          file: 'components/list/PageTitle.tsx',
          line: 14,
          column: 4,
          message: "Expected ',', got ';'",
          fix: 'look for a missing bracket, comma or quotation mark just before',
        },
      ],
    );
  });

  it('are read from what a check of the configuration prints', () => {
    const output =
      'site.config.ts:9:3\n  Expected "}" but found "tagline"\n  tagline: "x",\n  Fix: look for a missing comma\n';
    assert.deepEqual(
      parseProblems(output).map(({ file, line, column, message, fix }) => ({
        file,
        line,
        column,
        message,
        fix,
      })),
      [
        {
          file: 'site.config.ts',
          line: 9,
          column: 3,
          message: 'Expected "}" but found "tagline"',
          fix: 'look for a missing comma',
        },
      ],
    );
    assert.deepEqual(parseProblems('site.config.ts: url is missing; expected the URL of the site\n'), [
      { file: 'site.config.ts', message: 'url is missing; expected the URL of the site' },
    ]);
    assert.deepEqual(parseProblems(''), []);
  });

  it('have the lines around them, cut where a line is long', () => {
    const file = join(temporary, 'long.md');
    writeFileSync(file, `one\ntwo\n${'x'.repeat(1000)}wrong\nfour\nfive\nsix\n`);
    const { excerpt = [] } = withExcerpt({ file, line: 3, column: 1001, message: 'M' });
    assert.deepEqual(
      excerpt.map(({ line }) => line),
      [1, 2, 3, 4, 5],
    );
    const { text = '', mark = 0 } = excerpt[2] ?? {};
    assert.equal(text.slice(mark), 'wrong');
    assert.ok(text.length < 200);
  });
});
