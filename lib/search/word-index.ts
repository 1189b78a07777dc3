import { hashOf } from '../util/hash';
import { readFrequencies } from './frequencies';
import { wordsOf } from './words';

/** The searchable content of a post, and what results show. */
export interface SearchedPost {
  /** Percent-encoded. */
  href: string;
  /** The slug, whose words are searchable. */
  slug: string;
  title: string;
  summary: string;
  /** The calendar day, `YYYY-MM-DD`. */
  day: string;
  headings: string[];
  /** The last URL segment and the name of each topic. */
  tags: [slug: string, name: string][];
  /** The id and the name of each author. */
  authors: [id: string, name: string][];
  /** The key of its word counts; see `frequencies.ts` and `lib/cache/texts.ts`. */
  frequencies: string;
}

/** The weight of a word by field. One occurrence in the text counts 1. */
const fieldWeights = { title: 10, slug: 5, tag: 5, heading: 3, summary: 2 };
/** A word with this count gets half of the maximum weight (k1 of BM25). */
const half = 6;
/** In words. In longer texts, each occurrence counts less. */
const usualLength = 400;

/**
 * All words with the posts that contain them, as cached for the next build. All entries are in one
 * array, so that millions of them are read and written quickly.
 */
export interface WordIndex {
  /** A hash of the indexed content of each post, by number. */
  posts: string[];
  /** Sorted. */
  words: string[];
  /** Where the entries of each word end. */
  ends: Uint32Array;
  /** In ascending order for each word: the number of the post times 16, plus the weight (1 to 15). */
  entries: Uint32Array;
}

/** The index of no posts. */
export const emptyIndex: WordIndex = {
  posts: [],
  words: [],
  ends: new Uint32Array(),
  entries: new Uint32Array(),
};

/**
 * Updates a word index. Words are weighted as in BM25F (Robertson, Zaragoza and Taylor 2004), but
 * independently of other posts. So only new and changed posts are weighted, and the result is the same
 * as that of a full build.
 *
 * @param posts oldest first
 * @param readText reads a text from the cache by its key
 */
export function updateIndex(
  before: WordIndex,
  posts: readonly SearchedPost[],
  readText: (name: string) => string,
): WordIndex {
  const keys = posts.map(({ slug, title, tags, headings, summary, frequencies }) =>
    hashOf(JSON.stringify([slug, title, tags, headings, summary, frequencies])),
  );
  const known = new Map(before.posts.map((key, at) => [key, at]));
  /** The new number of each earlier post, or -1. Ascending. */
  const numbers = new Int32Array(before.posts.length).fill(-1);
  const fresh = new Map<string, number[]>();
  let last = -1;
  for (const [at, post] of posts.entries()) {
    const old = known.get(keys[at] ?? '') ?? -1;
    if (old > last) {
      numbers[old] = at;
      last = old;
      continue;
    }
    weigh(post, readText(post.frequencies), (word, weight) => {
      const entries = fresh.get(word);
      if (entries) entries.push(at * 16 + weight);
      else fresh.set(word, [at * 16 + weight]);
    });
  }
  return { posts: keys, ...merge(before, numbers, fresh) };
}

/**
 * Merges new entries into an index.
 *
 * @param numbers the new number of each earlier post, or -1 if it is gone
 */
function merge({ words, ends, entries }: WordIndex, numbers: Int32Array, fresh: Map<string, number[]>) {
  const added = [...fresh.keys()].sort();
  const count = added.reduce((sum, word) => sum + (fresh.get(word)?.length ?? 0), 0);
  const merged = {
    words: [] as string[],
    ends: [] as number[],
    entries: new Uint32Array(entries.length + count),
  };
  let size = 0;
  const add = (word: string, from: number, to: number) => {
    const start = size;
    const others = fresh.get(word) ?? [];
    let other = 0;
    for (let at = from; at < to; at++) {
      const entry = entries[at] ?? 0;
      const number = numbers[entry >> 4] ?? -1;
      if (number < 0) continue;
      while (other < others.length && (others[other] ?? 0) >> 4 < number)
        merged.entries[size++] = others[other++] ?? 0;
      merged.entries[size++] = number * 16 + (entry & 15);
    }
    while (other < others.length) merged.entries[size++] = others[other++] ?? 0;
    if (size === start) return;
    merged.words.push(word);
    merged.ends.push(size);
  };
  let next = 0;
  for (const [at, word] of words.entries()) {
    for (; next < added.length && (added[next] ?? '') < word; next++) add(added[next] ?? '', 0, 0);
    add(word, ends[at - 1] ?? 0, ends[at] ?? 0);
    if (added[next] === word) next++;
  }
  for (; next < added.length; next++) add(added[next] ?? '', 0, 0);
  return {
    words: merged.words,
    ends: Uint32Array.from(merged.ends),
    entries: merged.entries.slice(0, size),
  };
}

/** Computes the weight of each word of a post, from 1 to 15. */
function weigh(
  post: SearchedPost,
  frequencies: string,
  onWord: (word: string, weight: number) => void,
): void {
  const inFields = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of new Set(wordsOf(text))) inFields.set(word, (inFields.get(word) ?? 0) + weight);
  };
  add(post.title, fieldWeights.title);
  add(post.slug, fieldWeights.slug);
  add(post.tags.map(([, name]) => name).join(' '), fieldWeights.tag);
  add(post.headings.join(' '), fieldWeights.heading);
  add(post.summary, fieldWeights.summary);
  const weigh = (weight: number) => Math.max(1, Math.round((15 * weight) / (weight + half)));
  const lines = readFrequencies(frequencies);
  const length = lines.reduce((sum, { count, words }) => sum + count * words.length, 0);
  // In steps, so that one more word does not change all weights.
  const longer = 2 ** Math.round(Math.log2(Math.max(1, length / usualLength)));
  for (const { count, words } of lines)
    for (const word of words) {
      onWord(word, weigh((inFields.get(word) ?? 0) + count / longer ** 0.5));
      inFields.delete(word);
    }
  for (const [word, weight] of inFields) onWord(word, weigh(weight));
}
