import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { messagesIn } from '../i18n/index';
import { parseMarkdown } from './parse';
import { Places } from './places';

/** Where a name stands in a text that may be made a link. */
export interface Mention {
  /** As it is written there. */
  words: string;
  /** 1-based, counted from the first line of the text. */
  line: number;
  column: number;
}

/** In these nothing can be made a link, or should be. */
const closed = new Set(['heading', 'link', 'linkReference', 'code', 'inlineCode', 'footnoteDefinition']);

/**
 * Reads a text, to be asked where it first names something, in any case, outside of links,
 * headings and code.
 *
 * @param markdown LF line endings, without front matter
 * @param language BCP 47
 * @returns finds the first of some names that is there
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
      if (closed.has(node.type)) return 'skip';
      if (node.type !== 'text') return undefined;
      // What stands there is looked at as it is written: the value of a node has its marks undone.
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
