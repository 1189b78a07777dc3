import { termsOf } from './terms';

/** What a recommendation is made from; only published posts are to be handed in. */
export interface RecommendablePost {
  slug: string;
  title: string;
  headings: string[];
  /** Prose without code. */
  text: string;
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

/** How often a term counts by where it stands. */
const fieldWeights = { title: 4, heading: 2, body: 1 };
/** What makes two posts near, added up; each is 1 at the most before it is weighted. */
const weights = { text: 1, tags: 0.3, series: 0.15, date: 0.1 };
/** Terms kept of each post: its most telling ones. Bounds the work on a large archive. */
const termsAPost = 80;
/** After this many days the nearness in date has fallen to about a third. */
const dateScale = 120;
/** A post scored below this share of the best one is only listed to reach `least`. */
const cutoff = 0.35;

/**
 * Finds the posts to read next for every post at once.
 *
 * Similarity is the cosine of TF-IDF vectors (Salton and Buckley 1988: term frequency damped
 * by a logarithm) over title, headings and body, together with shared tags weighted by their
 * rarity, a shared series, and nearness in date. Posts are compared only through the terms
 * and tags that they share. The result depends on nothing but the posts: ties go to the
 * newer post, then to the slug.
 *
 * @returns slugs, best first, by slug: pinned ones in their order, then the most similar;
 *   three to five, or all others where there are fewer
 */
export function recommend(posts: RecommendablePost[]): Map<string, string[]> {
  const ordered = posts.toSorted((a, b) => b.date - a.date || (a.slug < b.slug ? -1 : 1));
  const index = new Map(ordered.map((post, at) => [post.slug, at]));
  const byTerm = postings(ordered.map(vectorOf(ordered)));
  const byTag = postings(ordered.map(tagVectorOf(ordered)));
  const result = new Map<string, string[]>();
  const scores = new Float64Array(ordered.length);

  ordered.forEach((post, at) => {
    scores.fill(0);
    addSimilarity(scores, byTerm, at, weights.text);
    addSimilarity(scores, byTag, at, weights.tags);
    for (const [other, candidate] of ordered.entries()) {
      if (post.series !== undefined && post.series === candidate.series)
        scores[other] = (scores[other] ?? 0) + weights.series;
      const days = Math.abs(post.date - candidate.date) / 86_400_000;
      scores[other] = (scores[other] ?? 0) + weights.date * Math.exp(-days / dateScale);
    }
    scores[at] = Number.NEGATIVE_INFINITY;
    const chosen = new Set(
      post.pinned
        .flatMap((slug) => index.get(slug) ?? [])
        .filter((other) => other !== at)
        .slice(0, most),
    );
    const ranked = topOf(scores, most + chosen.size);
    const best = scores[ranked[0] ?? 0] ?? 0;
    for (const other of ranked) {
      if (chosen.size >= most) break;
      if (chosen.size < least || (scores[other] ?? 0) >= best * cutoff) chosen.add(other);
    }
    result.set(
      post.slug,
      [...chosen].flatMap((other) => ordered[other]?.slug ?? []),
    );
  });
  return result;
}

type Vector = Map<string, number>;

/** Postings of unit vectors: for each term who has it and how strongly, and each post's own terms. */
interface Postings {
  vectors: Vector[];
  posts: Map<string, { at: number; weight: number }[]>;
}

function vectorOf(posts: RecommendablePost[]): (post: RecommendablePost) => Vector {
  const counted = new Map(posts.map((post) => [post.slug, countTerms(post)]));
  const frequency = new Map<string, number>();
  for (const counts of counted.values())
    for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return (post) => {
    const weighed = [...(counted.get(post.slug) ?? [])].map(([term, count]): [string, number] => [
      term,
      (1 + Math.log(count)) * Math.log((posts.length + 1) / (frequency.get(term) ?? 1)),
    ]);
    return unit(weighed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, termsAPost));
  };
}

function countTerms(post: RecommendablePost): Vector {
  const counts: Vector = new Map();
  const count = (text: string, weight: number) => {
    for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  count(post.title, fieldWeights.title);
  for (const heading of post.headings) count(heading, fieldWeights.heading);
  count(post.text, fieldWeights.body);
  return counts;
}

function tagVectorOf(posts: RecommendablePost[]): (post: RecommendablePost) => Vector {
  const frequency = new Map<string, number>();
  for (const { tags } of posts) for (const tag of tags) frequency.set(tag, (frequency.get(tag) ?? 0) + 1);
  return (post) =>
    unit(post.tags.map((tag) => [tag, Math.log((posts.length + 1) / (frequency.get(tag) ?? 1))]));
}

function unit(weighed: [string, number][]): Vector {
  const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
  return new Map(weighed.map(([term, weight]) => [term, weight / length]));
}

function postings(vectors: Vector[]): Postings {
  const posts: Postings['posts'] = new Map();
  for (const [at, vector] of vectors.entries())
    for (const [term, weight] of vector) {
      const having = posts.get(term);
      if (having) having.push({ at, weight });
      else posts.set(term, [{ at, weight }]);
    }
  return { vectors, posts };
}

function addSimilarity(scores: Float64Array, { vectors, posts }: Postings, at: number, share: number) {
  for (const [term, weight] of vectors[at] ?? [])
    for (const other of posts.get(term) ?? [])
      scores[other.at] = (scores[other.at] ?? 0) + share * weight * other.weight;
}

/** The places of the largest scores, largest first; equal ones in the order of the posts. */
function topOf(scores: Float64Array, count: number): number[] {
  const top: number[] = [];
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (score === Number.NEGATIVE_INFINITY) continue;
    if (top.length === count && score <= (scores[top[count - 1] ?? 0] ?? 0)) continue;
    const place = top.findIndex((other) => (scores[other] ?? 0) < score);
    top.splice(place === -1 ? top.length : place, 0, at);
    if (top.length > count) top.pop();
  }
  return top;
}
