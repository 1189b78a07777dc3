import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import { defineMdastPlugin, type Features, htmlToHast, markdownToHtml, markdownToMdast } from 'satteri';
import { visit } from 'unist-util-visit';
import type { Words } from '../words';

const featuresFor = ({ notes, backToReference }: Words['text']): Features => ({
  gfm: { footnotes: { clobberPrefix: '', label: notes, backLabel: backToReference } },
  // A single dollar is money.
  math: { singleDollarTextMath: false },
  frontmatter: false,
  directive: true,
  smartPunctuation: true,
});

/** Hands the blocks that we know on to HTML under the names that `blocks.ts` looks for. */
const nameDirectives = defineMdastPlugin({
  name: 'name-directives',
  containerDirective(node, context) {
    context.setProperty(node, 'data', { hName: `lp-${node.name}`, hProperties: node.attributes ?? {} });
  },
  leafDirective(node, context) {
    context.setProperty(node, 'data', { hName: `lp-${node.name}`, hProperties: node.attributes ?? {} });
  },
  // What follows the language on a fence line is lost in HTML otherwise.
  code(node, context) {
    if (node.meta) context.setProperty(node, 'data', { hProperties: { dataMeta: node.meta } });
  },
});

/** Markdown as a tree of its own kind and as HTML. */
export interface ParsedMarkdown {
  /** With positions in the source; may hold text directives. */
  mdast: Root;
  /** What is meant: the same without text directives, positions not to be used. */
  meant: Root;
  /** With raw HTML parsed as a browser would. Not yet safe. */
  hast: HastRoot;
}

/**
 * Parses Markdown natively.
 *
 * @param markdown CommonMark with GFM and directives, LF line endings
 * @param words for what footnotes are headed by
 */
export function parseMarkdown(markdown: string, words: Words['text']): ParsedMarkdown {
  const features = featuresFor(words);
  const mdast = markdownToMdast(markdown, { features }) as Root;
  let escaped = markdown;
  let meant = mdast;
  // An escaped directive may have hidden the next one: `10:30:45` takes two rounds.
  for (let offsets = textDirectives(meant); offsets.length > 0; offsets = textDirectives(meant)) {
    escaped = escapeAt(escaped, offsets);
    meant = markdownToMdast(escaped, { features }) as Root;
  }
  const { html } = markdownToHtml(escaped, { features, mdastPlugins: [nameDirectives] });
  return { mdast, meant, hast: htmlToHast(html, { fragment: true }) as HastRoot };
}

/**
 * Where text directives begin. We have none: `wasi:http` or `10:30` would lose their second
 * half to one, so a backslash is put before the colon.
 */
function textDirectives(tree: Root): number[] {
  const offsets: number[] = [];
  visit(tree, 'textDirective', (node) => {
    if (node.position?.start.offset !== undefined) offsets.push(node.position.start.offset);
  });
  return offsets;
}

function escapeAt(text: string, offsets: number[]): string {
  let escaped = text;
  for (const offset of offsets.toSorted((a, b) => b - a))
    escaped = `${escaped.slice(0, offset)}\\${escaped.slice(offset)}`;
  return escaped;
}
