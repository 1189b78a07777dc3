import { folded } from './words';

/** In characters: the approximate length of an excerpt. */
const length = 180;
/** In characters: the rest of a longer text is ignored. */
const maxLength = 1_000_000;

/**
 * Finds the passage of an article that contains the most of the words. Code is used only if the words
 * are nowhere else. Runs in linear time, whatever the text.
 *
 * @param markdown the content of `index.md`
 * @param words in lower case, from `queryWords`
 * @returns the passage, split so that every second part is a match; `undefined` without a match
 */
export function searchExcerpt(markdown: string, words: readonly string[]): string[] | undefined {
  if (words.length === 0) return undefined;
  const text = markdown.slice(0, maxLength);
  return around(plainText(text, false), words) ?? around(plainText(text, true), words);
}

/** A word of the text that begins with a word of the query. */
interface Found {
  at: number;
  end: number;
  word: string;
}

const anyWord = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*[+#]*/gu;

function* find(text: string, words: readonly string[]): Generator<Found> {
  for (const { 0: written, index } of text.matchAll(anyWord)) {
    const form = folded(written);
    const word = words.find((one) => form.startsWith(one));
    if (word !== undefined) yield { at: index, end: index + written.length, word };
  }
}

/** The passage with the most of the words, with matches separated. */
function around(text: string, words: readonly string[]): string[] | undefined {
  const places = [...find(text, words)];
  // A sliding window over the text, and how often each word is in it.
  const near = new Map<string, number>();
  let best = { at: -1, words: 0 };
  let next = 0;
  for (const { at, word } of places) {
    for (; (places[next]?.at ?? Number.POSITIVE_INFINITY) <= at + length; next++) {
      const other = places[next]?.word ?? '';
      near.set(other, (near.get(other) ?? 0) + 1);
    }
    if (near.size > best.words) best = { at, words: near.size };
    const left = (near.get(word) ?? 0) - 1;
    if (left > 0) near.set(word, left);
    else near.delete(word);
  }
  if (best.at < 0) return undefined;
  // Begin a few words earlier, at the start of a word.
  const space = text.lastIndexOf(' ', Math.max(0, best.at - length / 4));
  const isNear = best.at - space < length;
  const from = best.at < length / 4 ? 0 : isNear ? space + 1 : best.at;
  const after = text.indexOf(' ', from + length);
  const end = after < 0 || after > from + 2 * length ? Math.min(from + length, text.length) : after;
  const parts: string[] = [];
  let done = from;
  for (const { at, end: wordEnd } of places) {
    if (at < from || at >= end) continue;
    parts.push(text.slice(done, at), text.slice(at, Math.min(wordEnd, end)));
    done = Math.min(wordEnd, end);
  }
  const before = from > 0 ? '… ' : '';
  const rest = text.slice(done, end) + (end < text.length ? ' …' : '');
  return [before + (parts[0] ?? ''), ...parts.slice(1), rest];
}

/** Markdown without front matter, title and markup, on one line. */
function plainText(markdown: string, withCode: boolean): string {
  const lines: string[] = [];
  let fence = '';
  for (const line of bodyOf(markdown).split('\n')) {
    const mark = /^(?:```|~~~|\$\$\s*$)/.exec(line)?.[0].trimEnd() ?? '';
    if (mark && (fence === '' || fence === mark)) fence = fence ? '' : mark;
    else if (fence) {
      if (withCode && fence !== '$$') lines.push(line);
    } else if (line.startsWith('::')) lines.push(/^:{2,3}[\w-]*\[([^\]]*)\]/.exec(line)?.[1] ?? '');
    // The delimiter row of a table, and thematic breaks.
    else if (!(line.includes('---') && /^[\s|:-]+$/.test(line)))
      lines.push(
        line
          .replace(/^(?:\s*(?:>|(?:#+|[-*+]|\d+[.)])(?=\s)))+/, '')
          // The kind of a callout, the checkbox of a task, a link definition.
          .replace(/^\s*\[(?:!\w+\]\s*$|[ x]\](?=\s))/i, '')
          .replace(/^\s*\[[^\][^]+\]:.*/, '')
          .replace(/\[\^[^\][\s]+\]:?/g, ''),
      );
  }
  return lines
    .join('\n')
    .replace(/!?\[([^\][]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\][]*\])/g, '$1')
    .replace(/<[^<>\n]*>/g, ' ')
    .replace(/\$\$|~~|[*`|\\]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text after the front matter and the title; see `lib/text-files/markdown.ts`. */
function bodyOf(markdown: string): string {
  if (markdown.startsWith('---\n')) {
    const end = markdown.indexOf('\n---\n', 3);
    const text = markdown.slice(end + 5).trimStart();
    return text.startsWith('# ') ? text.slice(`${text}\n`.indexOf('\n')) : text;
  }
  // The format before there was front matter: the title, the summary and the URL.
  const head = /^# /.test(markdown) ? /\n<[^>\n]*>\n/.exec(markdown) : null;
  return head ? markdown.slice(head.index + head[0].length) : markdown;
}
