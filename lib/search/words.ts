import { tokensOf } from '../util/tokens';

/** Letters and digits, with what belongs to a name such as C++ or C#. */
const word = /[\p{L}\p{N}]+[+#]*/gu;

/** Longer ones are hashes and the like, which nobody types. */
const longest = 24;

/** Letters that Unicode has no plain form of, as who has no key for them types them, or as capitals have them. */
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

/** A text as it is looked for: in lower case, without accents. */
export function folded(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(unplain, (letter) => plain[letter] ?? letter);
}

/** The words of a text as they are looked for, repeats kept. */
export function wordsOf(text: string): string[] {
  const { words, pairs } = tokensOf(folded(text), word);
  return [...words.filter(({ length }) => length <= longest), ...pairs];
}
