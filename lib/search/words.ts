import { tokensOf } from '../util/tokens';

/** Letters and digits, with the signs of names such as C++ and C#. */
const word = /[\p{L}\p{N}]+[+#]*/gu;

/** Longer words are hashes and the like, which nobody types. */
const longest = 24;

/** Letters that Unicode does not decompose, and what people type instead without the key or in capitals. */
const plain: Record<string, string> = {
  ı: 'i',
  ß: 'ss',
  ς: 'σ',
  æ: 'ae',
  đ: 'd',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
};
const unplain = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/** Normalizes a text for the search: lower case, no accents. */
export function folded(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(unplain, (letter) => plain[letter] ?? letter);
}

/** The normalized words of a text, including repeats. */
export function wordsOf(text: string): string[] {
  const { words, pairs } = tokensOf(folded(text), word);
  return [...words.filter(({ length }) => length <= longest), ...pairs];
}
