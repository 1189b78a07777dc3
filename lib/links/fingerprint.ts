import { createHash } from 'node:crypto';
import type { Nodes } from 'hast';
import { ExcessiveHtml, parsePage } from '../markdown/html';
import { shortened } from '../util/text';

/** What a page is about. */
export interface PageFacts {
  /** Empty if it has none. */
  title: string;
  /** The first heading. */
  heading: string;
  /** If it has text. */
  fingerprint?: string;
}

/** The number of bits of a fingerprint. */
const BITS = 64;
/** How many words in a row count as one feature. */
const WORDS = 3;

/** Reads the title, the first heading and the words of a page. */
export function pageFacts(html: string): PageFacts {
  const found = { title: '', heading: '' };
  const words: string[] = [];
  const read = (node: Nodes) => {
    if (node.type === 'text')
      for (const [word] of node.value.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) words.push(word);
    if (!('children' in node)) return;
    if (node.type === 'element') {
      if (['script', 'style', 'noscript', 'template', 'svg'].includes(node.tagName)) return;
      if (node.tagName === 'title') found.title ||= textOf(node);
      if (node.tagName === 'h1') found.heading ||= textOf(node);
    }
    node.children.forEach(read);
  };
  try {
    read(parsePage(html));
  } catch (error) {
    if (!(error instanceof ExcessiveHtml)) throw error;
  }
  return { ...found, fingerprint: words.length > 0 ? fingerprintOf(words) : undefined };
}

const textOf = (node: Nodes): string =>
  shortened(
    (node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/**
 * A fingerprint that is similar for similar texts: a SimHash of groups of words (Charikar 2002, "Similarity Estimation
 * Techniques from Rounding Algorithms").
 *
 * @returns 16 hexadecimal digits
 */
export function fingerprintOf(words: readonly string[]): string {
  const sums = new Array<number>(BITS).fill(0);
  for (let at = 0; at === 0 || at + WORDS <= words.length; at++) {
    const hash = createHash('md5')
      .update(words.slice(at, at + WORDS).join(' '))
      .digest();
    for (let bit = 0; bit < BITS; bit++)
      sums[bit] = (sums[bit] ?? 0) + ((hash.readUInt8(bit >> 3) >> (bit & 7)) & 1 ? 1 : -1);
  }
  let digits = '';
  for (let bit = 0; bit < BITS; bit += 4)
    digits += [0, 1, 2, 3]
      .reduce((sum, at) => sum | ((sums[bit + at] ?? 0) > 0 ? 1 << at : 0), 0)
      .toString(16);
  return digits;
}

/** In bits. Unrelated texts differ in about half of them. */
const MAX_DIFFERENCE = 12;

/** Whether two fingerprints are of nearly the same text. */
export function isSimilar(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) {
    let bits = Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16);
    for (; bits > 0; bits >>= 1) difference += bits & 1;
  }
  return difference <= MAX_DIFFERENCE;
}
