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
