import { hashOf } from '../util/hash';
import { readFrequencies } from './frequencies';
import { wordsOf } from './words';

/** What is looked for in a post, and shown of it. */
export interface SearchedPost {
  /** Percent-encoded. */
  href: string;
  /** The few words by which its author has named it. */
  slug: string;
  title: string;
  summary: string;
  /** The calendar day, `YYYY-MM-DD`. */
  day: string;
  headings: string[];
  /** By the last segment of its address, with the name. */
  tags: [slug: string, name: string][];
  /** By their ids, with their names. */
  authors: [id: string, name: string][];
  /** The name of the words of its text; see `frequencies.ts` and `lib/cache/texts.ts`. */
  frequencies: string;
}

/** How much a word counts by where it stands; once in the text counts 1. */
const fieldWeights = { title: 10, slug: 5, tag: 5, heading: 3, summary: 2 };
/** A word that counts so much says half of the most that it can of a post (the k1 of BM25). */
const half = 6;
/** In words; of a longer text, a word in it says less. */
const usualLength = 400;
/**
 * Every word with the posts that have it, as it is kept for the next build. One array for all
 * entries: to read and to write millions of them takes no time then.
 */
export interface WordIndex {
  /** What was weighed of each post, by its number: a hash. */
  posts: string[];
  /** Rising. */
  words: string[];
  /** Where the entries of each word end. */
  ends: Uint32Array;
  /** Of each word rising: the number of the post times 16, plus how much the word says of it (1 to 15). */
  entries: Uint32Array;
}

export const emptyIndex: WordIndex = {
  posts: [],
  words: [],
  ends: new Uint32Array(),
  entries: new Uint32Array(),
};

/**
 * Brings an index of words up to the posts. Words are weighed as BM25F does (Robertson,
 * Zaragoza and Taylor 2004), with nothing in it of the other posts: so only those are weighed
 * that are new or have changed, and the result is that of starting from nothing.
 *
 * @param posts oldest first
 * @param readText finds the words of a text by their name
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
  /** The new number of each post that was there before, or -1; rising. */
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

/** @param numbers the new number of each post of `before`, or -1 where it is gone */
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

/** Tells of each word of a post, once, how much it says of it: 1 to 15. */
function weigh(post: SearchedPost, frequencies: string, tell: (word: string, weight: number) => void): void {
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
  // In steps, so that a word more or less changes nothing but itself.
  const longer = 2 ** Math.round(Math.log2(Math.max(1, length / usualLength)));
  for (const { count, words } of lines)
    for (const word of words) {
      tell(word, weigh((inFields.get(word) ?? 0) + count / longer ** 0.5));
      inFields.delete(word);
    }
  for (const [word, weight] of inFields) tell(word, weigh(weight));
}
