import { tokensOf } from '../tokens';

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** How often a term counts by where it stands. */
const fieldWeights = { title: 4, heading: 2, text: 1 };

/** The terms of a post, each once, by a 32-bit hash: small to keep, quick to compare. */
export interface TermWeights {
  ids: Int32Array;
  /** How often each stands in the post, more for a title and headings. */
  counts: Uint32Array;
}

/** Counts the terms of a post. */
export function weighTerms(post: { title: string; headings: readonly string[]; text: string }): TermWeights {
  const counts = new Map<number, number>();
  const count = (text: string, weight: number) => {
    for (const term of termsOf(text)) {
      const id = hashTerm(term);
      counts.set(id, (counts.get(id) ?? 0) + weight);
    }
  };
  count(post.title, fieldWeights.title);
  for (const heading of post.headings) count(heading, fieldWeights.heading);
  count(post.text, fieldWeights.text);
  return { ids: Int32Array.from(counts.keys()), counts: Uint32Array.from(counts.values()) };
}

/** The terms of a text in lower case, repeats kept. */
function termsOf(text: string): string[] {
  const { words, pairs } = tokensOf(text.normalize('NFC').toLowerCase(), word);
  return [...words.filter((term) => term.length > 1 || /\d/.test(term)), ...pairs];
}

/** FNV-1a over UTF-16 code units (Fowler, Noll and Vo; RFC 9923). */
function hashTerm(term: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return hash;
}
