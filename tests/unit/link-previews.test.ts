import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cut, warningsFor } from '../../lib/preview/link-previews';

const squeezed = (text: string) => text.replace(/\s/g, '');

describe('a text that is cut', () => {
  it('loses nothing but spaces, and no letter its marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (text, room) => {
        const { shown, rest } = cut(text, room);
        assert.equal(squeezed(shown + rest), squeezed(text));
        const letters = new Set(Array.from(new Intl.Segmenter().segment(text), ({ index }) => index));
        assert.ok(rest === '' || letters.has(text.length - rest.length));
      }),
    );
  });
  it('is cut between words, where there is room for as many Chinese letters as half the Latin ones', () => {
    assert.deepEqual(cut('one two three four', 15), { shown: 'one two three', rest: 'four' });
    assert.deepEqual(cut('one two three four', 13), { shown: 'one two three', rest: 'four' });
    assert.deepEqual(cut('one two', 7), { shown: 'one two', rest: '' });
    assert.deepEqual(cut('线性内存', 5), { shown: '线性', rest: '内存' });
  });
});

describe('what an author is warned of', () => {
  const fine = { title: 'A title', description: 'What it is about.', summary: 'What it is about.' };
  it('is nothing where all of it is shown', () => {
    assert.deepEqual(warningsFor({ ...fine, image: { width: 1200, height: 630 } }), []);
    assert.deepEqual(warningsFor(fine), []);
  });
  it('is what is cut off, by place', () => {
    const warnings = warningsFor({ ...fine, title: `A title ${'and '.repeat(12)}its end` });
    assert.deepEqual(warnings, ['Search result: the title is cut off before “end”.']);
  });
  it('is a description that is missing', () => {
    assert.match(warningsFor({ ...fine, description: undefined }).join(), /no "description"/);
    assert.match(warningsFor({ title: 'A', summary: '' }).join(), /no text to show/);
  });
  it('is a picture that is small, or of which much is not seen', () => {
    assert.match(warningsFor({ ...fine, image: { width: 400, height: 210 } }).join(), /400 pixels wide/);
    assert.match(warningsFor({ ...fine, image: { width: 1000, height: 1000 } }).join(), /bottom: 48 %/);
    assert.match(warningsFor({ ...fine, image: { width: 2400, height: 630 } }).join(), /at the sides: 50 %/);
  });
});
