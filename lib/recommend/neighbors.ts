import { isSameVector, rangeOf, type Vectors } from './vectors';

/** The number of neighbors of each post. */
export const NEIGHBOR_COUNT = 20;

/** The nearest posts of each post, by terms. */
export interface Neighbors {
  /** For each post, `NEIGHBOR_COUNT` numbers of other posts, nearest first, or -1. */
  posts: Int32Array;
  /** The dot products of their vectors. */
  scores: Int32Array;
}

/**
 * Finds the nearest posts of each post. Computes them for posts whose vectors are new or have
 * changed, and for posts that had a changed or removed post as a neighbor. For all others, only the
 * changed posts are considered. The result is the same as that of a full build.
 *
 * @param before the earlier result and its posts
 * @param slugs of the posts, sorted. The first of equally near posts is taken.
 * @param vectors of the posts
 */
export function findNeighbors(
  before: { slugs: readonly string[]; vectors: Vectors; neighbors: Neighbors } | undefined,
  slugs: readonly string[],
  vectors: Vectors,
): Neighbors {
  const { length } = slugs;
  const neighbors: Neighbors = {
    posts: new Int32Array(length * NEIGHBOR_COUNT).fill(-1),
    scores: new Int32Array(length * NEIGHBOR_COUNT),
  };
  const isChanged = new Uint8Array(length).fill(1);
  const isStale = new Uint8Array(length).fill(1);
  if (before) {
    const places = new Map(before.slugs.map((slug, at) => [slug, at]));
    /** The new number of each earlier post whose vector is unchanged, or -1. Ascending. */
    const numbers = new Int32Array(before.slugs.length).fill(-1);
    for (const [at, slug] of slugs.entries()) {
      const old = places.get(slug);
      if (old === undefined || !isSameVector(before.vectors, old, vectors, at)) continue;
      numbers[old] = at;
      isChanged[at] = 0;
    }
    for (const [old, at] of numbers.entries())
      if (at >= 0 && carry(before.neighbors, old, neighbors, at, numbers)) isStale[at] = 0;
  }
  const postings = new Postings(vectors);
  for (let post = 0; post < length; post++) {
    if (!isStale[post]) continue;
    postings.scoreAll(post);
    postings.takeNearest(neighbors, post, (other, score) => {
      if (isChanged[post] && !isStale[other]) offer(neighbors, other, post, score);
    });
  }
  return neighbors;
}

/** Whether the neighbors of a post and their scores are the same. */
export function isSameRow(one: Neighbors, other: Neighbors, post: number): boolean {
  for (let at = post * NEIGHBOR_COUNT; at < (post + 1) * NEIGHBOR_COUNT; at++)
    if (one.posts[at] !== other.posts[at] || one.scores[at] !== other.scores[at]) return false;
  return true;
}

/** Copies the earlier neighbors of a post. @returns whether all of them are unchanged */
function carry(from: Neighbors, old: number, to: Neighbors, post: number, numbers: Int32Array): boolean {
  for (let place = 0; place < NEIGHBOR_COUNT; place++) {
    const other = from.posts[old * NEIGHBOR_COUNT + place] as number;
    if (other < 0) break;
    const number = numbers[other] as number;
    if (number < 0) return false;
    to.posts[post * NEIGHBOR_COUNT + place] = number;
    to.scores[post * NEIGHBOR_COUNT + place] = from.scores[old * NEIGHBOR_COUNT + place] as number;
  }
  return true;
}

/** Inserts a post into the neighbors of another if it is near enough. */
function offer({ posts, scores }: Neighbors, post: number, one: number, score: number) {
  const start = post * NEIGHBOR_COUNT;
  const end = start + NEIGHBOR_COUNT;
  let place = end;
  for (; place > start; place--) {
    const other = posts[place - 1] as number;
    const before = scores[place - 1] as number;
    if (other >= 0 && (before > score || (before === score && other < one))) break;
  }
  if (place === end) return;
  posts.copyWithin(place + 1, place, end - 1);
  scores.copyWithin(place + 1, place, end - 1);
  posts[place] = one;
  scores[place] = score;
}

/** An inverted index: the posts that have each term, with weights. */
class Postings {
  /** Where the posts of each term begin. */
  private readonly starts: Int32Array;
  private readonly posts: Int32Array;
  private readonly weights: Uint16Array;
  private readonly scores: Int32Array;
  /** The posts that have a score. */
  private readonly met: Int32Array;
  private count = 0;

  constructor(private readonly vectors: Vectors) {
    const { ends, terms, weights, hashes } = vectors;
    const size = hashes.length;
    this.starts = new Int32Array(size + 1);
    for (const term of terms) this.starts[term + 1] = (this.starts[term + 1] as number) + 1;
    for (let term = 0; term < size; term++)
      this.starts[term + 1] = (this.starts[term + 1] as number) + (this.starts[term] as number);
    const free = this.starts.slice();
    this.posts = new Int32Array(terms.length);
    this.weights = new Uint16Array(terms.length);
    let at = 0;
    for (const [post, end] of ends.entries())
      for (; at < end; at++) {
        const term = terms[at] as number;
        const place = free[term] as number;
        free[term] = place + 1;
        this.posts[place] = post;
        this.weights[place] = weights[at] as number;
      }
    this.scores = new Int32Array(ends.length);
    this.met = new Int32Array(ends.length);
  }

  /** Scores all posts that share a term with a post. The inner loop of the recommender. */
  scoreAll(post: number): void {
    const { vectors, starts, posts, weights, scores, met } = this;
    const [from, to] = rangeOf(vectors, post);
    let count = 0;
    for (let at = from; at < to; at++) {
      const weight = vectors.weights[at] as number;
      const term = vectors.terms[at] as number;
      const end = starts[term + 1] as number;
      for (let one = starts[term] as number; one < end; one++) {
        const other = posts[one] as number;
        const score = scores[other] as number;
        if (score === 0) met[count++] = other;
        scores[other] = score + weight * (weights[one] as number);
      }
    }
    this.count = count;
  }

  /**
   * Stores the nearest of the scored posts as the neighbors of a post, and clears all scores.
   *
   * @param onScore is called for each scored post
   */
  takeNearest(neighbors: Neighbors, post: number, onScore: (other: number, score: number) => void): void {
    const { scores, met } = this;
    const start = post * NEIGHBOR_COUNT;
    const last = start + NEIGHBOR_COUNT - 1;
    neighbors.posts.fill(-1, start, last + 1);
    neighbors.scores.fill(0, start, last + 1);
    for (let at = 0; at < this.count; at++) {
      const other = met[at] as number;
      const score = scores[other] as number;
      scores[other] = 0;
      if (other === post) continue;
      if (score >= (neighbors.scores[last] as number)) offer(neighbors, post, other, score);
      onScore(other, score);
    }
  }
}
