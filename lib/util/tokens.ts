/** Scripts written without spaces between words: a pair of their letters stands for one. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
/** Where those scripts are in Unicode, and others: to look for the scripts themselves takes far longer. */
const beyond = /[\u{E00}-\u{E7F}\u{2E80}-\u{10FFFF}]/u;

/** Whether a text may hold some of a script that is written without spaces; most hold none. */
export const mayBeUnspaced = (text: string) => beyond.test(text);

/**
 * What a text is made of, repeats kept.
 *
 * @param word what a word is in scripts that part them; global
 * @returns its words, and the pairs of letters where there are no words
 */
export function tokensOf(text: string, word: RegExp): { words: string[]; pairs: string[] } {
  if (!mayBeUnspaced(text)) return { words: text.match(word) ?? [], pairs: [] };
  const pairs = [...text.matchAll(unspaced)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return { words: text.replace(unspaced, ' ').match(word) ?? [], pairs };
}
