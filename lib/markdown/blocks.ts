import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import { fenceTitle, highlight, languageName } from './highlight';

/** The kinds of note that GitHub knows, too. */
export const callouts = ['note', 'tip', 'important', 'warning', 'caution'];

/** Gives Markdown's blocks the HTML that the publication's style sheet knows. Changes `tree`. */
export async function shapeBlocks(tree: Root): Promise<void> {
  shapeCallouts(tree);
  shapeDirectives(tree);
  shapeImages(tree);
  shapeTables(tree);
  shapeTaskLists(tree);
  await shapeCode(tree);
}

/** GitHub's `> [!NOTE]` becomes a note with its label. */
function shapeCallouts(tree: Root) {
  visit(tree, 'element', (quote) => {
    if (quote.tagName !== 'blockquote') return;
    const paragraph = quote.children.find((child): child is Element => child.type === 'element');
    const first = paragraph?.children[0];
    if (paragraph?.tagName !== 'p' || first?.type !== 'text') return;
    const match = /^\[!(\w+)\][ \t]*(?:\n|$)/.exec(first.value);
    const kind = match?.[1]?.toLowerCase();
    if (!match || !kind || !callouts.includes(kind)) return;
    first.value = first.value.slice(match[0].length);
    if (first.value === '') paragraph.children.shift();
    if (paragraph.children[0]?.type === 'element' && paragraph.children[0].tagName === 'br')
      paragraph.children.shift();
    if (paragraph.children.length === 0) quote.children.splice(quote.children.indexOf(paragraph), 1);
    const label = kind.charAt(0).toUpperCase() + kind.slice(1);
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
    } else if (node.tagName === 'lp-figure') shapeFigure(node);
    else if (node.tagName === 'lp-video') shapeVideo(node);
  });
}

/** The images, tables or code of a figure come first, whatever else it holds is its caption. */
function shapeFigure(figure: Element) {
  const shown: ElementContent[] = [];
  const caption: ElementContent[] = [];
  for (const child of figure.children) {
    if (child.type !== 'element') continue;
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

/** A file beside the post plays in place; a video host's page is a link, so that nothing is asked of it before. */
function shapeVideo(node: Element) {
  const { src, poster, width, height } = node.properties;
  const title = node.children;
  node.tagName = 'figure';
  node.properties = { className: ['video'] };
  if (typeof src !== 'string' || (/^https?:/i.test(src) && !URL.canParse(src))) {
    node.children = [h('figcaption', title)];
  } else if (/^https?:/i.test(src)) {
    node.children = [
      h('a.play', { href: src, rel: ['external', 'noopener'] }, [
        h('span', title.length > 0 ? title : 'Watch the video'),
        ' ',
        h('small', new URL(src).hostname),
      ]),
    ];
  } else {
    const name = textOf({ type: 'root', children: title });
    node.children = [
      h('video', {
        src,
        poster,
        width,
        height,
        controls: true,
        playsInline: true,
        preload: 'none',
        ariaLabel: name || undefined,
      }),
      ...(title.length > 0 ? [h('figcaption', title)] : []),
    ];
  }
}

/** A titled image alone in its paragraph is a figure; all but the first are loaded when near. */
function shapeImages(tree: Root) {
  let count = 0;
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'p' && parent && index !== undefined) {
      const [image, ...rest] = node.children.filter(
        (child) => child.type === 'element' || !isImageOrSpace(child),
      );
      if (
        rest.length === 0 &&
        image?.type === 'element' &&
        image.tagName === 'img' &&
        image.properties.title
      ) {
        const { title, ...properties } = image.properties;
        parent.children[index] = h('figure', h('img', properties), h('figcaption', String(title)));
        return index;
      }
    }
    if (node.tagName === 'img') {
      node.properties.decoding = 'async';
      if (count++ > 0) node.properties.loading = 'lazy';
      // An image without alternative text would be announced by its file name.
      node.properties.alt ??= '';
    }
    if (node.tagName === 'iframe') {
      node.properties.loading = 'lazy';
      node.properties.referrerPolicy = 'strict-origin-when-cross-origin';
      node.properties.title ??= 'Video';
    }
    return undefined;
  });
}

/** Wide tables scroll in a region of their own, reachable by keyboard. */
function shapeTables(tree: Root) {
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
    const ariaLabel = tables.length > 1 ? `Table ${at + 1}` : 'Table';
    parent.children[index] = h('div.table-scroll', { role: 'region', ariaLabel, tabIndex: 0 }, table);
  }
}

function shapeTaskLists(tree: Root) {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'input') node.properties.ariaLabel = node.properties.checked ? 'Done' : 'To do';
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
    const title = fenceTitle(meta);
    const pre = await highlight(textOf(code), language, meta.replace(/title=("[^"]*"|'[^']*')/, ''));
    if (language) pre.properties.dataLang = language;
    const name = languageName(language);
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
