import { NEIGHBOR_COUNT, type Neighbors } from './neighbors';
import { TagLinks, Tags } from './tags';
import { cosine, Likeness, type Vectors } from './vectors';

/**
 * What may speak for one post to read after another:
 *
 * - `text`: how alike their words are, 0 to 1
 * - `tags`: how far they have the same tags, 0 to 1
 * - `topics`: how much more often than by chance posts with such tags are linked with each other, as
 *   a logarithm; of posts that are neither alike nor near in time, less
 * - `guides`: whether posts like the first are linked with the second
 * - `classic`: how many posts are linked with the second, as a logarithm; of an unlike one, less
 * - `series`: 1 for the next part of the same series, 0.5 for another one
 * - `day`, `month`, `year`: how near they are in time, 1 falling by the factor e in that time
 * - `next`: how near they are in the order of time, 1 for neighbors
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

/** Days in which nearness in time falls by the factor e. */
const spans = [1, 30, 365];
/** In milliseconds. */
export const day = 86_400_000;

/** So many posts on either side in time are candidates: of all posts, and of those with a telling tag. */
const nearInTime = 10;
const nearInTag = 3;
/** So many tags that the tags of a post lead to are telling ones. */
const tellingPartners = 2;
/** The neighbors whose links are followed, and how soon it is enough that they agree. */
const guideCount = 10;
const agreement = 3;
/** As alike as that, a post has to do with another one beyond doubt. */
const relevant = 0.2;

/** What evidence is made from, of one post. */
export interface PostFeatures {
  tags: readonly string[];
  series?: string;
  part?: number;
  /** Milliseconds since the epoch. */
  date: number;
}

/** Gathers what speaks for recommending the posts of an archive to the readers of others. */
export class Archive {
  readonly tags: Tags;
  readonly tagLinks: TagLinks;
  readonly likeness: Likeness;
  /** The posts, oldest first. */
  readonly timeline: number[];
  /** Where each is in it. */
  readonly moments: Int32Array;
  /** The parts of each series, in their order. */
  readonly parts = new Map<string, number[]>();

  /**
   * @param vectors of the posts, and the neighbors of each by them
   * @param links the posts that each is linked with, whichever of the two has the link
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

  /** Looks at the archive from one post. */
  from(post: number): View {
    return new View(this, post);
  }

  /** The neighbors of a post by their words, nearest first, with how alike they are. */
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
 * What speaks for posts to read after one. The links of that post, and those to it, do not
 * speak: so what is learned from links holds for a post that has none yet.
 */
export class View {
  /** By their words, nearest first. */
  private readonly near: Map<number, number>;
  /** What the nearest are linked with, by how near these are together. */
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

  /** The posts that something may speak for. */
  candidates(): number[] {
    const { archive, post, liftTo } = this;
    const moment = archive.moments[post] ?? 0;
    const met = new Set([...this.near.keys(), ...this.guided.keys(), ...this.parts]);
    addAround(met, archive.timeline, moment, nearInTime);
    const partners = archive.tagLinks
      .partnersOf(post)
      .filter((tag) => liftTo(tag) > 0)
      .sort((a, b) => liftTo(b) - liftTo(a) || a - b);
    const telling = new Set([...(archive.tags.of[post] ?? []), ...partners.slice(0, tellingPartners)]);
    for (const tag of telling) {
      const having = archive.tags.having[tag] ?? [];
      addAround(met, having, placeIn(having, moment, archive.moments), nearInTag);
    }
    met.delete(post);
    return [...met];
  }

  /** Writes what speaks for another post, a number for each of `kinds`, into `row` from `at` on. */
  weigh(other: number, row: Float64Array, at: number): void {
    const { archive, post } = this;
    const days = Math.abs((archive.posts[post]?.date ?? 0) - (archive.posts[other]?.date ?? 0)) / day;
    const steps = Math.abs((archive.moments[post] ?? 0) - (archive.moments[other] ?? 0));
    const links = archive.links[other];
    const text = this.near.get(other) ?? archive.likeness.of(post, other);
    const [inDay, inMonth, inYear] = spans.map((span) => Math.exp(-days / span)) as [number, number, number];
    // What says something of many posts says it of those that have to do with this one.
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

  /** 1 for the next part of the series that the post is in, 0.5 for another one, 0 for all others. */
  inSeries(other: number): number {
    const place = this.parts.indexOf(other);
    if (place < 0) return 0;
    return this.parts[place - 1] === this.post ? 1 : 0.5;
  }
}

/** Where a moment is, or would be, among posts in the order of time. */
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
