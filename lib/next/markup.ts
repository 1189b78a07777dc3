import type { Element, Nodes } from 'hast';

/**
 * The markup that Next and React add to a page for the framework in the browser. See
 * `docs/decisions/next.md`.
 */

/** Next's files, such as `/_next/static/chunks/0a1b.js`. */
const isNextFile = (address: unknown) => typeof address === 'string' && address.startsWith('/_next/');

/** Next's inline scripts: the data of the page, and the start of the framework (`id="_R_"`). */
const isNextScript = ({ properties: { src, id }, children: [text] }: Element) =>
  isNextFile(src) ||
  id === '_R_' ||
  (text?.type === 'text' && /^\(?self\.__next_[a-z]/.test(text.value)) ||
  (text?.type === 'text' && text.value.startsWith('requestAnimationFrame(function(){$RT='));

/** Whether a node is for the framework only. A finished page does not have it. */
export function isForFramework(node: Nodes): boolean {
  // React marks boundaries and breaks between texts with comments. JSX has none of its own.
  if (node.type === 'comment') return true;
  if (node.type !== 'element') return false;
  const { properties, tagName, children } = node;
  switch (tagName) {
    case 'script':
      return isNextScript(node);
    case 'link':
      // Next connects to the site early, for fonts that it does not preload.
      return (
        isNextFile(properties.href) ||
        ([properties.rel].flat().includes('preconnect') && properties.href === '/')
      );
    case 'div':
      // The outlet of Next's metadata: an empty boundary.
      return (
        properties.hidden === true &&
        children.length === 2 &&
        children.every((child) => child.type === 'comment' && /^\/?\$$/.test(child.value))
      );
    default:
      return false;
  }
}
