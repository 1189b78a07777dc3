import type { Nodes } from 'mdast';
import { messagesIn } from '../i18n/index';
import { visit } from '../util/visit';
import { parseMarkdown } from './parse';
import { Places } from './places';

/** A name in a text that could become a link. */
export interface Mention {
  /** The name as written there. */
  words: string;
  /** 1-based, counted from the first line of the text. */
  line: number;
  column: number;
}

/** Nodes in which nothing can or should become a link. */
const skippedTypes = new Set([
  'heading',
  'link',
  'linkReference',
  'code',
  'inlineCode',
  'footnoteDefinition',
]);

/**
 * Parses a text, to find the first mention of a name outside of links, headings and code. Ignores
 * letter case.
 *
 * @param markdown LF line endings, without front matter
 * @param language BCP 47
 * @returns a function that finds the first mention of the first of some names that is in the text
 */
export function mentionsIn(
  markdown: string,
  language: string,
): (names: readonly string[]) => Mention | undefined {
  const { mdast } = parseMarkdown(markdown, messagesIn(language).text);
  const places = new Places(markdown);
  return (names) => firstMention(markdown, mdast, places, names);
}

function firstMention(
  markdown: string,
  mdast: Nodes,
  places: Places,
  names: readonly string[],
): Mention | undefined {
  for (const name of names) {
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}_-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')}(?![\\p{L}\\p{N}_-])`,
      'iu',
    );
    let mention: Mention | undefined;
    visit(mdast, (node: Nodes) => {
      if (skippedTypes.has(node.type)) return 'skip';
      if (node.type !== 'text') return undefined;
      // Search the source: escapes are decoded in the value of a node, so its offsets differ.
      const start = node.position?.start.offset ?? 0;
      const found = pattern.exec(markdown.slice(start, node.position?.end.offset));
      if (!found) return undefined;
      mention = { words: found[0].replace(/\s+/g, ' '), ...places.at(start + found.index) };
      return false;
    });
    if (mention) return mention;
  }
  return undefined;
}
