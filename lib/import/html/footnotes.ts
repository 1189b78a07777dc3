import type { Element, ElementContent, Root } from 'hast';
import { toString as textOfNode } from 'hast-util-to-string';
import { SKIP, visit } from '../../util/visit';
import { decoded } from '../text';
import { isElement } from './elements';

/** Finds footnotes: items of a list at the end, to which links in superscripts lead. Removes them from the tree. */
export function footnotesIn(tree: Root) {
  const referred = new Set<string>();
  const targetOf = (node: Element): string | undefined => {
    let target: string | undefined;
    visit(node, 'element', (child) => {
      const href = child.tagName === 'a' ? String(child.properties.href ?? '') : '';
      if (/^#./.test(href)) target ??= decoded(href.slice(1));
    });
    return target;
  };
  visit(tree, 'element', (node) => {
    const target = node.tagName === 'sup' ? targetOf(node) : undefined;
    if (target) referred.add(target);
  });
  const labels = new Map<string, string>();
  const definitions = new Map<string, ElementContent[]>();
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'ol' || !parent || index === undefined) return undefined;
    const items = node.children.filter((child): child is Element => isElement(child, 'li'));
    if (items.length === 0 || !items.every(({ properties }) => referred.has(String(properties.id ?? ''))))
      return undefined;
    for (const item of items) {
      const label = String(labels.size + 1);
      labels.set(String(item.properties.id), label);
      visit(item, 'element', (child, at, holder) => {
        // The link back to the text.
        if (
          child.tagName === 'a' &&
          holder &&
          at !== undefined &&
          /^#/.test(String(child.properties.href ?? '')) &&
          /^(?:\s|[↩⤴^]|\ufe0e|\ufe0f)*$/u.test(textOfNode(child))
        ) {
          holder.children.splice(at, 1);
          return [SKIP, at];
        }
        return undefined;
      });
      definitions.set(label, item.children);
    }
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return {
    definitions,
    referenceOf: (node: Element) => {
      const target = targetOf(node);
      return target === undefined ? undefined : labels.get(target);
    },
  };
}
