import {
  blockFile,
  blockSize,
  type FoundPost,
  filterFile,
  indexFile,
  type PostBlock,
  type SearchIndex,
  type TermShard,
  termShardFile,
} from './files';
import { wordsOf } from './words';

/** Fetches a file of the index. */
export type Load = (path: string) => Promise<unknown>;

/** A search query. */
export interface Query {
  text: string;
  /** Filters: the last URL segments of a topic and an author, and a year. */
  tag?: string;
  author?: string;
  year?: string;
}

/** The weights of matches by prefix and by another form of the word. An exact match has 1. */
const prefixWeight = 0.6;
const otherFormWeight = 0.3;
/** Words that differ only in this many last letters may be forms of the same word. */
const maxEnding = 3;
/** The maximum number of shards to load for a prefix. Fewer for prefixes of one to three letters. */
const maxShards = 4;

/** Limits on a query, because a URL may contain more than anybody would type. */
const maxWords = 20;
const maxCharacters = 500;

/** The distinct words of a query. */
export const queryWords = (text: string) =>
  [...new Set(wordsOf(text.slice(0, maxCharacters)))].slice(0, maxWords);

/** Searches an index. Loads only the files that a query needs, each once. */
export class Searcher {
  private readonly files = new Map<string, Promise<unknown>>();

  constructor(private readonly load: Load) {}

  index(): Promise<SearchIndex> {
    return this.file(indexFile);
  }

  /** @returns the numbers of the posts that contain the most of the words, best first */
  async search({ text, tag, author, year }: Query): Promise<number[]> {
    const index = await this.index();
    const words = queryWords(text);
    const useful = words.filter((word) => !index.common.includes(word));
    const [founds, ...allowed] = await Promise.all([
      Promise.all(useful.map((word) => this.find(word, index))),
      this.numbers('tag', tag),
      this.numbers('author', author),
    ]);
    const from = index.years.findIndex(([name]) => name === year);
    const first = from < 0 ? 0 : (index.years[from]?.[1] ?? 0);
    const end = from < 0 ? index.posts : (index.years[from + 1]?.[1] ?? index.posts);
    const hits = new Map<number, { words: number; score: number }>();
    for (const found of founds) {
      const rarity = Math.log(1 + index.posts / found.size);
      for (const [post, weight] of found) {
        const hit = hits.get(post) ?? { words: 0, score: 0 };
        hit.words++;
        hit.score += weight * rarity;
        hits.set(post, hit);
      }
    }
    // Without a useful word, list all posts that match the filters.
    if (useful.length === 0 && (tag || author || year))
      for (let post = first; post < end; post++) hits.set(post, { words: 0, score: 0 });
    const matching = [...hits].filter(
      ([post]) => post >= first && post < end && allowed.every((numbers) => !numbers || numbers.has(post)),
    );
    const most = matching.reduce((words, [, hit]) => Math.max(words, hit.words), 0);
    return matching
      .filter(([, hit]) => hit.words === most)
      .sort(([a, one], [b, other]) => other.score - one.score || b - a)
      .map(([post]) => post);
  }

  /** The title, summary and date of a post. */
  async post(number: number): Promise<FoundPost | undefined> {
    const block = await this.file<PostBlock>(blockFile(Math.floor(number / blockSize)));
    return block[number % blockSize];
  }

  /** The posts that contain a word, a word that begins with it, or another form of it, with weights. */
  private async find(word: string, { shards }: SearchIndex): Promise<Map<number, number>> {
    const found = new Map<number, number>();
    const loaded = await Promise.all(
      shardsFor(word, shards).map((from) => this.file<TermShard>(termShardFile(from))),
    );
    const stem = word.slice(0, Math.max(4, word.length - maxEnding));
    for (const [other, entries] of loaded.flatMap((shard) => Object.entries(shard))) {
      const factor =
        other === word
          ? 1
          : other.startsWith(word)
            ? prefixWeight
            : other.startsWith(stem) && other.length <= stem.length + maxEnding
              ? otherFormWeight
              : 0;
      if (factor === 0) continue;
      let post = 0;
      for (const entry of entries) {
        post += entry >> 4;
        found.set(post, Math.max(found.get(post) ?? 0, factor * (entry & 15)));
      }
    }
    return found;
  }

  private async numbers(kind: 'tag' | 'author', name: string | undefined): Promise<Set<number> | undefined> {
    if (!name) return undefined;
    let number = 0;
    const steps = await this.file<number[]>(filterFile(kind, name)).catch(() => []);
    return new Set(steps.map((step) => (number += step)));
  }

  /** Loads a file once. After a failure, it is loaded again the next time. */
  private file<Content>(path: string): Promise<Content> {
    let file = this.files.get(path);
    if (!file) {
      file = this.load(path);
      this.files.set(path, file);
      file.catch(() => this.files.delete(path));
    }
    return file as Promise<Content>;
  }
}

/** The shard of a word, and the following ones as long as their words begin with it. */
function shardsFor(word: string, shards: readonly string[]): string[] {
  const own = Math.max(
    0,
    shards.findLastIndex((from) => from <= word),
  );
  return shards
    .slice(own, own + Math.min(maxShards, word.length))
    .filter((from, at) => at === 0 || from.startsWith(word));
}
