import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { Messages } from '../i18n/index';
import { type Diagrams, shapeDiagrams } from './diagrams';
import { codeLanguageName, fenceText, highlight } from './highlight';
import { shapeMath } from './math';
import { marks } from './segments';
import { shapeVideos } from './video';

/** The kinds of note that GitHub knows, too. */
export const callouts = ['note', 'tip', 'important', 'warning', 'caution'] as const;

/** Gives Markdown's blocks the HTML that the publication's style sheet knows. Changes `tree`. */
export async function shapeBlocks(tree: Root, diagrams: Diagrams, words: Messages['text']): Promise<void> {
  shapeCallouts(tree, words);
  shapeDirectives(tree);
  shapeVideos(tree, words);
  shapeImages(tree);
  shapeMath(tree, words);
  shapeTables(tree, words);
  shapeTaskLists(tree, words);
  shapeNotes(tree);
  shapeDiagrams(tree, diagrams, words);
  await shapeCode(tree);
}

/** GitHub's `> [!NOTE]` becomes a note with its label. */
function shapeCallouts(tree: Root, words: Messages['text']) {
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
    const label = words.callouts[kind];
    quote.tagName = 'div';
    quote.properties = { className: ['callout', kind], role: 'note', ariaLabel: label };
    quote.children.unshift(h('p.callout-label', { ariaHidden: 'true' }, label));
  });
}

function shapeDirectives(tree: Root) {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'lp-aside') {
      node.tagName = 'div';
      node.properties = { className: ['aside'], role: 'note' };
    } else if (node.tagName === 'lp-pull') {
      node.tagName = 'blockquote';
      // It says again what is said beside it: once is enough for who is read to.
      node.properties = { className: ['pull'], ariaHidden: 'true' };
    } else if (node.tagName === 'lp-figure') shapeFigure(node);
  });
}

/** The images, tables or code of a figure come first, whatever else it holds is its caption. */
function shapeFigure(figure: Element) {
  const shown: ElementContent[] = [];
  const caption: ElementContent[] = [];
  for (const child of figure.children) {
    if (child.type !== 'element') {
      if (child.type === 'text' && child.value.trim()) caption.push(child);
      continue;
    }
    const images = child.tagName === 'p' && child.children.every(isImageOrSpace);
    if (images) shown.push(...child.children.filter((image) => image.type === 'element'));
    else if (['pre', 'table', 'img', 'video', 'ul', 'ol'].includes(child.tagName)) shown.push(child);
    else caption.push(child);
  }
  const only = caption[0];
  figure.tagName = 'figure';
  figure.children = [...shown];
  if (only)
    figure.children.push(
      h(
        'figcaption',
        caption.length === 1 && only.type === 'element' && only.tagName === 'p' ? only.children : caption,
      ),
    );
}

/** So many blocks of a text are on the first screen: an image further down is loaded when it comes near. */
const blocksAbove = 4;

/** A titled image alone in its paragraph is a figure. Marks images that stand by themselves. */
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
  const above = new Set<Element>();
  for (const block of tree.children.filter((child) => child.type === 'element').slice(0, blocksAbove))
    visit(block, 'element', (node) => {
      if (node.tagName === 'img') above.add(node);
    });
  const [first] = above;
  visit(tree, 'element', (node, _index, parent) => {
    if (node.tagName === 'img') {
      if (parent?.type === 'element' && parent.tagName === 'figure') markBlock(node);
      if (node === first) node.properties.fetchPriority = 'high';
      else node.properties.decoding = 'async';
      if (!above.has(node)) node.properties.loading = 'lazy';
      // An image without alternative text would be announced by its file name.
      node.properties.alt ??= '';
    }
  });
}

/** Marks an image of the publication's that stands by itself. */
function markBlock(image: Element) {
  if (String(image.properties.src).startsWith(marks.asset)) image.properties.dataBlock = '';
}

/** Wide tables scroll in a region of their own, reachable by keyboard. */
function shapeTables(tree: Root, words: Messages['text']) {
  const tables: { table: Element; parent: { children: unknown[] }; index: number }[] = [];
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'table' && parent && index !== undefined)
      tables.push({ table: node, parent, index });
    if (node.tagName !== 'th' && node.tagName !== 'td') return;
    const { align, ...properties } = node.properties;
    node.properties =
      align === 'right' || align === 'center' ? { ...properties, className: [`align-${align}`] } : properties;
  });
  for (const [at, { table, parent, index }] of tables.entries()) {
    const ariaLabel = tables.length > 1 ? words.tableOf(at + 1) : words.table;
    parent.children[index] = h('div.table-scroll', { role: 'region', ariaLabel, tabIndex: 0 }, table);
  }
}

function shapeTaskLists(tree: Root, words: Messages['text']) {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'input')
      node.properties.ariaLabel = node.properties.checked ? words.done : words.toDo;
  });
}

/** Numbers the first reference to each note: by that number the note finds its place beside the text. */
function shapeNotes(tree: Root) {
  const referred = new Set<unknown>();
  visit(tree, 'element', ({ properties }) => {
    if (properties.dataFootnoteRef === undefined || referred.has(properties.href)) return;
    referred.add(properties.href);
    properties.dataNote = referred.size;
  });
}

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
  for (const { pre: plain, code, parent, index } of blocks) {
    const language = [code.properties.className ?? []]
      .flat()
      .join(' ')
      .replace(/^.*?language-(\S+).*$/, '$1');
    const meta = String(plain.properties.dataMeta ?? '');
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

function isImageOrSpace(node: ElementContent): boolean {
  return node.type === 'text' ? node.value.trim() === '' : node.type === 'element' && node.tagName === 'img';
}
