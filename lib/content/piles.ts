/**
 * Accents and the like in a row: to put them in order takes a time that grows with the square of
 * their number. Text that is safe to stream has 30 (UAX #15 §12.1).
 */
const piledMarks = /\p{M}{31,}/u;

/** Finds more marks on a letter than a text may have. */
export function pileIn(text: string): { index: number; message: string; fix: string } | undefined {
  const found = piledMarks.exec(text);
  if (!found) return undefined;
  return {
    index: found.index,
    message: `${found[0].length} combining marks stand on one letter; expected at most 30`,
    fix: 'take marks out',
  };
}
