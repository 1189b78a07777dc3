/**
 * The files of the index, as readers' browsers ask for them. Posts are numbered from 0, oldest
 * first, so that a new one changes no other's number. All are JSON.
 */

/** `/search/index.json`: what is known before anything is looked for. */
export interface SearchIndex {
  /** How many posts there are. */
  posts: number;
  /** Where each shard of the words begins: it holds those from there up to where the next one begins. */
  shards: string[];
  /** Words of so many posts that they tell nothing; they are in no shard. */
  common: string[];
  /** The number of the first post of each year, oldest first. */
  years: [year: string, first: number][];
  /** The topics that most is written about, and the authors, by which a search may be narrowed. */
  tags: [slug: string, name: string][];
  authors: [id: string, name: string][];
}

/**
 * `/search/words/…`: the posts that have a word, by number, rising. Each is how much larger
 * the number is than the last one's, times 16, plus how much the word says of the post (1 to 15).
 */
export type TermShard = Record<string, number[]>;

/** `/search/posts/…`: some posts that follow on each other. */
export type PostBlock = FoundPost[];
export type FoundPost = [href: string, title: string, summary: string, day: string];

/** So many posts are in a block. */
export const blockSize = 4;

export const indexFile = '/search/index.json';

/** @param from one of `SearchIndex.shards` */
export function termShardFile(from: string): string {
  // Letters that are safe in any file system; the dash keeps names such as "con" apart from devices.
  const name = from.replace(/[^a-z0-9]/g, (letter) => `-${letter.codePointAt(0)?.toString(16)}`);
  return `/search/words/${name}-.json`;
}

export const blockFile = (block: number) => `/search/posts/${block}.json`;

/** The numbers of the posts of a topic or author, as in a shard, but plain differences. */
export const filterFile = (kind: 'tag' | 'author', name: string) => `/search/${kind}s/${name}.json`;
