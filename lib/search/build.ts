import {
  blockFile,
  blockSize,
  type FoundPost,
  filterFile,
  indexFile,
  type SearchIndex,
  type TermShard,
  termShardFile,
} from './files';
import type { SearchedPost, WordIndex } from './word-index';

/** In characters of JSON, roughly: the maximum length of a shard with more than one word. */
const shardLength = 20_000;
/** The maximum number of topics in the filter. Those with the fewest posts are left out. */
const topicsOffered = 100;
/** From this number of posts on, words in more than half of them are left out. */
const manyPosts = 500;

/** Generates the files of the search index, by path; see `files.ts`. @param posts oldest first */
export function searchFiles(
  posts: readonly SearchedPost[],
  { words, ends, entries }: WordIndex,
): [path: string, content: string][] {
  const common: string[] = [];
  const listed: Postings = [];
  for (const [at, word] of words.entries()) {
    const own = entries.subarray(ends[at - 1] ?? 0, ends[at]);
    if (posts.length >= manyPosts && own.length > posts.length / 2) common.push(word);
    else listed.push([word, own]);
  }
  const shards = [...shardsOf(listed, '')];
  const index: SearchIndex = {
    posts: posts.length,
    shards: shards.map(([from]) => from),
    common,
    years: yearsOf(posts),
    tags: choicesOf(posts.map(({ tags }) => tags)).slice(0, topicsOffered),
    authors: choicesOf(posts.map(({ authors }) => authors)),
  };
  return [
    [indexFile, JSON.stringify(index)],
    ...shards.map(([from, words]): [string, string] => [
      termShardFile(from),
      JSON.stringify(
        Object.fromEntries(words.map(([word, own]) => [word, deltaEncoded(own)])) satisfies TermShard,
      ),
    ]),
    ...blocksOf(posts),
    ...filters(
      'tag',
      posts.map(({ tags }) => tags),
    ),
    ...filters(
      'author',
      posts.map(({ authors }) => authors),
    ),
  ];
}

/** Delta-encodes the entries of a word, as in `TermShard`. */
function deltaEncoded(entries: Uint32Array): number[] {
  const steps: number[] = [];
  let last = 0;
  for (const entry of entries) {
    const number = entry >> 4;
    steps.push((number - last) * 16 + (entry & 15));
    last = number;
  }
  return steps;
}

/** Words with the posts that contain them, in order. */
type Postings = [word: string, entries: Uint32Array][];

/** The approximate length as JSON. */
const sizeOf = (words: Postings) =>
  words.reduce((size, [word, entries]) => size + word.length + entries.length * 3 + 5, 0);

/**
 * Splits words by the next letter until each group is short, and merges short neighbors. Changes
 * within a group that is split further do not affect other groups, so a change to a post changes few
 * files.
 *
 * @param prefix the common prefix of all words
 */
function* shardsOf(words: Postings, prefix: string): Generator<[from: string, words: Postings]> {
  let from = '';
  let joined: Postings = [];
  let size = 0;
  for (const part of partsOf(words, prefix.length + 1)) {
    const start = part[0]?.[0].slice(0, prefix.length + 1) ?? '';
    const partSize = sizeOf(part);
    const isLong = partSize > shardLength && part.length > 1;
    if (joined.length > 0 && (isLong || size + partSize > shardLength)) {
      yield [from, joined];
      joined = [];
      size = 0;
    }
    if (isLong) yield* shardsOf(part, start);
    else {
      if (joined.length === 0) from = start;
      joined.push(...part);
      size += partSize;
    }
  }
  if (joined.length > 0) yield [from, joined];
}

/** Groups words by their first letters. */
function* partsOf(words: Postings, letters: number): Generator<Postings> {
  for (let from = 0; from < words.length; ) {
    const start = words[from]?.[0].slice(0, letters);
    let to = from + 1;
    while (words[to]?.[0].slice(0, letters) === start) to++;
    yield words.slice(from, to);
    from = to;
  }
}

function* blocksOf(posts: readonly SearchedPost[]): Generator<[path: string, content: string]> {
  for (let at = 0; at < posts.length; at += blockSize) {
    const block = posts
      .slice(at, at + blockSize)
      .map(({ href, title, summary, day }): FoundPost => [href, title, summary, day]);
    yield [blockFile(at / blockSize), JSON.stringify(block)];
  }
}

function* filters(
  kind: 'tag' | 'author',
  lists: [value: string, name: string][][],
): Generator<[path: string, content: string]> {
  const having = new Map<string, { numbers: number[]; last: number }>();
  for (const [at, list] of lists.entries())
    for (const [value] of list) {
      const { numbers, last } = having.get(value) ?? { numbers: [], last: 0 };
      numbers.push(at - last);
      having.set(value, { numbers, last: at });
    }
  for (const [value, { numbers }] of having) yield [filterFile(kind, value), JSON.stringify(numbers)];
}

/** The choices of a filter, most used first. */
function choicesOf(lists: [value: string, name: string][][]): [value: string, name: string][] {
  const counts = new Map<string, { name: string; count: number }>();
  for (const [value, name] of lists.flat())
    counts.set(value, { name, count: (counts.get(value)?.count ?? 0) + 1 });
  return [...counts]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([value, { name }]) => [value, name]);
}

function yearsOf(posts: readonly SearchedPost[]): SearchIndex['years'] {
  const years = new Map<string, number>();
  for (const [at, { day }] of posts.entries()) {
    const year = day.slice(0, 4);
    if (!years.has(year)) years.set(year, at);
  }
  return [...years];
}
