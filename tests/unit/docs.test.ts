import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
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
        assert.match(text, new RegExp(`\`${name}\\b`));
      });
  for (const [name, directive] of Object.entries(directives))
    it(`describes the directive ${name}`, () => {
      assert.match(writing, new RegExp(`^${opening(name, directive)}\\b`, 'm'));
    });
});
