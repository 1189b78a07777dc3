import type { Rankings } from './baselines';

/** The number of recommendations that are evaluated. */
const listed = 5;

export interface Measures {
  /** The fraction of a post's links that are among the first five, averaged over posts with links. */
  recallAt5: number;
  /** The fraction of these posts that have a link among the first five. */
  hitAt5: number;
  /** The mean reciprocal rank of the first link. */
  mrr: number;
  /** The fraction of all posts that are among the first five of some other post. */
  coverage: number;
  /** The diversity of the first five: 1 minus the mean similarity of two of them. */
  diversity: number;
}

/** The rankings of a method. */
export interface Judged {
  /** For each post, the ranking without knowledge of its links. */
  rankings: Rankings;
  /** The rankings of each run over the archive. Only methods that learn have more than one. */
  runs: readonly Rankings[];
}

/**
 * @param links the indexes of the posts that each post is linked with, in either direction
 * @param likeness the similarity of two posts, from 0 to 1
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

/** Empty for a list with fewer than two posts. */
function diversityOf(ranking: readonly number[], likeness: (one: number, other: number) => number): number[] {
  const list = ranking.slice(0, listed);
  const pairs = list.flatMap((one, at) => list.slice(at + 1).map((other) => likeness(one, other)));
  return pairs.length === 0 ? [] : [1 - mean(pairs)];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
