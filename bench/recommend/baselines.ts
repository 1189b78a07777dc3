import type { JudgedPost } from './corpus';

/** For each post, by index: all other posts or the best of them, best first. */
export type Rankings = number[][];

/** The posts nearest in date. Ties are in the order of the corpus. */
export function nearestInDate(posts: readonly JudgedPost[]): Rankings {
  return posts.map(({ date }, post) => sorted(posts, post, (other) => -Math.abs(other.date - date)));
}

/** The posts that share the most tags, then the nearest in date. */
export function sharedTags(posts: readonly JudgedPost[]): Rankings {
  return posts.map(({ tags, date }, post) =>
    sorted(
      posts,
      post,
      (other) => tags.filter((tag) => other.tags.includes(tag)).length,
      (other) => -Math.abs(other.date - date),
    ),
  );
}

/** The cosine of TF-IDF vectors over titles and texts: 1 plus the logarithm of the frequency, times log(N / df). */
export function tfIdf(posts: readonly JudgedPost[]): Rankings {
  const counts = posts.map(({ title, text }) => {
    const count = new Map<string, number>();
    for (const [word] of `${title} ${text}`.toLowerCase().matchAll(/[a-z0-9]+/g))
      count.set(word, (count.get(word) ?? 0) + 1);
    return count;
  });
  const frequency = new Map<string, number>();
  for (const word of counts.flatMap((count) => [...count.keys()]))
    frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const postings = new Map<string, { posts: number[]; weights: number[] }>();
  const vectors = counts.map((count, post) => {
    const vector = [...count].map(([word, times]): [string, number] => [
      word,
      (1 + Math.log(times)) * Math.log(posts.length / (frequency.get(word) ?? 1)),
    ]);
    const length = Math.sqrt(vector.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1;
    for (const entry of vector) {
      entry[1] /= length;
      const list = postings.get(entry[0]) ?? { posts: [], weights: [] };
      list.posts.push(post);
      list.weights.push(entry[1]);
      postings.set(entry[0], list);
    }
    return vector;
  });
  return vectors.map((vector, post) => {
    const scores = new Float64Array(posts.length);
    for (const [word, weight] of vector) {
      const { posts: others = [], weights = [] } = postings.get(word) ?? {};
      for (let at = 0; at < others.length; at++)
        scores[others[at] as number] =
          (scores[others[at] as number] as number) + weight * (weights[at] as number);
    }
    return sorted(posts, post, (_, at) => scores[at] ?? 0);
  });
}

/**
 * Hugo's related content with default settings: posts that are not newer and share a tag, sorted by
 * shared tags, date (newest first) and title. For all 577 posts of a corpus, the result is the same as
 * that of Hugo 0.111.
 *
 * @see https://gohugo.io/content-management/related-content/
 */
export function hugoRelated(posts: readonly JudgedPost[]): Rankings {
  return posts.map(({ date, tags }, post) => {
    const shared = (other: JudgedPost) => tags.filter((tag) => other.tags.includes(tag)).length;
    return sorted(
      posts,
      post,
      shared,
      (other) => other.date,
      (_, at) => -(titleOrder(posts).get(at) ?? 0),
    ).filter((at) => {
      const other = posts[at];
      return other !== undefined && other.date <= date && shared(other) > 0;
    });
  });
}

const orders = new WeakMap<readonly JudgedPost[], Map<number, number>>();
function titleOrder(posts: readonly JudgedPost[]): Map<number, number> {
  const known = orders.get(posts);
  if (known) return known;
  const titles = posts.map(({ title }) => title.toLowerCase());
  const order = new Map(
    [...titles.keys()]
      .sort((a, b) =>
        (titles[a] ?? '') < (titles[b] ?? '') ? -1 : (titles[a] ?? '') > (titles[b] ?? '') ? 1 : 0,
      )
      .map((post, place) => [post, place]),
  );
  orders.set(posts, order);
  return order;
}

/** All other posts, sorted by several measures in turn, the largest first. */
function sorted(
  posts: readonly JudgedPost[],
  post: number,
  ...measures: ((other: JudgedPost, at: number) => number)[]
): number[] {
  const values = measures.map((measure) => posts.map(measure));
  return [...posts.keys()]
    .filter((other) => other !== post)
    .sort((a, b) => {
      for (const value of values) {
        const difference = (value[b] ?? 0) - (value[a] ?? 0);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
}
