import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { pileIn } from '../util/piles';
import { asWritten } from '../util/urls';
import { visit } from '../util/visit';
import type { Problem } from './problem';
import { isProseBlock } from './prose-source';

/**
 * Finds letters with too many combining marks that are not adjacent in the source: written as
 * character references, percent-encoded, or with markup between them. See `lib/util/piles.ts`.
 */
export function findPiles(mdast: Root): Problem[] {
  const problems: Problem[] = [];
  visit(mdast, (node: Nodes) => {
    for (const text of textsOf(node)) {
      const pile = pileIn(text);
      if (!pile) continue;
      const { line, column } = node.position?.start ?? { line: 1, column: 1 };
      problems.push({ line, column, message: pile.message, fix: pile.fix });
      return;
    }
  });
  return problems;
}

/** The strings of a node that will be normalized. */
function textsOf(node: Nodes): string[] {
  if (isProseBlock(node)) {
    const options = { includeHtml: false };
    return [textOf(node, options), textOf(node, { ...options, includeImageAlt: false })];
  }
  switch (node.type) {
    case 'link':
    case 'image':
    case 'definition':
      return [asWritten(node.url), node.title ?? ''];
    case 'leafDirective':
    case 'containerDirective':
      return Object.values(node.attributes ?? {}).map((value) => asWritten(value ?? ''));
    default:
      return [];
  }
}
