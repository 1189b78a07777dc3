import { folded } from './words';

/** In characters. */
const length = 180;
/** In characters: of a longer text, the rest is not looked through. */
const maxLength = 1_000_000;

/**
 * Finds the place of an article that most of the words stand near to, in code only where they
 * stand nowhere else. Takes a time that grows with the length of the text, whatever it holds.
 *
 * @param markdown as `index.md` has it
 * @param words in lower case, as `queryWords` writes them
 * @returns what stands there, by turns without and with one of the words; `undefined` where none is
 */
export function searchExcerpt(markdown: string, words: readonly string[]): string[] | undefined {
  if (words.length === 0) return undefined;
  const text = markdown.slice(0, maxLength);
  return around(plainText(text, false), words) ?? around(plainText(text, true), words);
}

/** A word of the text that begins with one of those that are looked for. */
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

/** What stands around the words that are found nearest to each other. */
function around(text: string, words: readonly string[]): string[] | undefined {
  const places = [...find(text, words)];
  // A window over the text, and how often each word is in it.
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
  // A few words of what comes before, from the beginning of one.
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

/** Markdown without its front matter, title and marks, in one line. */
function plainText(markdown: string, withCode: boolean): string {
  const lines: string[] = [];
  let fence = '';
  for (const line of bodyOf(markdown).split('\n')) {
    const mark = /^(?:```|~~~|\$\$\s*$)/.exec(line)?.[0].trimEnd() ?? '';
    if (mark && (fence === '' || fence === mark)) fence = fence ? '' : mark;
    else if (fence) {
      if (withCode && fence !== '$$') lines.push(line);
    } else if (line.startsWith('::')) lines.push(/^:{2,3}\w*\[([^\]]*)\]/.exec(line)?.[1] ?? '');
    // The line under the head of a table, and the one between two parts.
    else if (!(line.includes('---') && /^[\s|:-]+$/.test(line)))
      lines.push(
        line
          .replace(/^(?:\s*(?:>|(?:#+|[-*+]|\d+[.)])(?=\s)))+/, '')
          // The kind of a callout, the box of a task, where a link leads.
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

/** What follows the facts and the title; see `lib/text-files/markdown.ts`. */
function bodyOf(markdown: string): string {
  if (markdown.startsWith('---\n')) {
    const end = markdown.indexOf('\n---\n', 3);
    const text = markdown.slice(end + 5).trimStart();
    return text.startsWith('# ') ? text.slice(`${text}\n`.indexOf('\n')) : text;
  }
  // As it was printed before it had facts: the title, the summary, and where it stands.
  const head = /^# /.test(markdown) ? /\n<[^>\n]*>\n/.exec(markdown) : null;
  return head ? markdown.slice(head.index + head[0].length) : markdown;
}
