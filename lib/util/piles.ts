/** Combining marks, and the two letters that search decomposes into one (NFKD). */
const mark = String.raw`[\p{M}\uff9e\uff9f]`;
/**
 * Marks in a row. Normalization sorts them in quadratic time. Stream-safe text has at most 30
 * (UAX #15 §12.1). Slugs drop quotes and invisible characters, so these do not separate marks.
 */
const piledMarks = new RegExp(String.raw`${mark}(?:['’\p{Cf}\u2065]*${mark}){30,}`, 'u');
const marks = new RegExp(mark, 'gu');

/**
 * Finds a letter with more combining marks than allowed.
 *
 * @returns the offset of the marks and the error; `undefined` if there is none
 */
export function pileIn(text: string): { index: number; message: string; fix: string } | undefined {
  const found = piledMarks.exec(text);
  if (!found) return undefined;
  return {
    index: found.index,
    message: `one letter has ${found[0].match(marks)?.length} combining marks; expected at most 30`,
    fix: 'remove some of the marks',
  };
}
