import type { Element, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { isKeptAttribute } from '../../markdown/sanitize';
import { visit } from '../../util/visit';

/** Whether an element has a class. */
export const hasClass = (node: Element, name: string) =>
  [node.properties.className ?? []].flat().includes(name);

/** The first element in a tree that has a class. */
export function elementWith(tree: Element, className: string): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node) => {
    if (!found && hasClass(node, className)) found = node;
  });
  return found;
}

/** The images in a tree, in order. */
export function imagesIn(tree: Element): Element[] {
  const images: Element[] = [];
  visit(tree, 'element', (node) => {
    if (node.tagName === 'img') images.push(node);
  });
  return images;
}

/** An element as HTML that posts may contain. */
export function raw(element: Element): string {
  const copy = structuredClone(element);
  visit(copy, 'element', (node) => {
    node.properties = Object.fromEntries(
      Object.entries(node.properties).filter(([name, value]) =>
        isKeptAttribute(node.tagName, name.toLowerCase(), String(value)),
      ),
    );
  });
  return toHtml(copy);
}

/** A link as an element. */
export const anchor = (url: string, label: string): Element => ({
  type: 'element',
  tagName: 'a',
  properties: { href: url },
  children: [{ type: 'text', value: label }],
});

/** Whether a node is an element with one of these names. */
export const isElement = (node: RootContent, ...names: string[]): node is Element =>
  node.type === 'element' && names.includes(node.tagName);

/** A drawing from HTML as the content of an SVG file, which is XML. */
export function svgFile(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  for (const node of tree.children)
    if (isElement(node, 'svg')) {
      node.properties = {
        xmlns: 'http://www.w3.org/2000/svg',
        ...(html.includes('xlink:') ? { xmlnsXLink: 'http://www.w3.org/1999/xlink' } : {}),
        ...node.properties,
      };
      return toHtml(node, { space: 'svg', closeEmptyElements: true });
    }
  return html;
}
