/** Scripts written without spaces, in which pairs of letters stand for words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** The terms of a text in lower case, repeats kept. */
export function termsOf(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase();
  const pairs = [...lower.matchAll(unspaced)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  const words = lower.replace(unspaced, ' ').match(word) ?? [];
  return [...words.filter((term) => term.length > 1 || /\d/.test(term)), ...pairs];
}
