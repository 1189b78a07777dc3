import type { Element, Nodes, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { htmlToHast } from 'satteri';
import { visit } from 'unist-util-visit';

/**
 * Takes the framework out of a page that Next has exported: its scripts, preloads, flight
 * data and the marks that hydration would need. What is left is the page as its components
 * wrote it; scripts stay only where they are ours.
 *
 * @param html a whole document
 * @param inline the text of the inline scripts that are ours
 */
export function stripFramework(html: string, inline: string[]): string {
  const tree = htmlToHast(html) as Root;
  visit(tree, (node: Nodes, index, parent) => {
    if (parent && index !== undefined && isFramework(node, inline)) {
      parent.children.splice(index, 1);
      return index;
    }
    if (node.type === 'element') {
      // Next repeats the address of each style sheet that it inlines.
      if (node.tagName === 'style') node.properties = {};
      if (node.tagName === 'meta' && node.properties.name === 'theme-color')
        node.properties.dataBar = /dark/.test(String(node.properties.media)) ? 'dark' : 'light';
    }
    return undefined;
  });
  joinTexts(tree);
  return toHtml(tree);
}

function isFramework(node: Nodes, inline: string[]): boolean {
  if (node.type === 'comment') return true;
  if (node.type !== 'element') return false;
  const { properties, tagName } = node;
  switch (tagName) {
    case 'script':
      return !isOurs(node, inline);
    case 'link':
      return (
        [properties.rel ?? []].flat().some((rel) => /^(module)?preload$/.test(String(rel))) &&
        properties.as !== 'font'
      );
    case 'meta':
      return properties.name === 'next-size-adjust';
    case 'div':
      // The outlet of Next's metadata, empty but for comments.
      return properties.hidden === true && node.children.every((child) => child.type === 'comment');
    default:
      return false;
  }
}

function isOurs(script: Element, inline: string[]): boolean {
  const { src, type } = script.properties;
  if (typeof src === 'string') return src.startsWith('/assets/');
  return type === 'application/ld+json' || inline.includes(textOf(script));
}

/** Texts that only a comment kept apart are one text. */
function joinTexts(tree: Root) {
  visit(tree, (node: Nodes) => {
    if (!('children' in node)) return;
    for (let at = node.children.length - 1; at > 0; at--) {
      const text = node.children[at];
      const before = node.children[at - 1];
      if (text?.type === 'text' && before?.type === 'text') {
        before.value += text.value;
        node.children.splice(at, 1);
      }
    }
  });
}
