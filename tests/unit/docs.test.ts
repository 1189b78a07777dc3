import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { attachmentTypes } from '../../lib/config/attachment-types';
import { type DocumentTypeName, fieldsOf, model } from '../../lib/content/model';
import { directives, opening } from '../../lib/markdown/directives';

const writing = readFileSync('docs/writing.md', 'utf8');

describe('docs/writing.md', () => {
  for (const type of Object.keys(model) as DocumentTypeName[])
    for (const [name] of fieldsOf(type))
      it(`describes the field ${name} of a ${type.toLowerCase()}`, () => {
        const described = {
          Post: /## Front matter of a post\n([\s\S]*?)\n\nPages take/,
          Page: /\nPages take (.*)/,
          Author: /\| An author: (.*)/,
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
        new RegExp(`^${start}\\b`, 'm').test(writing),
        `docs/writing.md has no example of ${start}: add one`,
      );
    });
  it('lists the types of files that posts may link to', () => {
    const [, list = ''] = /files of these types: ((?:`\w+`[ ,]*)+)/.exec(writing) ?? [];
    assert.deepEqual(list.match(/\w+/g), [...attachmentTypes].sort());
  });
});
