import type { TermWeights } from './terms';

/** The number of terms per post: the heaviest ones. Limits the work for large archives. */
const termsAPost = 80;
/** Terms in more posts than this are ignored. Otherwise the work would grow quadratically. */
const commonest = 500;
/** The length of a vector. Weights are integers, so sums do not depend on the order. */
const unit = 1 << 12;

/** The weighted terms of all posts, one post after the other. */
export interface Vectors {
  /** A hash of each post's input. */
  digests: string[];
  /** Where the terms of each post end. */
  ends: Int32Array;
  /** The terms as hashes. */
  ids: Int32Array;
  weights: Uint16Array;
  /** The terms again, as numbers from 0 that are only valid in these vectors. */
  terms: Int32Array;
  /** The hash and the rarity of each term, by these numbers. */
  hashes: Int32Array;
  rarity: Uint8Array;
}

/** The input of a vector. */
export interface Weighable {
  digest: string;
  terms: TermWeights;
}

/**
 * Computes the TF-IDF vectors of posts (Salton and Buckley 1988), with logarithms of both frequencies.
 * The document frequency is rounded to powers of two, so that one more post changes few other vectors.
 *
 * @param before earlier vectors. Those of unchanged posts with unchanged terms are reused.
 */
export function vectorsOf(posts: readonly Weighable[], before?: Vectors): Vectors {
  const numbers = new Numbers();
  const numbered = new Int32Array(posts.reduce((sum, { terms }) => sum + terms.ids.length, 0));
  let count = 0;
  for (const { terms } of posts)
    for (let at = 0; at < terms.ids.length; at++) numbered[count++] = numbers.count(terms.ids[at] as number);
  const hashes = numbers.hashes.slice(0, numbers.size);
  const rarity = raritiesOf(numbers, posts.length);
  const known = new Known(before, hashes, rarity);
  const most = posts.length * termsAPost;
  const ids = new Int32Array(most);
  const terms = new Int32Array(most);
  const weights = new Uint16Array(most);
  const ends = new Int32Array(posts.length);
  let from = 0;
  let end = 0;
  for (const [place, post] of posts.entries()) {
    const own = numbered.subarray(from, from + post.terms.ids.length);
    from += own.length;
    const old = known.placeOf(post.digest, own);
    if (before && old !== undefined) {
      const [start, stop] = rangeOf(before, old);
      for (let at = start; at < stop; at++) {
        ids[end] = before.ids[at] as number;
        terms[end] = numbers.numberOf(before.ids[at] as number);
        weights[end++] = before.weights[at] as number;
      }
    } else {
      const weighed = weigh(post.terms, own, rarity);
      const distinctive = mostDistinctive(post.terms.ids, weighed);
      const length = Math.sqrt(distinctive.reduce((sum, at) => sum + (weighed[at] as number) ** 2, 0));
      for (const at of distinctive) {
        const weight = Math.round((unit * (weighed[at] as number)) / length);
        if (weight === 0) continue;
        ids[end] = post.terms.ids[at] as number;
        terms[end] = own[at] as number;
        weights[end++] = weight;
      }
    }
    ends[place] = end;
  }
  return {
    digests: posts.map(({ digest }) => digest),
    ends,
    ids: ids.slice(0, end),
    weights: weights.slice(0, end),
    terms: terms.slice(0, end),
    hashes,
    rarity,
  };
}

/** A table of 1 plus the logarithm, for small frequencies, which nearly all are. */
const damped = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log2(count));

function weigh({ counts }: TermWeights, terms: Int32Array, rarity: Uint8Array): Float64Array {
  const weighed = new Float64Array(terms.length);
  for (let at = 0; at < terms.length; at++) {
    const count = counts[at] as number;
    weighed[at] = (damped[count] ?? 1 + Math.log2(count)) * (rarity[terms[at] as number] as number);
  }
  return weighed;
}

/** The inverse document frequency of each term, as a logarithm. 0 for terms of one post, or of too many. */
function raritiesOf({ counts, size }: Numbers, posts: number): Uint8Array {
  const all = Math.round(Math.log2(posts + 1));
  const rarity = new Uint8Array(size);
  for (let term = 0; term < size; term++) {
    const having = counts[term] as number;
    if (having > 1 && having <= commonest) rarity[term] = Math.max(0, all - Math.floor(Math.log2(having)));
  }
  return rarity;
}

/** Finds earlier vectors that are still valid. */
class Known {
  private readonly places: Map<string, number>;
  /** 1 for each term whose rarity is unchanged. */
  private readonly isSame: Uint8Array;

  constructor(before: Vectors | undefined, hashes: Int32Array, rarity: Uint8Array) {
    this.places = new Map(before?.digests.map((digest, at) => [digest, at]));
    this.isSame = new Uint8Array(hashes.length);
    if (!before) return;
    const old = new Numbers();
    for (const hash of before.hashes) old.count(hash);
    for (const [term, hash] of hashes.entries())
      if (before.rarity[old.numberOf(hash)] === rarity[term]) this.isSame[term] = 1;
  }

  placeOf(digest: string, terms: Int32Array): number | undefined {
    const place = this.places.get(digest);
    if (place === undefined) return undefined;
    for (const term of terms) if (this.isSame[term] === 0) return undefined;
    return place;
  }
}

/** Where the terms of a post begin and end. */
export const rangeOf = ({ ends }: Vectors, post: number): [from: number, to: number] => [
  post === 0 ? 0 : (ends[post - 1] as number),
  ends[post] as number,
];

/** Whether two posts have the same terms with the same weights and rarities. */
export function isSameVector(one: Vectors, a: number, other: Vectors, b: number): boolean {
  const [from, to] = rangeOf(one, a);
  const [start, end] = rangeOf(other, b);
  if (to - from !== end - start) return false;
  for (let at = 0; at < to - from; at++)
    if (
      one.ids[from + at] !== other.ids[start + at] ||
      one.weights[from + at] !== other.weights[start + at] ||
      one.rarity[one.terms[from + at] as number] !== other.rarity[other.terms[start + at] as number]
    )
      return false;
  return true;
}

/** The similarity of two posts, from the dot product of their vectors: 0 to 1. */
export const cosine = (product: number) => product / (unit * unit);

/** Compares posts. Fast if many posts are compared with the same one. */
export class Likeness {
  /** The weights of the terms of `last`, by term. */
  private readonly spread: Uint16Array;
  private last = -1;

  constructor(private readonly vectors: Vectors) {
    this.spread = new Uint16Array(vectors.hashes.length);
  }

  /** @returns from 0 for posts with nothing in common to 1 for equal ones */
  of(one: number, other: number): number {
    const { terms, weights } = this.vectors;
    if (one !== this.last) {
      if (this.last >= 0) this.spreadOut(this.last, true);
      this.spreadOut(one, false);
      this.last = one;
    }
    const [from, to] = rangeOf(this.vectors, other);
    let product = 0;
    for (let at = from; at < to; at++)
      product += (this.spread[terms[at] as number] as number) * (weights[at] as number);
    return cosine(product);
  }

  private spreadOut(post: number, isOver: boolean) {
    const { terms, weights } = this.vectors;
    const [from, to] = rangeOf(this.vectors, post);
    for (let at = from; at < to; at++)
      this.spread[terms[at] as number] = isOver ? 0 : (weights[at] as number);
  }
}

/** The positions of the `termsAPost` heaviest terms. Of equal ones, those with the smaller hash. */
function mostDistinctive(ids: Int32Array, weights: Float64Array): number[] {
  // Sorting numbers is many times faster than sorting pairs.
  const lightest = weights.length > termsAPost ? (weights.toSorted().at(-termsAPost) ?? 0) : 0;
  const heavier: number[] = [];
  const equal: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const weight = weights[at] as number;
    if (weight > 0 && weight >= lightest) (weight > lightest ? heavier : equal).push(at);
  }
  equal.sort((a, b) => (ids[a] as number) - (ids[b] as number));
  return [...heavier, ...equal].slice(0, termsAPost);
}

/**
 * Numbers hashes from 0 in order of first occurrence, and counts them. This is a hash table with open
 * addressing. For the millions of terms of an archive, a `Map` would take several times as long.
 */
class Numbers {
  size = 0;
  /** Indexed by number. */
  counts = new Int32Array(1 << 15);
  hashes = new Int32Array(1 << 15);
  /** A number plus 1, or 0 for a free place. */
  private places = new Int32Array(1 << 16);

  /** @returns its number */
  count(hash: number): number {
    let place = this.placeOf(hash);
    if (this.places[place] === 0) {
      if (this.size === this.hashes.length) {
        this.grow();
        place = this.placeOf(hash);
      }
      this.hashes[this.size] = hash;
      this.places[place] = ++this.size;
    }
    const number = (this.places[place] as number) - 1;
    this.counts[number] = (this.counts[number] as number) + 1;
    return number;
  }

  /** @returns -1 for an unknown hash */
  numberOf(hash: number): number {
    return (this.places[this.placeOf(hash)] as number) - 1;
  }

  /** The place of a hash, or the free place for it. */
  private placeOf(hash: number): number {
    const { hashes, places } = this;
    const last = places.length - 1;
    // The upper bits of a product with the golden ratio are well mixed (Knuth, volume 3, 6.4).
    let place = Math.imul(hash, 0x9e3779b1) >>> Math.clz32(last);
    while (places[place] !== 0 && hashes[(places[place] as number) - 1] !== hash) place = (place + 1) & last;
    return place;
  }

  private grow() {
    this.counts = enlarged(this.counts);
    this.hashes = enlarged(this.hashes);
    this.places = new Int32Array(this.places.length * 2);
    for (let number = 0; number < this.size; number++)
      this.places[this.placeOf(this.hashes[number] as number)] = number + 1;
  }
}

function enlarged(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
