import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openText, textOf } from '../../lib/desk/document';
import { addToList, removeField, setField, type TextChange } from '../../lib/desk/front-matter';
import { publication, quickFix } from '../../lib/desk/quick-fix';

/** Changes a text as an editor does. */
function change(text: string, edit: (text: string) => readonly TextChange[]): string {
  const state = openText(text);
  return textOf(state.update({ changes: edit(state.doc.toString()) }).state);
}

const odd =
  '\ufeff---\r\n# a comment\r\ntitle:   "A: b"   # why\r\ndate: 2026-01-02\r\ndraft: true # soon\r\ntags: [a,  b]\r\n---\r\n\r\nText\r\n';

describe('an edit of the front matter', () => {
  it('publishes a draft and leaves everything else as it is', () => {
    assert.equal(
      change(odd, (text) => publication(text, 'published', '2026-05-06')),
      odd.replace('draft: true # soon\r\n', '').replace('2026-01-02', '2026-05-06'),
    );
  });

  it('makes a post a draft, with or without the field', () => {
    const published = odd.replace('draft: true', 'draft: false');
    assert.equal(
      change(published, (text) => publication(text, 'draft')),
      odd,
    );
    assert.equal(
      change('---\ntitle: x\n---\n', (text) => publication(text, 'draft')),
      '---\ntitle: x\ndraft: true\n---\n',
    );
  });

  for (const [what, before, after] of [
    ['without the field', 'title: x\n', 'title: x\naliases: [/a/]\n'],
    ['that is empty', 'aliases:\ntitle: x\n', 'aliases: [/a/]\ntitle: x\n'],
    ['in brackets', 'aliases: [ /b/ ] # old\n', 'aliases: [ /b/, /a/ ] # old\n'],
    ['in empty brackets', 'aliases: []\n', 'aliases: [/a/]\n'],
    [
      'on lines',
      'aliases:\n  - /b/\n  - /c/ # c\nx-y: 1\n',
      'aliases:\n  - /b/\n  - /c/ # c\n  - /a/\nx-y: 1\n',
    ],
    ['of one, as a string', 'aliases: /b/\n', 'aliases: [/b/, /a/]\n'],
  ])
    it(`adds to a list ${what}`, () => {
      assert.equal(
        change(`---\n${before}---\n`, (text) => addToList(text, 'aliases', '/a/')),
        `---\n${after}---\n`,
      );
    });

  it('removes a field of several lines', () => {
    assert.equal(
      change('---\na: 1\ndescription: >\n  one\n  two\nb: 2\n---\n', (text) =>
        removeField(text, 'description'),
      ),
      '---\na: 1\nb: 2\n---\n',
    );
  });

  it('refuses front matter that has no lines of its own', () => {
    assert.throws(() => setField('---\n{ title: x }\n---\n', 'draft', 'true'), /Edit it by hand/);
    assert.throws(() => setField('No front matter', 'draft', 'true'), /no front matter/i);
  });
});

describe('a quick fix', () => {
  const fixed = (text: string, line: number, column: number, message: string, fix: string) => {
    const found = quickFix(text, { line, column, message, fix });
    return found && change(text, () => found.changes);
  };

  it('renames a misspelled field', () => {
    assert.equal(
      fixed('---\ntitel: x\n---\n', 2, 1, 'unknown field "titel"; expected one of title', 'write "title"'),
      '---\ntitle: x\n---\n',
    );
  });

  it('corrects a name in a list, where it is', () => {
    assert.equal(
      fixed('---\nauthors: [ann, bop]\n---\n', 2, 16, '"authors" names "bop", which', 'write "bob"'),
      '---\nauthors: [ann, bob]\n---\n',
    );
  });

  it('corrects a link', () => {
    assert.equal(
      fixed('---\n---\n[a](thr.md)', 3, 1, '"thr.md" does not exist', 'write three.md'),
      '---\n---\n[a](three.md)',
    );
  });

  it('rewrites a value, adds a missing field, and deletes a line', () => {
    assert.equal(
      fixed('---\ndate: 1.2.2026\n---\n', 2, 7, '"date" is 1.2.2026', 'write "date: 2026-02-01"'),
      '---\ndate: 2026-02-01\n---\n',
    );
    assert.equal(
      fixed('---\ntitle: x\n---\n', 1, 1, 'the field "date" is missing', 'add a line "date: 2026-03-10"'),
      '---\ntitle: x\ndate: 2026-03-10\n---\n',
    );
    assert.equal(fixed('---\na: 1\nb: 2\n---\n', 2, 1, 'x', 'delete the line'), '---\nb: 2\n---\n');
  });

  it('leaves a choice to the author', () => {
    for (const fix of [
      'write "name: …"',
      'delete the line, or rename it',
      'correct the path, or remove the link',
    ])
      assert.equal(quickFix('---\nx: 1\n---\n', { line: 2, column: 1, message: '"x"', fix }), undefined);
  });
});
