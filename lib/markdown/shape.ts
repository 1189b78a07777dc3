import type { Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { EXIT, visit } from 'unist-util-visit';

/** The number of parts into which the shape divides an article. */
const parts = 32;

/** Pictures and formulas take as much space as this many characters. */
const pictureLength = 400;

/**
 * The shape of an article, which its page draws as a row of cells: what is in each 32nd of it, measured
 * in characters.
 *
 * @returns for each part, whether it is mostly text, and not code or a picture. Empty for an empty article
 */
export function shapeOf(tree: Root): boolean[] {
  const blocks = tree.children.flatMap((node) => {
    if (node.type !== 'element') return [];
    let isText = true;
    visit(node, 'element', ({ tagName }) => {
      if (!/^(?:pre|img|svg|video|table|math)$/.test(tagName)) return undefined;
      isText = false;
      return EXIT;
    });
    return [{ isText, length: Math.max(textOf(node).length, isText ? 1 : pictureLength) }];
  });
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  if (length === 0) return [];
  const cells: boolean[] = [];
  let end = 0;
  for (const block of blocks) {
    end += block.length;
    // A part is like the block in its middle.
    while (((cells.length + 0.5) / parts) * length < end && cells.length < parts) cells.push(block.isText);
  }
  return cells;
}
