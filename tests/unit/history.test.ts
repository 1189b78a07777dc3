import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DiffBlock, diffTexts } from '../../lib/history/diff';

/** Only what both versions, or one of them, have. */
const textOf = (blocks: readonly DiffBlock[], kind: 'added' | 'removed') =>
  blocks.flatMap((block) =>
    'parts' in block
      ? block.parts
          .filter((part) => part.kind !== (kind === 'added' ? 'removed' : 'added'))
          .map(({ text }) => text)
          .join('') || []
      : [],
  );

describe('the changes of a text', () => {
  it('are shown word by word, with numbers as words, and without what is unchanged', () => {
    assert.deepEqual(diffTexts('It has 12,000 bytes.\n\nSame.\n\nOld.', 'It has 14,592 bytes.\n\nSame.'), [
      {
        parts: [
          { text: 'It has ', kind: 'same' },
          { text: '12,000', kind: 'removed' },
          { text: '14,592', kind: 'added' },
          { text: ' bytes.', kind: 'same' },
        ],
      },
      { unchanged: 1 },
      { parts: [{ text: 'Old.', kind: 'removed' }] },
    ]);
  });

  it('of a text without spaces are its characters', () => {
    const [block] = diffTexts('这是河流的模块', '这是河流的程序');
    assert.deepEqual(block && 'parts' in block && block.parts.map(({ text }) => text), [
      '这是河流的',
      '模块',
      '程序',
    ]);
  });

  it('contain everything that was removed and everything that was added', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c d', 'e.', '中文', '\n\n'), { maxLength: 30 })
      .map((parts) => parts.join(' '));
    const paragraphs = (written: string) => written.split(/\n{2,}/).flatMap((one) => one.trim() || []);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const blocks = diffTexts(before, after);
        const unchanged = blocks.reduce(
          (sum, block) => sum + ('unchanged' in block ? block.unchanged : 0),
          0,
        );
        for (const [kind, written] of [
          ['removed', before],
          ['added', after],
        ] as const) {
          const shown = textOf(blocks, kind);
          assert.equal(shown.length + unchanged, paragraphs(written).length);
          for (const one of shown) assert.ok(paragraphs(written).includes(one), one);
        }
      }),
    );
  });
});
