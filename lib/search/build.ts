import {
  blockFile,
  blockSize,
  type FoundPost,
  filterFile,
  indexFile,
  type SearchIndex,
  type Shard,
  shardFile,
} from './files';
import { readFrequencies } from './frequencies';
import { wordsOf } from './words';

/** What is looked for in a post, and shown of it. */
export interface SearchedPost {
  /** Percent-encoded. */
  href: string;
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
const fieldWeights = { title: 10, tag: 5, heading: 3, summary: 2 };
/** A word that counts so much says half of the most that it can of a post (the k1 of BM25). */
const half = 6;
/** In words; of a longer text, a word in it says less. */
const usualLength = 400;
/** In characters of JSON, about; a shard of several words is no longer. */
const shardLength = 20_000;
/** Of more topics, those with the fewest posts are not offered to choose from. */
const topicsOffered = 100;
/** Where there are so many posts, what is in half of them is left out. */
const manyPosts = 500;

/** Who has a word, as a shard says it, and the last one of them. */
interface Posting {
  entries: number[];
  last: number;
}

/**
 * Makes the files of the search index; see `files.ts`. Words are weighed as BM25F does
 * (Robertson, Zaragoza and Taylor 2004), with nothing in it of the other posts: so one that
 * changes leaves the entries of all others as they are.
 *
 * @param posts oldest first
 * @param readText finds the words of a text by their name
 */
export function searchFiles(
  posts: readonly SearchedPost[],
  readText: (name: string) => string,
): [path: string, content: string][] {
  const postings = new Map<string, Posting>();
  for (const [at, post] of posts.entries())
    weigh(post, readText(post.frequencies), (word, weight) => {
      const posting = postings.get(word);
      if (!posting) postings.set(word, { entries: [at * 16 + weight], last: at });
      else {
        posting.entries.push((at - posting.last) * 16 + weight);
        posting.last = at;
      }
    });
  const common: string[] = [];
  if (posts.length >= manyPosts)
    for (const [word, { entries }] of postings)
      if (entries.length > posts.length / 2) {
        common.push(word);
        postings.delete(word);
      }
  const words = [...postings].map(([word, { entries }]): Words[number] => [word, entries]);
  const shards = [...shardsOf(words.sort(byWord), '')];
  const index: SearchIndex = {
    posts: posts.length,
    shards: shards.map(([from]) => from),
    common: common.sort(),
    years: yearsOf(posts),
    tags: choicesOf(posts.map(({ tags }) => tags)).slice(0, topicsOffered),
    authors: choicesOf(posts.map(({ authors }) => authors)),
  };
  return [
    [indexFile, JSON.stringify(index)],
    ...shards.map(([from, words]): [string, string] => [
      shardFile(from),
      JSON.stringify(Object.fromEntries(words) satisfies Shard),
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

const byWord = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** Tells of each word of a post, once, how much it says of it: 1 to 15. */
function weigh(post: SearchedPost, frequencies: string, tell: (word: string, weight: number) => void): void {
  const inFields = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of new Set(wordsOf(text))) inFields.set(word, (inFields.get(word) ?? 0) + weight);
  };
  add(post.title, fieldWeights.title);
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

/** Words with the posts that have them, in order. */
type Words = [word: string, entries: number[]][];

/** About how long they are as JSON. */
const sizeOf = (words: Words) =>
  words.reduce((size, [word, entries]) => size + word.length + entries.length * 3 + 5, 0);

/**
 * Parts words by the next letter until each part is short, and joins short neighbours. What is
 * in a part that is parted further moves nothing outside of it, so that few files change with
 * a post.
 *
 * @param prefix what all of the words begin with
 */
function* shardsOf(words: Words, prefix: string): Generator<[from: string, words: Words]> {
  let from = '';
  let joined: Words = [];
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

/** Runs of words whose first letters are the same. */
function* partsOf(words: Words, letters: number): Generator<Words> {
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

/** What there is to choose from, most used first. */
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
