import { tokensOf } from '../tokens';

/** Letters and digits, with what belongs to a name such as C++ or C#. */
const word = /[\p{L}\p{N}]+[+#]*/gu;

/** Longer ones are hashes and the like, which nobody types. */
const longest = 24;

/** The words of a text as they are looked for: in lower case, without accents, repeats kept. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const { words, pairs } = tokensOf(folded, word);
  return [...words.filter(({ length }) => length <= longest), ...pairs];
}
