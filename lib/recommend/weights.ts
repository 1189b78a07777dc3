import { kinds } from './evidence';

/** The weight of each kind of evidence, in the order of `kinds`. */
export type Weights = Float64Array;

/** The weights without any links to learn from. They work for blogs of notes and of releases alike. */
export const priorWeights: Weights = Float64Array.of(8, 0.5, 0.5, 1, 0.3, 1, 0.5, 0.5, 0.5, 0.5);
/** The number of posts with links that count as much as the prior. */
const trust = 10;
/** The relative improvement at which learning stops. */
const precision = 1e-6;
const mostRounds = 200;

/** The candidates of a post with links, and the evidence for each. */
export interface TrainingExample {
  /** The rows from `View.weigh`, one after the other. */
  rows: Float64Array;
  /** 1 for each candidate that the post is linked with, 0 for others. */
  isLinked: Uint8Array;
}

/**
 * Learns the weights from authors' links with a conditional logit (McFadden 1974): each link is a
 * choice over the candidates that were not linked. Weights are never negative, and with few links
 * they stay close to the prior.
 */
export function learnWeights(examples: readonly TrainingExample[]): Weights {
  let weights: Weights = priorWeights.slice();
  let [loss, slope] = judge(examples, weights);
  let step = 1 / (examples.length + trust);
  for (let round = 0; round < mostRounds; round++) {
    // Projected gradient descent with an adaptive step size.
    const next = weights.map((weight, kind) => Math.max(0, weight - step * (slope[kind] as number)));
    const [lower, itsSlope] = judge(examples, next);
    if (!(lower < loss)) {
      step /= 2;
      if (step < 1e-12) break;
      continue;
    }
    const gain = loss - lower;
    [weights, loss, slope] = [next, lower, itsSlope];
    step *= 1.5;
    if (gain < precision * loss) break;
  }
  return weights;
}

/** The loss of the weights, and its gradient. */
function judge(examples: readonly TrainingExample[], weights: Weights): [loss: number, slope: Float64Array] {
  let loss = 0;
  const slope = new Float64Array(kinds.length);
  for (const [kind, weight] of weights.entries()) {
    const away = weight - (priorWeights[kind] as number);
    loss += (trust / 2) * away * away;
    slope[kind] = trust * away;
  }
  for (const { rows, isLinked } of examples) {
    const scores = scoresOf(rows, weights);
    const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    let links = 0;
    let others = 0;
    for (let at = 0; at < scores.length; at++) {
      scores[at] = Math.exp((scores[at] as number) - best);
      if (isLinked[at]) links++;
      else others += scores[at] as number;
    }
    /** The gradient with respect to the score of each candidate. */
    const pulls = new Float64Array(scores.length);
    let share = 0;
    for (let at = 0; at < scores.length; at++) {
      if (!isLinked[at]) continue;
      const all = (scores[at] as number) + others;
      loss += Math.log(all / (scores[at] as number)) / links;
      pulls[at] = -others / all / links;
      share += 1 / all / links;
    }
    for (let at = 0; at < scores.length; at++) {
      if (!isLinked[at]) pulls[at] = (scores[at] as number) * share;
      for (let kind = 0; kind < kinds.length; kind++)
        slope[kind] =
          (slope[kind] as number) + (pulls[at] as number) * (rows[at * kinds.length + kind] as number);
    }
  }
  return [loss, slope];
}

/** The total score of each candidate. */
export function scoresOf(rows: Float64Array, weights: Weights): Float64Array {
  const scores = new Float64Array(rows.length / kinds.length);
  for (let at = 0; at < scores.length; at++) {
    let score = 0;
    for (let kind = 0; kind < kinds.length; kind++)
      score += (weights[kind] as number) * (rows[at * kinds.length + kind] as number);
    scores[at] = score;
  }
  return scores;
}
