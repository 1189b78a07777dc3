/** The number of recommendations for each post, if there are enough posts. */
export const listLength = 5;
/** The maximum number of parts of one series, unless they are pinned or there is nothing else. */
const partsOfSeries = 2;

/** The pinned posts and the candidates of a post. */
export interface Candidates {
  /** The numbers of pinned posts, in order. */
  pinned: readonly number[];
  /** The numbers of candidates, best first, without excluded posts, and their scores. */
  ranked: Int32Array;
  scores: Float64Array;
}

/**
 * Chooses the recommendations of a post: first the pinned posts, then the candidates with the highest
 * scores, less a penalty for similarity to posts already chosen (maximal marginal relevance:
 * Carbonell and Goldstein 1998).
 *
 * @param seriesOf the series of a post
 * @param alike the penalty for a post after another one
 * @returns the numbers of the posts
 */
export function chooseList(
  { pinned, ranked, scores }: Candidates,
  seriesOf: (post: number) => string | undefined,
  alike: (one: number, other: number) => number,
): number[] {
  const chosen = pinned.slice(0, listLength);
  const left = Array.from(ranked, (post, at) => ({ post, score: scores[at] ?? 0, penalty: 0 })).filter(
    ({ post }) => !chosen.includes(post),
  );
  const discount = (one: number) => {
    for (const other of left) other.penalty = Math.max(other.penalty, alike(one, other.post));
  };
  const isOverdone = (post: number) => {
    const series = seriesOf(post);
    return series !== undefined && chosen.filter((one) => seriesOf(one) === series).length >= partsOfSeries;
  };
  chosen.forEach(discount);
  while (chosen.length < listLength && left.length > 0) {
    const fresh = left.filter(({ post }) => !isOverdone(post));
    const best = (fresh.length > 0 ? fresh : left).reduce((best, one) =>
      one.score - one.penalty > best.score - best.penalty ? one : best,
    );
    chosen.push(best.post);
    left.splice(left.indexOf(best), 1);
    discount(best.post);
  }
  return chosen;
}

/**
 * Adds each post that is in no list to one of the best matching lists. It replaces the last post
 * there that is in another list too.
 *
 * @param chosen the lists of `chooseList`; empty for a post without candidates
 * @returns the lists with the orphans
 */
export function adoptOrphans(
  chosen: readonly (readonly number[])[],
  candidates: readonly (Candidates | undefined)[],
): number[][] {
  const lists = chosen.map((list) => [...list]);
  const mentions = new Int32Array(lists.length);
  for (const post of lists.flat()) mentions[post] = (mentions[post] as number) + 1;
  /** The possible hosts of each orphan. */
  const hosts = new Map<number, { post: number; score: number }[]>();
  for (const [post, count] of mentions.entries()) if (count === 0) hosts.set(post, []);
  for (const [host, candidate] of candidates.entries())
    for (const [at, post] of candidate?.ranked.entries() ?? [])
      hosts.get(post)?.push({ post: host, score: candidate?.scores[at] ?? 0 });
  const full = new Set<number>();
  for (const [orphan, willing] of hosts) {
    willing.sort((a, b) => b.score - a.score || a.post - b.post);
    // A list takes a second orphan only if no other list can.
    const [host] = [...willing.filter(({ post }) => !full.has(post)), ...willing].filter(({ post }) =>
      mayTake(post),
    );
    if (!host) continue;
    const list = lists[host.post] ?? [];
    const place = placeIn(list, candidates[host.post]?.pinned.length ?? 0);
    if (place === undefined) continue;
    for (const gone of list.splice(place, 1)) mentions[gone] = (mentions[gone] as number) - 1;
    list.push(orphan);
    mentions[orphan] = 1;
    full.add(host.post);
  }
  return lists;

  function mayTake(host: number): boolean {
    return placeIn(lists[host] ?? [], candidates[host]?.pinned.length ?? 0) !== undefined;
  }

  /** A free place, or that of a post that is in another list too. */
  function placeIn(list: readonly number[], pinned: number): number | undefined {
    if (list.length < listLength) return list.length;
    for (let place = list.length - 1; place >= pinned; place--)
      if ((mentions[list[place] as number] as number) > 1) return place;
    return undefined;
  }
}
