import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { defineMdastPlugin, type Features, markdownToHtml, markdownToMdast } from 'satteri';
import type { Words } from '../words';
import { mayHoldDirectives } from './limits';

const featuresFor = (markdown: string, { notes, backToReference }: Words['text']): Features => ({
  gfm: { footnotes: { clobberPrefix: '', label: notes, backLabel: backToReference } },
  // A single dollar is money.
  math: { singleDollarTextMath: false },
  frontmatter: false,
  directive: mayHoldDirectives(markdown),
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
  /** Makes HTML that is not yet safe, with typographic punctuation. Check the trees against the limits first. */
  toHtml: () => string;
}

/**
 * Parses Markdown natively.
 *
 * @param markdown CommonMark with GFM and directives, LF line endings
 * @param words for what footnotes are headed by
 */
export function parseMarkdown(markdown: string, words: Words['text']): ParsedMarkdown {
  const features = featuresFor(markdown, words);
  // With typographic punctuation, the tree takes a time that grows with the square of a paragraph.
  const mdast = markdownToMdast(markdown, { features }) as Root;
  let escaped = markdown;
  let meant = mdast;
  // Escaping a directive may uncover one that was inside of it.
  for (let round = 0; round < maxRounds; round++) {
    const offsets = textDirectives(meant);
    if (offsets.length === 0) break;
    escaped = escapeColons(escaped, offsets);
    meant = markdownToMdast(escaped, { features }) as Root;
  }
  const toHtml = () =>
    markdownToHtml(escaped, {
      features: { ...features, smartPunctuation: true },
      mdastPlugins: [nameDirectives],
    }).html;
  return { mdast, meant, toHtml };
}

const maxRounds = 10;

/**
 * Where text directives begin. We have none: `wasi:http` or `10:30` would lose their second
 * half to one, so a backslash is put before the colon.
 */
function textDirectives(tree: Root): number[] {
  const offsets: number[] = [];
  // How deep the tree is has not been looked at by now: to visit it might take too long.
  const left: Nodes[] = [tree];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type === 'textDirective' && node.position?.start.offset !== undefined)
      offsets.push(node.position.start.offset);
    if ('children' in node) for (const child of node.children) left.push(child);
  }
  return offsets;
}

/** What may be a directive, and those that follow it without a space: `10:30:45`. */
const directives = /(?::[\w-]+)+|:/y;

function escapeColons(text: string, offsets: number[]): string {
  let escaped = '';
  let done = 0;
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    if (offset < done) continue;
    directives.lastIndex = offset;
    const [written = ''] = directives.exec(text) ?? [];
    escaped += text.slice(done, offset) + written.replaceAll(':', '\\:');
    done = offset + written.length;
  }
  return escaped + text.slice(done);
}

/**
 * Gives a text its typographic punctuation, as it is given to the HTML.
 *
 * @param parts in one line and without markup; code stays as it is
 */
export function withSmartPunctuation(parts: readonly { text: string; isCode: boolean }[]): string {
  const escaped = parts.map(({ text, isCode }) =>
    text.replace(isCode ? /[!-/:-@[-`{-~]/g : /[!#-&(-,/:-@[-`{-~]/g, '\\$&'),
  );
  const features: Features = { smartPunctuation: true, gfm: false };
  // The letter keeps what follows from being a list or a heading.
  return textOf(markdownToMdast(`x ${escaped.join('')}`, { features }) as Root).slice(2);
}
