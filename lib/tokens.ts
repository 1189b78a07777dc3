/** Scripts written without spaces between words: a pair of their letters stands for one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;

/**
 * What a text is made of, repeats kept.
 *
 * @param word what a word is in scripts that part them; global
 * @returns its words, and the pairs of letters where there are no words
 */
export function tokensOf(text: string, word: RegExp): { words: string[]; pairs: string[] } {
  const pairs = [...text.matchAll(unspaced)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return { words: text.replace(unspaced, ' ').match(word) ?? [], pairs };
}
