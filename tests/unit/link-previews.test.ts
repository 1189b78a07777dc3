import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cut, warningsFor } from '../../lib/pages/link-previews';

const withoutSpaces = (text: string) => text.replace(/\s/g, '');

describe('a text that is cut off', () => {
  it('loses only spaces, and is never cut within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (text, room) => {
        const { shown, rest } = cut(text, room);
        assert.equal(withoutSpaces(shown + rest), withoutSpaces(text));
        const boundaries = new Set(Array.from(new Intl.Segmenter().segment(text), ({ index }) => index));
        assert.ok(rest === '' || boundaries.has(text.length - rest.length));
      }),
    );
  });
  it('is cut between words, and a Chinese character takes the room of two Latin letters', () => {
    assert.deepEqual(cut('one two three four', 15), { shown: 'one two three', rest: 'four' });
    assert.deepEqual(cut('one two three four', 13), { shown: 'one two three', rest: 'four' });
    assert.deepEqual(cut('one two', 7), { shown: 'one two', rest: '' });
    assert.deepEqual(cut('线性内存', 5), { shown: '线性', rest: '内存' });
  });
});

describe('the preview warns an author of', () => {
  const metadata = { title: 'A title', description: 'What it is about.', summary: 'What it is about.' };
  it('nothing if everything is shown', () => {
    assert.deepEqual(warningsFor({ ...metadata, image: { width: 1200, height: 630 } }), []);
    assert.deepEqual(warningsFor(metadata), []);
  });
  it('a title that is cut off, with the place', () => {
    const warnings = warningsFor({ ...metadata, title: `A title ${'and '.repeat(12)}its end` });
    assert.deepEqual(warnings, ['Search result: the title is cut off before “end”.']);
  });
  it('a missing description', () => {
    assert.match(warningsFor({ ...metadata, description: undefined }).join(), /no "description"/);
    assert.match(warningsFor({ title: 'A', summary: '' }).join(), /no text to show/);
  });
  it('an image that is too small, or that is cropped', () => {
    assert.match(warningsFor({ ...metadata, image: { width: 400, height: 210 } }).join(), /400 pixels wide/);
    assert.match(warningsFor({ ...metadata, image: { width: 1000, height: 1000 } }).join(), /bottom: 48 %/);
    assert.match(
      warningsFor({ ...metadata, image: { width: 2400, height: 630 } }).join(),
      /at the sides: 50 %/,
    );
  });
});
