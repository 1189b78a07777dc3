import { tokensOf } from '../util/tokens';
import { stemmerFor } from './stems';

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*/gu;

/** The weight of a term in the title. Headings are part of the text too, so their terms count twice. */
const inTitle = 4;

/** The distinct terms of a post as 32-bit hashes, which are small and fast to compare. */
export interface TermWeights {
  ids: Int32Array;
  /** How often each term occurs. More for the title, twice for headings. */
  counts: Uint32Array;
}

/** The terms of a post, with the words of the title to name them. */
export interface PostTerms extends TermWeights {
  title: string;
  /** For each word of the title: its term, its start and its end. */
  named: Int32Array;
}

/**
 * Counts the terms of a post: stems of words, including those in code. In scripts without spaces,
 * terms are pairs of letters.
 *
 * @param language BCP 47
 */
export async function weighTerms(post: {
  title: string;
  headings: readonly string[];
  text: string;
  code: string;
  language: string;
}): Promise<PostTerms> {
  const stem = await stemmerFor(post.language);
  const counts = new Map<number, number>();
  const count = (text: string, weight: number) => {
    for (const term of termsOf(text, stem)) {
      const id = hashTerm(term);
      counts.set(id, (counts.get(id) ?? 0) + weight);
    }
  };
  count(post.title, inTitle);
  for (const text of [...post.headings, post.text, post.code]) count(text, 1);
  const title = post.title.normalize('NFC');
  return {
    ids: Int32Array.from(counts.keys()),
    counts: Uint32Array.from(counts.values()),
    title,
    named: Int32Array.from(
      [...title.matchAll(word)].flatMap((match) => [
        hashTerm(stem(match[0].toLowerCase())),
        match.index,
        match.index + match[0].length,
      ]),
    ),
  };
}

/** Serializes the terms of a post. */
export const writeTerms = ({ title, ids, counts, named }: PostTerms): string =>
  [base64Of(ids), base64Of(counts), base64Of(named), title].join('\n');

/** Parses the result of `writeTerms`. */
export function readTerms(text: string): PostTerms {
  const [ids = '', counts = '', named = '', ...title] = text.split('\n');
  return {
    ids: new Int32Array(bytesOf(ids)),
    counts: new Uint32Array(bytesOf(counts)),
    named: new Int32Array(bytesOf(named)),
    title: title.join('\n'),
  };
}

const base64Of = ({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** In a buffer of their own, because arrays of numbers must be aligned. */
const bytesOf = (base64: string): ArrayBuffer => new Uint8Array(Buffer.from(base64, 'base64')).buffer;

/** The terms of a text in lower case, including repeats. */
function termsOf(text: string, stem: (word: string) => string): string[] {
  const { words, pairs } = tokensOf(text.normalize('NFC').toLowerCase(), word);
  return [...words.filter((term) => term.length > 1 || /\d/.test(term)).map(stem), ...pairs];
}

/** FNV-1a over UTF-16 code units (Fowler, Noll and Vo; RFC 9923). */
export function hashTerm(term: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  return hash;
}
