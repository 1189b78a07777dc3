/** In characters. */
const length = 180;

/**
 * Finds the place of an article that most of the words stand near to, in code only where they
 * stand nowhere else.
 *
 * @param markdown as `index.md` has it
 * @param words in lower case, as `wordsOf` writes them
 * @returns what stands there, by turns without and with one of the words; `undefined` where none is
 */
export function excerptOf(markdown: string, words: readonly string[]): string[] | undefined {
  if (words.length === 0) return undefined;
  const forms = words.map((word) => word.replaceAll('+', '\\+')).join('|');
  const found = `(?<![\\p{L}\\p{N}])(?:${forms})`;
  const isFound = new RegExp(found, 'giu');
  // Without its front matter and title.
  const text = markdown.replace(/^---\n[\s\S]*?\n---\n\s*# .*\n/, '');
  const prose = plainText(text.replace(/^(```|~~~).*\n[\s\S]*?^\1/gm, ''));
  const shown = around(prose, isFound) ?? around(plainText(text), isFound);
  return shown?.split(new RegExp(`(${found}[\\p{L}\\p{N}]*)`, 'iu'));
}

/** What stands around the words that are found nearest to each other. */
function around(text: string, isFound: RegExp): string | undefined {
  const places = [...text.matchAll(isFound)].map(({ 0: word, index }) => ({
    at: index,
    word: word.toLowerCase(),
  }));
  let best = { at: -1, words: 0 };
  for (const [first, { at }] of places.entries()) {
    const near = new Set<string>();
    for (let next = first; next < places.length; next++) {
      const place = places[next];
      if (!place || place.at > at + length) break;
      near.add(place.word);
    }
    if (near.size > best.words) best = { at, words: near.size };
  }
  if (best.at < 0) return undefined;
  // A few words of what comes before, from the beginning of one.
  const before = text.lastIndexOf(' ', Math.max(0, best.at - length / 4));
  const from = before < 0 || best.at < length / 4 ? 0 : before + 1;
  const end = text.indexOf(' ', from + length);
  return `${from > 0 ? '… ' : ''}${end < 0 ? text.slice(from) : `${text.slice(from, end)} …`}`;
}

/** Markdown without its marks, in one line. */
function plainText(markdown: string): string {
  return (
    markdown
      // The title, the summary, who wrote it and where it stands; see `lib/publish/markdown.ts`.
      .replace(/^# [\s\S]*?\n<[^>\n]*>\n/, '')
      .replace(/^:{2,3}\w*(?:\[(.*?)\])?(?:\{.*\})?$/gm, '$1')
      .replace(/^(?:```|~~~|\s*\|?[\s|:-]*-{3}).*$/gm, '')
      .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
      .replace(/<[^>\n]*>/g, ' ')
      .replace(/^\s*(?:#+|>|[-*+]|\d+\.)\s/gm, '')
      .replace(/[*_`|\\]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
