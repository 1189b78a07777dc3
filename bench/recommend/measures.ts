import type { Rankings } from './baselines';

/** So many recommendations are looked at. */
const listed = 5;

export interface Measures {
  /** The share of a post's links that are in the first five, on average over the posts that have links. */
  recallAt5: number;
  /** The share of these posts that have a link among the first five. */
  hitAt5: number;
  /** The mean of 1 divided by the place of the first link. */
  mrr: number;
  /** The share of all posts that are among the first five of some other post. */
  coverage: number;
  /** How unlike the first five are among themselves: 1 less the mean likeness of two of them. */
  diversity: number;
}

/** What a method has ranked. */
export interface Judged {
  /** For each post those that were ranked without knowing its links. */
  rankings: Rankings;
  /** All that each run over the archive has ranked: one, unless a method learns. */
  runs: readonly Rankings[];
}

/**
 * @param links the places of the posts that each is linked with, both ways
 * @param likeness of two posts, 0 to 1
 */
export function measure(
  { rankings, runs }: Judged,
  links: readonly ReadonlySet<number>[],
  likeness: (one: number, other: number) => number,
): Measures {
  const judged = rankings.flatMap((ranking, post) => {
    const own = links[post];
    if (!own || own.size === 0) return [];
    const hits = ranking.slice(0, listed).filter((other) => own.has(other)).length;
    const first = ranking.findIndex((other) => own.has(other));
    return { recall: hits / own.size, hit: hits > 0 ? 1 : 0, reciprocal: first < 0 ? 0 : 1 / (first + 1) };
  });
  return {
    recallAt5: mean(judged.map(({ recall }) => recall)),
    hitAt5: mean(judged.map(({ hit }) => hit)),
    mrr: mean(judged.map(({ reciprocal }) => reciprocal)),
    coverage: mean(runs.map(coverageOf)),
    diversity: mean(runs.flatMap((run) => run.flatMap((ranking) => diversityOf(ranking, likeness)))),
  };
}

function coverageOf(run: Rankings): number {
  const mentioned = new Set(run.flatMap((ranking) => ranking.slice(0, listed)));
  return run.length === 0 ? 0 : mentioned.size / run.length;
}

/** None for a list without two posts. */
function diversityOf(ranking: readonly number[], likeness: (one: number, other: number) => number): number[] {
  const list = ranking.slice(0, listed);
  const pairs = list.flatMap((one, at) => list.slice(at + 1).map((other) => likeness(one, other)));
  return pairs.length === 0 ? [] : [1 - mean(pairs)];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
