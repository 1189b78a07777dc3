/**
 * The files of the search index, which browsers request. All are JSON. Posts are numbered from 0,
 * oldest first, so that a new post does not change other numbers.
 */

/** `/search/index.json`: loaded before the first search. */
export interface SearchIndex {
  /** The number of posts. */
  posts: number;
  /** The first word, or its prefix, of each shard. A shard ends where the next one begins. */
  shards: string[];
  /** Words in so many posts that they are useless for a search. They are in no shard. */
  common: string[];
  /** The number of the first post of each year, oldest first. */
  years: [year: string, first: number][];
  /** The choices of the filters: the most used topics, and the authors. */
  tags: [slug: string, name: string][];
  authors: [id: string, name: string][];
}

/**
 * `/search/words/…`: for each word, its posts in ascending order. Each entry is the difference from
 * the previous post's number, times 16, plus the weight of the word in the post (1 to 15).
 */
export type TermShard = Record<string, number[]>;

/** `/search/posts/…`: a block of consecutive posts. */
export type PostBlock = FoundPost[];
/** What a result shows of a post. `day` is `YYYY-MM-DD`. */
export type FoundPost = [href: string, title: string, summary: string, day: string];

/** How many of the latest posts the search offers before anything is typed. */
export const postsOffered = 5;

/** The number of posts in a block. */
export const blockSize = 4;

/** The path of a `SearchIndex`. */
export const indexFile = '/search/index.json';

/** The path of a `TermShard`. @param from one of `SearchIndex.shards` */
export function termShardFile(from: string): string {
  // Only characters that are safe in any file system. The final dash avoids device names such as "con".
  const name = from.replace(/[^a-z0-9]/g, (letter) => `-${letter.codePointAt(0)?.toString(16)}`);
  return `/search/words/${name}-.json`;
}

/** The path of a `PostBlock`. @param block the number of its first post, divided by `blockSize` */
export const blockFile = (block: number) => `/search/posts/${block}.json`;

/** The path of the numbers of the posts of a topic or author, which are delta-encoded without weights. */
export const filterFile = (kind: 'tag' | 'author', name: string) => `/search/${kind}s/${name}.json`;
