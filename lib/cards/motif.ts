import { createHash } from 'node:crypto';

/** The 32 memory cells that identify a post on its page and card: the first bits of its slug's SHA-256. */
export function bitsOf(slug: string): boolean[] {
  const word = createHash('sha256').update(slug).digest().readUInt32BE(0);
  return Array.from({ length: 32 }, (_, bit) => ((word >>> (31 - bit)) & 1) === 1);
}

/** The maximum number of bars in a shape, and the length of the longest. */
const maxBars = 48;
const maxLength = 24;

/**
 * The shape of a text or of a list: a bar for each section or article. Neighbors share a bar if there are
 * too many. Lengths are coarse, so that a small edit does not change the shape.
 *
 * @param lengths words or minutes, in reading order
 * @returns the lengths of the bars, 1 to 24
 */
export function shapeOf(lengths: readonly number[]): number[] {
  const perBar = Math.ceil(lengths.length / maxBars);
  const sums = Array.from({ length: Math.ceil(lengths.length / perBar) || 0 }, (_, at) =>
    lengths.slice(at * perBar, (at + 1) * perBar).reduce((sum, length) => sum + length, 0),
  );
  const longest = Math.max(1, ...sums);
  return sums.map((sum) => Math.max(1, Math.round((sum / longest) * maxLength)));
}
