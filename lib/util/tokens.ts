/** Scripts written without spaces between words. Their tokens are pairs of letters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
/** Ranges that include those scripts, and others. Matching ranges is much faster than matching scripts. */
const beyond = /[\u{E00}-\u{E7F}\u{2E80}-\u{10FFFF}]/u;

/** Whether a text may contain a script written without spaces. Most texts do not. */
export const mayBeUnspaced = (text: string) => beyond.test(text);

/**
 * Splits a text into tokens, including repeats.
 *
 * @param word matches a word in scripts that separate words; must be global
 * @returns the words, and pairs of letters for scripts written without spaces
 */
export function tokensOf(text: string, word: RegExp): { words: string[]; pairs: string[] } {
  if (!mayBeUnspaced(text)) return { words: text.match(word) ?? [], pairs: [] };
  const pairs = [...text.matchAll(unspaced)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return { words: text.replace(unspaced, ' ').match(word) ?? [], pairs };
}
