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
export function excerptOf(markdown: string, words: readonly string[]): string[] | undefined {
  if (words.length === 0) return undefined;
  const forms = words.map((word) => word.replaceAll('+', '\\+')).join('|');
  const found = `(?<![\\p{L}\\p{N}])(?:${forms})`;
  const isFound = new RegExp(found, 'giu');
  const text = markdown.slice(0, maxLength);
  const shown = around(plainText(text, false), isFound) ?? around(plainText(text, true), isFound);
  return shown?.split(new RegExp(`(${found}[\\p{L}\\p{N}]*)`, 'iu'));
}

/** What stands around the words that are found nearest to each other. */
function around(text: string, isFound: RegExp): string | undefined {
  const places = [...text.matchAll(isFound)].map(({ 0: word, index }) => ({
    at: index,
    word: word.toLowerCase(),
  }));
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
  const end = after < 0 || after > from + 2 * length ? from + length : after;
  return `${from > 0 ? '… ' : ''}${end < text.length ? `${text.slice(from, end)} …` : text.slice(from)}`;
}

/** Markdown without its front matter, title and marks, in one line. */
function plainText(markdown: string, withCode: boolean): string {
  const lines: string[] = [];
  let fence = '';
  for (const line of bodyOf(markdown).split('\n')) {
    const mark = /^(?:```|~~~)/.exec(line)?.[0] ?? '';
    if (mark && (fence === '' || fence === mark)) fence = fence ? '' : mark;
    else if (fence) {
      if (withCode) lines.push(line);
    } else if (line.startsWith('::')) lines.push(/^:{2,3}\w*\[([^\]]*)\]/.exec(line)?.[1] ?? '');
    // The line under the head of a table, and the one between two parts.
    else if (!(line.includes('---') && /^[\s|:-]+$/.test(line)))
      lines.push(line.replace(/^\s*(?:#+|>|[-*+]|\d+\.)\s/, ''));
  }
  return lines
    .join('\n')
    .replace(/!?\[([^\][]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\][]*\])/g, '$1')
    .replace(/<[^<>\n]*>/g, ' ')
    .replace(/[*_`|\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What follows the facts and the title; see `lib/publish/markdown.ts`. */
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
