/** Scripts written without spaces, in which pairs of letters stand for words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;

/** A letter or digit, with what belongs to a name such as C++ or C#. */
const word = /[\p{L}\p{N}]+[+#]*/gu;

/** Longer ones are hashes and the like, which nobody types. */
const longest = 24;

/** The words of a text as they are looked for: in lower case, without accents, repeats kept. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const pairs = [...folded.matchAll(unspaced)].flatMap(([run]) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  const words = folded.replace(unspaced, ' ').match(word) ?? [];
  return [...words.filter(({ length }) => length <= longest), ...pairs];
}
