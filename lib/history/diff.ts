import { diffArrays } from 'diff';

/** A part of a text, in both versions or in one of them. */
export interface DiffPart {
  text: string;
  kind: 'same' | 'added' | 'removed';
}

/** A paragraph that has changed, or the number of paragraphs between two of them that have not. */
export type DiffBlock = { parts: DiffPart[] } | { unchanged: number };

/** How many words of a paragraph may differ before it counts as another one. */
const MAX_EDITS = 1000;
/** How many paragraphs may differ before all of them count as others. */
const MAX_BLOCK_EDITS = 2000;

/**
 * Compares two versions of a Markdown text: paragraph by paragraph, and those that have changed word by word.
 *
 * @returns the paragraphs that have changed, in their order
 */
export function diffTexts(before: string, after: string): DiffBlock[] {
  const [old, current] = [blocksOf(before), blocksOf(after)];
  const changes = diffArrays(old, current, { maxEditLength: MAX_BLOCK_EDITS }) ?? [
    { value: old, removed: true, added: false },
    { value: current, removed: false, added: true },
  ];
  const blocks: DiffBlock[] = [];
  for (let at = 0; at < changes.length; at++) {
    const { value, added, removed } = changes[at] ?? { value: [] };
    const next = changes[at + 1];
    if (removed && next?.added) {
      blocks.push(...pairs(value, next.value));
      at++;
    } else if (added || removed)
      blocks.push(
        ...value.map((text) => ({
          parts: [{ text, kind: added ? ('added' as const) : ('removed' as const) }],
        })),
      );
    else blocks.push({ unchanged: value.length });
  }
  return blocks;
}

const blocksOf = (text: string): string[] => text.split(/\n{2,}/).flatMap((block) => block.trim() || []);

/** A text in words, numbers such as 1,200, white space and other characters. Some scripts have no spaces between words. */
const wordsOf = (text: string): string[] =>
  text.match(
    /\s+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{M}\p{N}]+(?:[.,:'’_-][\p{L}\p{M}\p{N}]+)*|./gsu,
  ) ?? [];

/** Compares the paragraphs that were replaced with those in their place, one by one. */
function pairs(old: readonly string[], current: readonly string[]): DiffBlock[] {
  return Array.from({ length: Math.max(old.length, current.length) }, (_, at) => {
    const [before, after] = [old[at], current[at]];
    if (before === undefined) return { parts: [{ text: after ?? '', kind: 'added' }] };
    if (after === undefined) return { parts: [{ text: before, kind: 'removed' }] };
    return { parts: diffWords(before, after) };
  });
}

/** Compares two paragraphs word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MAX_EDITS });
  return (
    changes?.map(({ value, added, removed }) => ({
      text: value.join(''),
      kind: added ? 'added' : removed ? 'removed' : 'same',
    })) ?? [
      { text: before, kind: 'removed' },
      { text: after, kind: 'added' },
    ]
  );
}
