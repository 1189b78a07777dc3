import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { readText } from '../cache/texts';
import type { RecommendablePost } from '.';
import { type PostTerms, readTerms } from './terms';

/** A post whose terms are in the cache of texts, under this name. */
export type StoredPost = Omit<RecommendablePost, 'terms'> & { terms: string };

/**
 * The terms of all posts, one post after the other. Reading them from one file takes a fraction of the time
 * of reading a file for each post.
 */
interface Packed {
  /** Their names in the cache of texts. */
  names: string[];
  titles: string[];
  ids: Int32Array;
  counts: Uint32Array;
  named: Int32Array;
  /** Where the terms of each post end, and its words of the title. */
  ends: Int32Array;
  namedEnds: Int32Array;
}

const file = join(workDir, 'cache/terms');

/** Reads the terms of posts from the cache. @throws {DamagedCache} if those of a post are missing or damaged */
export async function withTerms(posts: readonly StoredPost[]): Promise<RecommendablePost[]> {
  const packed = await readChecksummed<Packed>(file);
  const places = new Map(packed?.names.map((name, at) => [name, at]));
  let missing = 0;
  const withThem = posts.map((post) => {
    const place = places.get(post.terms);
    if (packed && place !== undefined) return { ...post, terms: termsAt(packed, place) };
    missing++;
    return { ...post, terms: readTerms(readText(post.terms)) };
  });
  // Reading a few texts again is faster than writing all terms.
  if (missing * 100 > posts.length || places.size > posts.length * 2)
    await writeChecksummed(file, pack(posts, withThem));
  return withThem;
}

function termsAt({ titles, ids, counts, named, ends, namedEnds }: Packed, at: number): PostTerms {
  const range = (all: Int32Array) => [at === 0 ? 0 : all[at - 1], all[at]] as const;
  return {
    title: titles[at] ?? '',
    ids: ids.subarray(...range(ends)),
    counts: counts.subarray(...range(ends)),
    named: named.subarray(...range(namedEnds)),
  };
}

function pack(stored: readonly StoredPost[], posts: readonly RecommendablePost[]): Packed {
  const ends = endsOf(posts.map(({ terms }) => terms.ids.length));
  const namedEnds = endsOf(posts.map(({ terms }) => terms.named.length));
  const packed: Packed = {
    names: stored.map(({ terms }) => terms),
    titles: posts.map(({ terms }) => terms.title),
    ids: new Int32Array(ends.at(-1) ?? 0),
    counts: new Uint32Array(ends.at(-1) ?? 0),
    named: new Int32Array(namedEnds.at(-1) ?? 0),
    ends,
    namedEnds,
  };
  for (const [at, { terms }] of posts.entries()) {
    const start = ends[at - 1] ?? 0;
    packed.ids.set(terms.ids, start);
    packed.counts.set(terms.counts, start);
    packed.named.set(terms.named, namedEnds[at - 1] ?? 0);
  }
  return packed;
}

function endsOf(lengths: readonly number[]): Int32Array {
  let end = 0;
  return Int32Array.from(lengths, (length) => (end += length));
}
