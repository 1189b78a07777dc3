/** So many posts are recommended with each, where there are so many others. */
export const listLength = 5;
/** So many parts of one series at the most, unless they are pinned or there is nothing else. */
const partsOfSeries = 2;

/** What may be recommended with a post, and what must be. */
export interface Candidates {
  /** The numbers of those that its author has pinned, in their order. */
  pinned: readonly number[];
  /** The numbers of others, best first, without those that must not be recommended with it; and what speaks for each. */
  ranked: Int32Array;
  scores: Float64Array;
}

/**
 * Chooses what is recommended with a post: those that are pinned, then those for which most
 * speaks, counting less what says the same as one before it (maximal marginal relevance:
 * Carbonell and Goldstein 1998).
 *
 * @param seriesOf the series of a post
 * @param alike how much less a post says after another one, as a score
 * @returns the numbers of posts
 */
export function chooseList(
  { pinned, ranked, scores }: Candidates,
  seriesOf: (post: number) => string | undefined,
  alike: (one: number, other: number) => number,
): number[] {
  const chosen = pinned.slice(0, listLength);
  const left = Array.from(ranked, (post, at) => ({ post, score: scores[at] ?? 0, said: 0 })).filter(
    ({ post }) => !chosen.includes(post),
  );
  const discount = (one: number) => {
    for (const other of left) other.said = Math.max(other.said, alike(one, other.post));
  };
  const isOverdone = (post: number) => {
    const series = seriesOf(post);
    return series !== undefined && chosen.filter((one) => seriesOf(one) === series).length >= partsOfSeries;
  };
  chosen.forEach(discount);
  while (chosen.length < listLength && left.length > 0) {
    const fresh = left.filter(({ post }) => !isOverdone(post));
    const best = (fresh.length > 0 ? fresh : left).reduce((best, one) =>
      one.score - one.said > best.score - best.said ? one : best,
    );
    chosen.push(best.post);
    left.splice(left.indexOf(best), 1);
    discount(best.post);
  }
  return chosen;
}

/**
 * Puts each post that is in no list into one of those that suit it best, in place of the last
 * post there that is in another list as well.
 *
 * @param chosen the lists of `chooseList`; none for a post without candidates
 * @returns them with the orphans
 */
export function adoptOrphans(
  chosen: readonly (readonly number[])[],
  candidates: readonly (Candidates | undefined)[],
): number[][] {
  const lists = chosen.map((list) => [...list]);
  const mentions = new Int32Array(lists.length);
  for (const post of lists.flat()) mentions[post] = (mentions[post] as number) + 1;
  /** For each orphan who may take it. */
  const hosts = new Map<number, { post: number; score: number }[]>();
  for (const [post, count] of mentions.entries()) if (count === 0) hosts.set(post, []);
  for (const [host, candidate] of candidates.entries())
    for (const [at, post] of candidate?.ranked.entries() ?? [])
      hosts.get(post)?.push({ post: host, score: candidate?.scores[at] ?? 0 });
  const full = new Set<number>();
  for (const [orphan, willing] of hosts) {
    willing.sort((a, b) => b.score - a.score || a.post - b.post);
    // Who has taken one already takes another only where nobody else does.
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

  /** Where there is room, or somebody that can be spared. */
  function placeIn(list: readonly number[], pinned: number): number | undefined {
    if (list.length < listLength) return list.length;
    for (let place = list.length - 1; place >= pinned; place--)
      if ((mentions[list[place] as number] as number) > 1) return place;
    return undefined;
  }
}
