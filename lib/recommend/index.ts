import type { TermWeights } from './terms';

/** What a recommendation is made from; only published posts are to be handed in. */
export interface RecommendablePost {
  slug: string;
  terms: TermWeights;
  /** Slugs of its tags. */
  tags: string[];
  series: string | undefined;
  /** Milliseconds since the epoch. */
  date: number;
  /** Slugs that its author pinned, in order. */
  pinned: string[];
}

/** Between these many posts are recommended, where the publication has so many others. */
const least = 3;
const most = 5;

/** What makes two posts near, added up; each is 1 at the most before it is weighted. */
const weights = { text: 1, tags: 0.3, series: 0.15, date: 0.1 };
/** Terms kept of each post: its most telling ones. Bounds the work on a large archive. */
const termsAPost = 80;
/** A term that more posts have than this tells nothing: without it the work would grow with their square. */
const commonest = 500;
/** After this many days the nearness in date has fallen to about a third. */
const dateScale = 120;
/** A post scored below this share of the best one is only listed to reach `least`. */
const cutoff = 0.35;

/**
 * Finds the posts to read next for every post at once.
 *
 * Similarity is the cosine of TF-IDF vectors (Salton and Buckley 1988: term frequency damped
 * by a logarithm) over title, headings and body, together with shared tags weighted by their
 * rarity, a shared series, and nearness in date. The result depends on nothing but the posts:
 * ties go to the newer post, then to the slug.
 *
 * Posts are compared only through the terms, tags and series that they share; of all others
 * none can be nearer than the next ones in date. So the work grows with the number of posts,
 * times the few hundred that share a telling term, and the posts of their tags, at a few
 * nanoseconds each.
 *
 * @returns slugs, best first, by slug: pinned ones in their order, then the most similar;
 *   three to five, or all others where there are fewer
 */
export function recommend(posts: readonly RecommendablePost[]): Map<string, string[]> {
  const ordered = posts.toSorted((a, b) => b.date - a.date || (a.slug < b.slug ? -1 : 1));
  const index = new Map(ordered.map((post, at) => [post.slug, at]));
  const byTerm = new Postings(termVectors(ordered));
  const byTag = new Postings(tagVectors(ordered));
  const bySeries = new Map<string, number[]>();
  for (const [at, { series }] of ordered.entries())
    if (series !== undefined) bySeries.set(series, [...(bySeries.get(series) ?? []), at]);

  const result = new Map<string, string[]>();
  const candidates = new Candidates(ordered.length);
  ordered.forEach((post, at) => {
    byTerm.add(candidates, at, weights.text);
    byTag.add(candidates, at, weights.tags);
    if (post.series !== undefined)
      for (const other of bySeries.get(post.series) ?? []) candidates.add(other, weights.series);
    const chosen = new Set(
      post.pinned
        .flatMap((slug) => index.get(slug) ?? [])
        .filter((other) => other !== at)
        .slice(0, most),
    );
    const wanted = most + chosen.size;
    for (let other = Math.max(0, at - wanted); other <= at + wanted && other < ordered.length; other++)
      candidates.add(other, 0);
    const ranked = candidates.take(at, wanted, weights.date, (other) => {
      const days = Math.abs(post.date - (ordered[other]?.date ?? 0)) / 86_400_000;
      return weights.date * Math.exp(-days / dateScale);
    });
    const best = ranked[0]?.score ?? 0;
    for (const { at: other, score } of ranked) {
      if (chosen.size >= most) break;
      if (chosen.size < least || score >= best * cutoff) chosen.add(other);
    }
    result.set(
      post.slug,
      [...chosen].flatMap((other) => ordered[other]?.slug ?? []),
    );
  });
  return result;
}

/** A unit vector over terms or tags, which are numbered from 0; in no order. */
interface Vector {
  ids: number[];
  weights: number[];
}

/** Numbers things from 0 in the order that they are met, and counts how often they are. */
class Numbering<Thing> {
  readonly counts: number[] = [];
  private readonly numbers = new Map<Thing, number>();

  count(thing: Thing): number {
    let number = this.numbers.get(thing);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(thing, number);
      this.counts.push(0);
    }
    this.counts[number] = (this.counts[number] ?? 0) + 1;
    return number;
  }
}

function termVectors(posts: readonly RecommendablePost[]): Vector[] {
  const numbering = new Numbering<number>();
  const numbered = posts.map(({ terms }) => terms.ids.map((id) => numbering.count(id)));
  const rarity = Float64Array.from(numbering.counts, (count) =>
    count > commonest ? 0 : Math.log((posts.length + 1) / count),
  );
  return posts.map(({ terms: { ids, counts } }, post) => {
    const numbers = numbered[post] ?? new Int32Array();
    const weighed = new Float64Array(ids.length);
    for (let at = 0; at < ids.length; at++)
      weighed[at] = (1 + Math.log(counts[at] ?? 1)) * (rarity[numbers[at] ?? 0] ?? 0);
    return unit(mostTelling(ids, weighed).map((at) => [numbers[at] ?? 0, weighed[at] ?? 0]));
  });
}

/** Where the `termsAPost` heaviest terms stand, of those with a weight; of equal ones those with the smaller hash. */
function mostTelling(ids: Int32Array, weights: Float64Array): number[] {
  // Numbers alone sort many times as fast as pairs do.
  const lightest = weights.toSorted().at(-termsAPost) ?? 0;
  const heavier: number[] = [];
  const equal: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const weight = weights[at] ?? 0;
    if (weight > 0 && weight >= lightest) (weight > lightest ? heavier : equal).push(at);
  }
  equal.sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
  return [...heavier, ...equal].slice(0, termsAPost);
}

function tagVectors(posts: readonly RecommendablePost[]): Vector[] {
  const numbering = new Numbering<string>();
  const numbered = posts.map(({ tags }) => tags.map((tag) => numbering.count(tag)));
  return numbered.map((tags) =>
    unit(tags.map((tag) => [tag, Math.log((posts.length + 1) / (numbering.counts[tag] ?? 1))])),
  );
}

function unit(weighed: [id: number, weight: number][]): Vector {
  const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
  return { ids: weighed.map(([id]) => id), weights: weighed.map(([, weight]) => weight / length) };
}

/** Who has a term, and how strongly. */
interface Posting {
  posts: Int32Array;
  weights: Float64Array;
}

/** The postings of unit vectors, by term or tag. */
class Postings {
  private readonly having: Posting[];

  constructor(private readonly vectors: readonly Vector[]) {
    const left: number[] = [];
    for (const { ids } of vectors) for (const id of ids) left[id] = (left[id] ?? 0) + 1;
    this.having = left.map((count) => ({ posts: new Int32Array(count), weights: new Float64Array(count) }));
    for (let at = vectors.length - 1; at >= 0; at--) {
      const { ids = [], weights = [] } = vectors[at] ?? {};
      for (const [place, id] of ids.entries()) {
        const posting = this.having[id];
        const free = (left[id] ?? 0) - 1;
        left[id] = free;
        if (!posting) continue;
        posting.posts[free] = at;
        posting.weights[free] = weights[place] ?? 0;
      }
    }
  }

  /** Adds the cosine of each post with the one at `at`, times `share`. */
  add(candidates: Candidates, at: number, share: number) {
    const { ids = [], weights = [] } = this.vectors[at] ?? {};
    for (const [place, id] of ids.entries()) {
      const posting = this.having[id];
      if (posting) candidates.addAll(posting, share * (weights[place] ?? 0));
    }
  }
}

/** Scores of the posts that have been met, and of no others. */
class Candidates {
  private readonly scores: Float64Array;
  private readonly isMet: Uint8Array;
  private readonly met: Int32Array;
  private count = 0;

  constructor(posts: number) {
    this.scores = new Float64Array(posts);
    this.isMet = new Uint8Array(posts);
    this.met = new Int32Array(posts);
  }

  add(at: number, score: number) {
    if (this.isMet[at] === 0) {
      this.isMet[at] = 1;
      this.met[this.count++] = at;
    }
    this.scores[at] = (this.scores[at] ?? 0) + score;
  }

  /** The inner loop of all recommending. */
  addAll({ posts, weights }: Posting, share: number) {
    for (let one = 0; one < posts.length; one++) this.add(posts[one] ?? 0, share * (weights[one] ?? 0));
  }

  /**
   * The candidates with the largest scores, largest first; equal ones in the order of the
   * posts. Forgets all of them.
   *
   * @param without one that is not to be listed
   * @param most the largest `bonus`
   * @param bonus what is added to each score
   */
  take(
    without: number,
    count: number,
    most: number,
    bonus: (at: number) => number,
  ): { at: number; score: number }[] {
    const top: { at: number; score: number }[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (let one = 0; one < this.count; one++) {
      const at = this.met[one] ?? 0;
      const plain = this.scores[at] ?? 0;
      this.scores[at] = 0;
      this.isMet[at] = 0;
      if (plain + most < least || at === without) continue;
      const score = plain + bonus(at);
      let place = top.length;
      for (; place > 0; place--) {
        const before = top[place - 1];
        if (before && (before.score > score || (before.score === score && before.at < at))) break;
      }
      if (place === count) continue;
      top.splice(place, 0, { at, score });
      if (top.length > count) top.pop();
      if (top.length === count) least = top.at(-1)?.score ?? least;
    }
    this.count = 0;
    return top;
  }
}
