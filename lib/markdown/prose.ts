import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { mayBeUnspaced } from '../util/tokens';
import { SKIP, visit } from '../util/visit';
import { isRepetition } from './directives';
import { withSmartPunctuation } from './parse';
import { isProseBlock } from './prose-source';

/** The maximum length of an excerpt, in characters: about what a search result shows. */
const excerptLength = 160;

const segmenters = new Map<string, Intl.Segmenter>();

function segments(text: string, language: string, granularity: 'word' | 'sentence') {
  const key = `${language} ${granularity}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter([language, 'en'], { granularity });
  segmenters.set(key, segmenter);
  return segmenter.segment(text);
}

/**
 * Extracts the prose and the code of a text, without markup.
 *
 * @param language BCP 47
 * @returns the prose, one block per line; its first sentences; the number of words, in all and in each
 *   section; and the code
 */
export function proseOf(
  tree: Root,
  language: string,
): { text: string; excerpt: string; words: number; sections: number[]; code: string } {
  const blocks: string[] = [];
  /** The index of the first block of each section. */
  const starts: number[] = [];
  const isSection = sectionsOf();
  const code: string[] = [];
  /** The parts of the first paragraphs, for the excerpt. */
  const beginning: { text: string; isCode: boolean }[] = [];
  let isComplete = false;
  visit(tree, (node: Nodes, _index, parent) => {
    if (node.type === 'code') code.push(node.value);
    if (node.type === 'code' || node.type === 'html' || node.type === 'definition') return SKIP;
    if ((node.type === 'containerDirective' || node.type === 'leafDirective') && isRepetition(node.name))
      return SKIP;
    if (isProseBlock(node)) {
      const text = textOf(node, { includeImageAlt: false, includeHtml: false })
        .replace(/^\[!\w+\]/, '')
        .replace(/\s+/g, ' ')
        .trim();
      if (parent?.type === 'root' && isSection(node)) starts.push(blocks.length);
      if (text) blocks.push(text);
      // The excerpt ends at the first heading that follows a paragraph.
      if (node.type === 'heading' && beginning.length > 0) isComplete = true;
      if (text && !isComplete && node.type === 'paragraph' && parent?.type === 'root')
        beginning.push(...partsOf(node), { text: ' ', isCode: false });
      return SKIP;
    }
    return undefined;
  });
  const text = blocks.join('\n');
  const sections = [0, ...starts].map((start, at) => countWords(blocks.slice(start, starts[at]).join('\n')));
  return {
    text,
    code: code.join('\n'),
    words: sections.reduce((sum, words) => sum + words, 0),
    sections: sections.filter((words) => words > 0),
    excerpt: firstSentences(smartBeginning(beginning), language),
  };
}

/** @returns a function that is called with each node, and says whether it begins a section, not a part of one */
function sectionsOf(): (node: Nodes) => boolean {
  /** The rank of the current section. Authors start at any rank. */
  let rank = 6;
  return (node) => {
    if (node.type !== 'heading' || node.depth > rank) return false;
    rank = node.depth;
    return true;
  };
}

/** Splits a paragraph into text and code. */
function partsOf(paragraph: Nodes): { text: string; isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = [];
  visit(paragraph, (node: Nodes) => {
    if ('value' in node && node.type !== 'html')
      parts.push({ text: node.value, isCode: node.type !== 'text' });
  });
  return parts;
}

/** In characters: how much text is searched for the first sentences. */
const beginningLength = 2000;

function smartBeginning(parts: readonly { text: string; isCode: boolean }[]): string {
  let length = 0;
  const first = parts.filter(({ text }) => {
    length += text.length;
    return length - text.length < beginningLength;
  });
  const cut = first.map((part) => ({
    ...part,
    text: part.text.slice(0, beginningLength).replace(/\s+/g, ' '),
  }));
  return withSmartPunctuation(cut).replace(/\s+/g, ' ').trim();
}

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
/** Scripts without spaces between words. Two of their characters count as a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Counts words without `Intl.Segmenter`, whose dictionaries differ between versions of Node. */
function countWords(text: string): number {
  if (!mayBeUnspaced(text)) return text.match(word)?.length ?? 0;
  const characters = text.match(unspaced)?.length ?? 0;
  return Math.ceil(characters / 2) + (text.replace(unspaced, ' ').match(word)?.length ?? 0);
}

/** The first sentences that fit. A first sentence that does not fit is cut between words. */
function firstSentences(text: string, language: string): string {
  let excerpt = '';
  for (const { segment } of segments(text, language, 'sentence')) {
    if ((excerpt + segment).trimEnd().length > excerptLength) break;
    excerpt += segment;
  }
  if (excerpt || text === '') return excerpt.trim();
  let cut = '';
  for (const { segment } of segments(text.slice(0, 400), language, 'word')) {
    if ((cut + segment).length > excerptLength - 1) break;
    cut += segment;
  }
  return `${(cut.trim() || text.slice(0, excerptLength - 1)).replace(/[\s,;:–-]+$/u, '')}…`;
}
