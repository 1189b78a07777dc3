import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index';
import { SKIP, visit } from '../util/visit';
import { type Diagrams, shapeDiagrams } from './diagrams';
import { directiveOfElement, isImageOrSpace } from './directives';
import { shapeEmbeds } from './embeds';
import { attributesOf, DirectiveError } from './extension-directives';
import { codeLanguageName, fenceText, highlight } from './highlight';
import { shapeMath } from './math';
import type { Problem } from './problem';
import { marks } from './segments';

/** The kinds of callout, which are the same as on GitHub. */
export const callouts = ['note', 'tip', 'important', 'warning', 'caution'] as const;

/**
 * Converts Markdown blocks to the HTML that the style sheet expects (`app/_styles/`). Mutates `tree`.
 *
 * @param diagrams the drawings of its Mermaid blocks
 * @param messages labels in the language of the text
 * @param embedLinks whether a link that is alone in a paragraph shows what it leads to
 * @returns errors of the owner's directives
 */
export async function shapeBlocks(
  tree: Root,
  diagrams: Diagrams,
  messages: Messages['text'],
  embedLinks = false,
): Promise<Problem[]> {
  shapeCallouts(tree, messages);
  const problems = shapeDirectives(tree, messages);
  shapeEmbeds(tree, messages, embedLinks);
  shapeImages(tree);
  shapeMath(tree, messages);
  shapeTables(tree, messages);
  shapeTaskLists(tree, messages);
  shapeNotes(tree);
  shapeDiagrams(tree, diagrams, messages);
  await shapeCode(tree);
  return problems;
}

/** Turns block quotes that start with `[!NOTE]` and the like, as on GitHub, into callouts with a label. */
function shapeCallouts(tree: Root, messages: Messages['text']) {
  visit(tree, 'element', (quote) => {
    if (quote.tagName !== 'blockquote') return;
    const paragraph = quote.children.find((child): child is Element => child.type === 'element');
    const first = paragraph?.children[0];
    if (paragraph?.tagName !== 'p' || first?.type !== 'text') return;
    const match = /^\[!(\w+)\][ \t]*(?:\n|$)/.exec(first.value);
    const kind = callouts.find((name) => name === match?.[1]?.toLowerCase());
    if (!match || !kind) return;
    first.value = first.value.slice(match[0].length);
    if (first.value === '') paragraph.children.shift();
    if (paragraph.children[0]?.type === 'element' && paragraph.children[0].tagName === 'br')
      paragraph.children.shift();
    if (paragraph.children.length === 0) quote.children.splice(quote.children.indexOf(paragraph), 1);
    const label = messages.callouts[kind];
    quote.tagName = 'div';
    quote.properties = { className: ['callout', kind], role: 'note', ariaLabel: label };
    quote.children.unshift(h('p.callout-label', { ariaHidden: 'true' }, label));
  });
}

/** @returns errors of the owner's directives */
function shapeDirectives(tree: Root, messages: Messages['text']): Problem[] {
  const problems: Problem[] = [];
  visit(tree, 'element', (node, index, parent) => {
    const directive = directiveOfElement(node);
    if (!directive || !parent || index === undefined) return undefined;
    try {
      parent.children[index] = directive.shape(node, messages);
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      parent.children.splice(index, 1);
      // `findProblems` reports a missing attribute.
      if (directive.required && !attributesOf(node.properties)[directive.required.attribute]) return index;
      problems.push({
        line: Number(node.properties.dataLine) || 1,
        column: 1,
        message: error.message,
        fix: `write it as in ${directive.example.split('\n', 1)[0]}, or correct extensions/directives.ts`,
      });
    }
    // Directives may be nested: the new element is visited next.
    return index;
  });
  return problems;
}

/** The number of blocks that are assumed to be on the first screen. Images further down are lazy-loaded. */
const firstScreenBlocks = 4;

/**
 * Turns an image with a title that is alone in its paragraph into a figure. Marks images that are
 * blocks of their own, and sets how images are loaded.
 */
function shapeImages(tree: Root) {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'p' || !parent || index === undefined) return undefined;
    const [image, ...rest] = node.children.filter(
      (child) => child.type === 'element' || !isImageOrSpace(child),
    );
    if (rest.length > 0 || image?.type !== 'element') return undefined;
    const shown = image.tagName === 'a' && image.children.length === 1 ? image.children[0] : image;
    if (shown?.type !== 'element' || shown.tagName !== 'img') return undefined;
    markBlock(shown);
    if (!image.properties.title || shown !== image) return undefined;
    const { title, ...properties } = image.properties;
    parent.children[index] = h('figure', h('img', properties), h('figcaption', String(title)));
    return SKIP;
  });
  const onFirstScreen = new Set<Element>();
  for (const block of tree.children.filter((child) => child.type === 'element').slice(0, firstScreenBlocks))
    visit(block, 'element', (node) => {
      if (node.tagName === 'img') onFirstScreen.add(node);
    });
  const [first] = onFirstScreen;
  visit(tree, 'element', (node, _index, parent) => {
    if (node.tagName === 'img') {
      if (parent?.type === 'element' && parent.tagName === 'figure') markBlock(node);
      if (node === first) node.properties.fetchPriority = 'high';
      else node.properties.decoding = 'async';
      if (!onFirstScreen.has(node)) node.properties.loading = 'lazy';
      // Without `alt`, screen readers announce the file name.
      node.properties.alt ??= '';
    }
  });
}

/** Marks a local image that is a block of its own; see `ImageSegment`. */
function markBlock(image: Element) {
  if (String(image.properties.src).startsWith(marks.asset)) image.properties.dataBlock ??= '';
}

/**
 * Wraps tables in scrollable regions that are reachable by keyboard, and turns alignment into classes.
 * A header cell without content, such as the corner of a table, is an ordinary cell, because
 * screen readers announce empty headers.
 */
function shapeTables(tree: Root, messages: Messages['text']) {
  const tables: { table: Element; parent: { children: unknown[] }; index: number }[] = [];
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'table' && parent && index !== undefined)
      tables.push({ table: node, parent, index });
    if (node.tagName !== 'th' && node.tagName !== 'td') return;
    if (node.children.every((child) => child.type === 'text' && !child.value.trim())) node.tagName = 'td';
    const { align, ...properties } = node.properties;
    node.properties =
      align === 'right' || align === 'center' ? { ...properties, className: [`align-${align}`] } : properties;
  });
  for (const [at, { table, parent, index }] of tables.entries()) {
    const ariaLabel = tables.length > 1 ? messages.tableOf(at + 1) : messages.table;
    parent.children[index] = h('div.table-scroll', { role: 'region', ariaLabel, tabIndex: 0 }, table);
  }
}

function shapeTaskLists(tree: Root, messages: Messages['text']) {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'input')
      node.properties.ariaLabel = node.properties.checked ? messages.done : messages.toDo;
  });
}

/** Numbers the first reference to each note. `app/_styles/notes.css` uses the number to place the note. */
function shapeNotes(tree: Root) {
  const seen = new Set<unknown>();
  visit(tree, 'element', ({ properties }) => {
    if (properties.dataFootnoteRef === undefined || seen.has(properties.href)) return;
    seen.add(properties.href);
    properties.dataNote = seen.size;
  });
}

/** Highlights code blocks, and shows their title and language in a caption. */
async function shapeCode(tree: Root) {
  const blocks: { pre: Element; code: Element; parent: { children: unknown[] }; index: number }[] = [];
  visit(tree, 'element', (pre, index, parent) => {
    const code = pre.children[0];
    if (
      pre.tagName === 'pre' &&
      code?.type === 'element' &&
      code.tagName === 'code' &&
      parent &&
      index !== undefined
    ) {
      blocks.push({ pre, code, parent, index });
      return SKIP;
    }
    return undefined;
  });
  for (const { pre: source, code, parent, index } of blocks) {
    const language = [code.properties.className ?? []]
      .flat()
      .join(' ')
      .replace(/^.*?language-(\S+).*$/, '$1');
    const meta = String(source.properties.dataMeta ?? '');
    const title = fenceText(meta, 'title');
    const pre = await highlight(textOf(code), language, meta.replace(/title=("[^"]*"|'[^']*')/, ''));
    if (language) pre.properties.dataLang = language;
    const name = codeLanguageName(language);
    const caption = [
      ...(title ? [h('span.title', title)] : []),
      ...(title && name ? [' '] : []),
      ...(name ? [h('span.lang', name)] : []),
    ];
    parent.children[index] = h('figure.code', caption.length > 0 ? h('figcaption', caption) : undefined, pre);
  }
}
