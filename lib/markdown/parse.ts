import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { defineMdastPlugin, type Features, markdownToHtml, markdownToMdast } from 'satteri';
import type { Work } from '../citations/work';
import type { MarkdownExtensions } from '../config/site-config';
import type { Messages } from '../i18n/index';
import { visit } from '../util/visit';
import { citationNotes } from './citations';
import { elementOf } from './directives';
import { propertiesOf } from './extension-directives';
import { parserFeatures, withoutExtensions } from './extensions';
import { mayContainDirectives } from './limits';
import { type BlockDirective, isBlockDirective, isOfOwner } from './loaded-directives';
import { replaceParts } from './replacements';

const featuresFor = (
  markdown: string,
  { notes, backToReference }: Messages['text'],
  extensions: MarkdownExtensions,
): Features => ({
  ...parserFeatures(extensions),
  gfm: { footnotes: { clobberPrefix: '', label: notes, backLabel: backToReference } },
  // A single dollar sign is money.
  math: { singleDollarTextMath: false },
  frontmatter: false,
  directive: mayContainDirectives(markdown),
});

/**
 * Passes block directives on to HTML, as elements with the names from `directives.ts`. Those of the owner have
 * their lines, where errors of their functions are reported.
 *
 * @param lines of the owner's directives, in document order
 */
function nameDirectives(lines: readonly number[]) {
  let count = 0;
  const dataOf = ({ name, attributes }: BlockDirective) => ({
    hName: elementOf(name),
    hProperties: isOfOwner(name) ? propertiesOf(attributes ?? {}, lines[count++]) : (attributes ?? {}),
  });
  return defineMdastPlugin({
    name: 'name-directives',
    containerDirective(node, context) {
      context.setProperty(node, 'data', dataOf(node));
    },
    leafDirective(node, context) {
      context.setProperty(node, 'data', dataOf(node));
    },
    // An author's HTML must not look like a directive.
    html(node, context) {
      if (/<\/?lp-/i.test(node.value))
        context.setProperty(node, 'value', node.value.replace(/(<\/?)lp-/gi, '$1x-'));
    },
    // Otherwise, HTML loses what follows the language on a fence line.
    code(node, context) {
      if (node.meta) context.setProperty(node, 'data', { hProperties: { dataMeta: node.meta } });
    },
  });
}

/** The lines of the owner's directives, in document order. */
function linesOf(tree: Root): number[] {
  const lines: number[] = [];
  visit(tree, (node: Nodes) => {
    if (isBlockDirective(node) && isOfOwner(node.name)) lines.push(node.position?.start.line ?? 1);
  });
  return lines;
}

/** The works that a text may cite, and its language (BCP 47). */
export interface Citing {
  works: ReadonlyMap<string, Work>;
  language: string;
}

const notCiting: Citing = { works: new Map(), language: 'en' };

/** Markdown as trees and as HTML. */
export interface ParsedMarkdown {
  /** The tree with positions in the source. May contain text directives. */
  mdast: Root;
  /** The tree without text directives, as authors mean it. Its positions are not those of the source. */
  meant: Root;
  /** Renders unsanitized HTML with typographic punctuation. Check the limits of the trees first. */
  toHtml: () => string;
  /** The works that it cites. */
  works: Work[];
}

/**
 * Parses Markdown with a native parser.
 *
 * @param markdown CommonMark with GFM and directives, LF line endings
 * @param messages labels for footnotes
 * @param extensions those that are turned on
 * @param citing the works that it may cite
 */
export function parseMarkdown(
  markdown: string,
  messages: Messages['text'],
  extensions: MarkdownExtensions = {},
  { works: known, language }: Citing = notCiting,
): ParsedMarkdown {
  const features = featuresFor(markdown, messages, extensions);
  // Without typographic punctuation, because the tree would take quadratic time in the length of a paragraph.
  const mdast = markdownToMdast(markdown, { features }) as Root;
  let escaped = withoutExtensions(markdown, mdast, extensions);
  let meant = escaped === markdown ? mdast : (markdownToMdast(escaped, { features }) as Root);
  let works: Work[] = [];
  if (known.size > 0) {
    const cited = citationNotes(meant, escaped, known, language, true);
    works = cited.works;
    // At the start: a block at the end may be open.
    escaped = cited.notes + replaceParts(escaped, cited.edits);
    meant = markdownToMdast(escaped, { features }) as Root;
  }
  // Escaping a directive may uncover one inside it.
  for (let round = 0; round < maxRounds; round++) {
    const offsets = textDirectives(meant);
    if (offsets.length === 0) break;
    escaped = escapeColons(escaped, offsets);
    meant = markdownToMdast(escaped, { features }) as Root;
  }
  const toHtml = () =>
    markdownToHtml(escaped, {
      features: { ...features, smartPunctuation: true },
      mdastPlugins: [nameDirectives(linesOf(mdast))],
    }).html;
  return { mdast, meant, toHtml, works };
}

const maxRounds = 10;

/**
 * The offsets of text directives. There are none in Letterpress, and `wasi:http` or `10:30` would lose
 * their second half to one, so their colons are escaped.
 */
function textDirectives(tree: Root): number[] {
  const offsets: number[] = [];
  // The depth of the tree has not been checked yet, so `visit` might take too long.
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'textDirective' && node.position?.start.offset !== undefined)
      offsets.push(node.position.start.offset);
    if ('children' in node) for (const child of node.children) stack.push(child);
  }
  return offsets;
}

/** A possible directive, and those that follow it without a space: `10:30:45`. */
const textDirectiveChain = /(?::[\w-]+)+|:/y;

function escapeColons(text: string, offsets: number[]): string {
  let escaped = '';
  let done = 0;
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    if (offset < done) continue;
    textDirectiveChain.lastIndex = offset;
    const [written = ''] = textDirectiveChain.exec(text) ?? [];
    escaped += text.slice(done, offset) + written.replaceAll(':', '\\:');
    done = offset + written.length;
  }
  return escaped + text.slice(done);
}

/**
 * Adds typographic punctuation to a text, as in the HTML.
 *
 * @param parts one line without markup. Code is not changed
 */
export function withSmartPunctuation(parts: readonly { text: string; isCode: boolean }[]): string {
  const escaped = parts.map(({ text, isCode }) =>
    text.replace(isCode ? /[!-/:-@[-`{-~]/g : /[!#-&(-,/:-@[-`{-~]/g, '\\$&'),
  );
  const features: Features = { smartPunctuation: true, gfm: false };
  // Because of the letter, what follows cannot be a list or a heading.
  return textOf(markdownToMdast(`x ${escaped.join('')}`, { features }) as Root).slice(2);
}
