import type { Nodes } from 'hast';
import { ExcessiveHtml, parseFragment } from '../markdown/html';

/** Elements that begin a line of their own. */
const blocks = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
/** Elements whose text is not shown. */
const hidden = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'title',
]);

/**
 * The text of HTML from another site. Nothing of its markup is kept: links are their URLs, and blocks are paragraphs.
 *
 * @returns an empty text if it is nested too deeply
 */
export function textOfHtml(html: string): string {
  try {
    return textOf(parseFragment(html));
  } catch (error) {
    if (error instanceof ExcessiveHtml) return '';
    throw error;
  }
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/\s+/g, ' ');
  if (!('children' in node) || (node.type === 'element' && hidden.has(node.tagName))) return '';
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  const inner = node.children.map(textOf).join('');
  if (node.type !== 'element') return inner;
  if (node.tagName === 'a') return linkText(inner, node.properties.href);
  return blocks.has(node.tagName) ? `\n\n${inner}\n\n` : inner;
}

/** A link as its URL, which services shorten; a mention or a topic as its name. */
function linkText(text: string, href: unknown): string {
  if (typeof href !== 'string' || !/^https?:/.test(href) || /^[@#]/.test(text.trim())) return text;
  const isUrl = /^(?:https?:\/\/|www\.)|^[\w-]+(?:\.[\w-]+)+(?:\/|…|$)/.test(text.trim());
  return isUrl || text.trim() === '' ? href : `${text} ${href}`;
}
