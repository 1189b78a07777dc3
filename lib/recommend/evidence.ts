import { NEIGHBOR_COUNT, type Neighbors } from './neighbors';
import { TagLinks, Tags } from './tags';
import { cosine, Likeness, type Vectors } from './vectors';

/**
 * The kinds of evidence for recommending one post with another:
 *
 * - `text`: the similarity of their texts, 0 to 1
 * - `tags`: the similarity of their tags, 0 to 1
 * - `topics`: how much more often than by chance posts with such tags are linked with each other, as
 *   a logarithm; reduced for posts that are neither similar nor close in time
 * - `guides`: whether posts similar to the first are linked with the second
 * - `classic`: how many posts are linked with the second, as a logarithm; reduced for dissimilar posts
 * - `series`: 1 for the next part of the same series, 0.5 for any other part
 * - `day`, `month`, `year`: closeness in time, from 1, falling by a factor of e in that time
 * - `next`: closeness in chronological order, 1 for neighbors
 */
export const kinds = [
  'text',
  'tags',
  'topics',
  'guides',
  'classic',
  'series',
  'day',
  'month',
  'year',
  'next',
] as const;
export type Kind = (typeof kinds)[number];

/** In days: the times in which closeness falls by a factor of e. */
const spans = [1, 30, 365];
/** In milliseconds. */
export const day = 86_400_000;

/** How many posts before and after are candidates: of all posts, and of the posts with a relevant tag. */
const nearInTime = 10;
const nearInTag = 3;
/** How many tags linked with a post's own tags are relevant too. */
const distinctivePartners = 2;
/** The number of neighbors whose links are followed, and how strongly their agreement counts. */
const guideCount = 10;
const agreement = 3;
/** From this similarity on, two posts are certainly related. */
const relevant = 0.2;

/** The data of a post that evidence is computed from. */
export interface PostFeatures {
  tags: readonly string[];
  series?: string;
  part?: number;
  /** Milliseconds since the epoch. */
  date: number;
}

/** Computes the evidence for recommending posts of an archive with each other. */
export class Archive {
  readonly tags: Tags;
  readonly tagLinks: TagLinks;
  readonly likeness: Likeness;
  /** The posts, oldest first. */
  readonly timeline: number[];
  /** The position of each post in the timeline. */
  readonly moments: Int32Array;
  /** The parts of each series, in their order. */
  readonly parts = new Map<string, number[]>();

  /**
   * @param vectors of the posts; neighbors: the nearest posts by them
   * @param links the posts that each post is linked with, in either direction
   */
  constructor(
    readonly posts: readonly PostFeatures[],
    vectors: Vectors,
    readonly neighbors: Neighbors,
    readonly links: readonly ReadonlySet<number>[],
  ) {
    this.likeness = new Likeness(vectors);
    const dates = Float64Array.from(posts, ({ date }) => date);
    this.timeline = [...dates.keys()].sort((a, b) => (dates[a] as number) - (dates[b] as number) || a - b);
    this.moments = new Int32Array(posts.length);
    for (const [moment, post] of this.timeline.entries()) this.moments[post] = moment;
    const tagLists = posts.map(({ tags }) => tags);
    this.tags = new Tags(tagLists, this.timeline);
    this.tagLinks = new TagLinks(this.tags, links);
    for (const post of this.timeline) {
      const { series } = posts[post] ?? {};
      if (series === undefined) continue;
      const parts = this.parts.get(series) ?? [];
      parts.push(post);
      this.parts.set(series, parts);
    }
    for (const parts of this.parts.values())
      parts.sort(
        (a, b) =>
          (posts[a]?.part ?? Number.POSITIVE_INFINITY) - (posts[b]?.part ?? Number.POSITIVE_INFINITY) || 0,
      );
  }

  /** The archive as seen from one post. */
  from(post: number): View {
    return new View(this, post);
  }

  /** The nearest posts by text, nearest first, with their similarity. */
  neighborsOf(post: number): Map<number, number> {
    const near = new Map<number, number>();
    for (let at = post * NEIGHBOR_COUNT; at < (post + 1) * NEIGHBOR_COUNT; at++) {
      const other = this.neighbors.posts[at] ?? -1;
      if (other < 0) break;
      near.set(other, cosine(this.neighbors.scores[at] ?? 0));
    }
    return near;
  }
}

/**
 * The evidence for recommending posts with one post. Links from and to that post are not used, so what
 * is learned from links applies to posts without links too.
 */
export class View {
  /** The nearest posts by text, nearest first. */
  private readonly near: Map<number, number>;
  /** The posts that the nearest posts are linked with, and the sum of the similarities. */
  private readonly guided = new Map<number, number>();
  private readonly liftTo: (tag: number) => number;
  private readonly parts: readonly number[];

  constructor(
    private readonly archive: Archive,
    private readonly post: number,
  ) {
    this.near = archive.neighborsOf(post);
    let guides = guideCount;
    for (const [guide, likeness] of this.near) {
      if (guides-- === 0) break;
      for (const other of archive.links[guide] ?? [])
        if (other !== post) this.guided.set(other, (this.guided.get(other) ?? 0) + likeness);
    }
    this.liftTo = archive.tagLinks.from(post);
    this.parts = archive.parts.get(archive.posts[post]?.series ?? '') ?? [];
  }

  /** The posts for which there may be evidence. */
  candidates(): number[] {
    const { archive, post, liftTo } = this;
    const moment = archive.moments[post] ?? 0;
    const met = new Set([...this.near.keys(), ...this.guided.keys(), ...this.parts]);
    addAround(met, archive.timeline, moment, nearInTime);
    const partners = archive.tagLinks
      .partnersOf(post)
      .filter((tag) => liftTo(tag) > 0)
      .sort((a, b) => liftTo(b) - liftTo(a) || a - b);
    const distinctive = new Set([
      ...(archive.tags.of[post] ?? []),
      ...partners.slice(0, distinctivePartners),
    ]);
    for (const tag of distinctive) {
      const having = archive.tags.having[tag] ?? [];
      addAround(met, having, placeIn(having, moment, archive.moments), nearInTag);
    }
    met.delete(post);
    return [...met];
  }

  /** Writes the evidence for another post, one number for each of `kinds`, into `row` from `at` on. */
  weigh(other: number, row: Float64Array, at: number): void {
    const { archive, post } = this;
    const days = Math.abs((archive.posts[post]?.date ?? 0) - (archive.posts[other]?.date ?? 0)) / day;
    const steps = Math.abs((archive.moments[post] ?? 0) - (archive.moments[other] ?? 0));
    const links = archive.links[other];
    const text = this.near.get(other) ?? archive.likeness.of(post, other);
    const [inDay, inMonth, inYear] = spans.map((span) => Math.exp(-days / span)) as [number, number, number];
    // Unspecific evidence counts only for related posts.
    const relevance = Math.min(1, text / relevant);
    row[at] = text;
    row[at + 1] = archive.tags.similarity(post, other);
    row[at + 2] = this.bestLift(other) * Math.max(relevance, inMonth);
    row[at + 3] = Math.log1p(agreement * (this.guided.get(other) ?? 0));
    row[at + 4] = Math.log1p(links ? links.size - (links.has(post) ? 1 : 0) : 0) * relevance;
    row[at + 5] = this.inSeries(other);
    row[at + 6] = inDay;
    row[at + 7] = inMonth;
    row[at + 8] = inYear;
    row[at + 9] = 1 / Math.max(1, steps);
  }

  private bestLift(other: number): number {
    let best = Number.NEGATIVE_INFINITY;
    for (const tag of this.archive.tags.of[other] ?? []) best = Math.max(best, this.liftTo(tag));
    return Number.isFinite(best) ? best : 0;
  }

  /** 1 for the next part of the post's series, 0.5 for any other part, 0 for other posts. */
  inSeries(other: number): number {
    const place = this.parts.indexOf(other);
    if (place < 0) return 0;
    return this.parts[place - 1] === this.post ? 1 : 0.5;
  }
}

/** The position where a moment is, or would be inserted, in a chronological list. */
function placeIn(posts: readonly number[], moment: number, moments: Int32Array): number {
  let low = 0;
  let high = posts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[posts[middle] as number] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addAround(met: Set<number>, list: readonly number[], place: number, count: number) {
  const end = Math.min(list.length, place + count + 1);
  for (let at = Math.max(0, place - count); at < end; at++) met.add(list[at] as number);
}
