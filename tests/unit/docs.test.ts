import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { attachmentTypes } from '../../lib/config/attachment-types';
import { type DocumentTypeName, fieldsOf, model } from '../../lib/content/model';
import { directives, opening } from '../../lib/markdown/directives';
import { slugify } from '../../lib/util/slug';

/** Matches a command that creates a post. */
const newPost = /(?:^|')npm run new -- "([^"]+)"/m;

const writing = readFileSync('docs/writing.md', 'utf8');

describe('docs/writing.md', () => {
  for (const type of Object.keys(model) as DocumentTypeName[])
    for (const [name] of fieldsOf(type))
      it(`describes the field ${name} of a ${type.toLowerCase()}`, () => {
        const described = {
          Post: /## Front matter of a post\n([\s\S]*?)\n\nPages take/,
          Page: /\nPages take (.*)/,
          Author: /### Front matter of an author\n([\s\S]*?)\n### /,
          Series: /\| A series: (.*)/,
        };
        const [, text = ''] = described[type].exec(writing) ?? [];
        assert.ok(
          new RegExp(`\`${name}\\b`).test(text),
          `docs/writing.md does not describe \`${name}\`: add it`,
        );
      });
  for (const [name, directive] of Object.entries(directives))
    it(`describes the directive ${name}`, () => {
      const start = opening(name, directive);
      assert.ok(
        new RegExp(`^${start}(?![\\w-])`, 'm').test(writing),
        `docs/writing.md has no example of ${start}: add one`,
      );
    });
  it('lists the types of files that posts may link to', () => {
    const [, list = ''] = /files of these types: ((?:`\w+`[ ,]*)+)/.exec(writing) ?? [];
    assert.deepEqual(list.match(/\w+/g), [...attachmentTypes].sort());
  });
});

describe('the example of npm run new', () => {
  for (const file of ['README.md', 'scripts/new.ts'])
    it(`in ${file} has a title that no post in Linear Memory has`, () => {
      const [, title = ''] = newPost.exec(readFileSync(file, 'utf8')) ?? [];
      assert.notEqual(title, '');
      const path = `tests/fixtures/linear-memory/content/posts/${slugify(title)}`;
      assert.ok(!existsSync(path) && !existsSync(`${path}.md`), path);
    });

  it('in README.md creates the file that the text after it names', () => {
    const readme = readFileSync('README.md', 'utf8');
    const [, title = ''] = newPost.exec(readme) ?? [];
    const [, file] = /creates the draft `([^`]+)`/.exec(readme) ?? [];
    assert.equal(file, `content/posts/${slugify(title)}.md`);
  });
});

describe('the documentation', () => {
  const files = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && !/^(?:tests\/fixtures\/[\w-]+\/)?content\//.test(file));
  for (const file of files)
    it(`has no broken links in ${file}`, () => {
      const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
      for (const [, path = '', heading = ''] of text.matchAll(
        /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g,
      )) {
        const target = path === '' ? file : join(dirname(file), path);
        assert.ok(existsSync(target), `${target} does not exist`);
        if (heading !== '')
          assert.ok(headingsOf(target).includes(heading), `${target} has no heading #${heading}`);
      }
    });
});

/** The IDs that GitHub gives to the headings of a file. */
function headingsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
