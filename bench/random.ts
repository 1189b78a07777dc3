/** A stream of numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/**
 * A stream of random numbers that depends only on its key, so that each part of the corpus can be
 * generated or changed independently.
 *
 * @param key what the numbers are for, such as `post 17`
 */
export function randomOf(key: string): Random {
  // FNV-1a hashes the key to 32 bits, and mulberry32 generates the stream.
  let state = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) state = Math.imul(state ^ key.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An integer from `least` to `most`, inclusive. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A random item of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}

/**
 * Ranks from 0 to `count - 1`, distributed like word frequencies (the Zipf–Mandelbrot law): in
 * proportion to 1 / (rank + 2.7).
 */
export function zipf(count: number): (random: Random) => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) {
    sum += 1 / (rank + 2.7);
    sums[rank] = sum;
  }
  return (random) => {
    const target = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? sum) <= target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** A number around `median`, distributed like text lengths: lognormal, limited to a range. */
export function lognormal(random: Random, median: number, spread: number, range: [number, number]): number {
  // Box and Muller; 1 - random() is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.round(Math.min(range[1], Math.max(range[0], median * Math.exp(spread * normal))));
}
