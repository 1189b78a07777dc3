import type { Definition, FootnoteDefinition, Nodes, Root } from 'mdast';
import { visit } from '../util/visit';
import { directiveOf } from './directives';
import type { Problem } from './problem';

/**
 * Finds valid Markdown that is not shown: notes and link definitions that nothing refers to, cells
 * beyond the last column, words after the language of a code block.
 *
 * @param mdast a tree with positions
 * @returns a warning for each
 */
export function findUnused(mdast: Root): Problem[] {
  const warnings: Problem[] = [];
  const warn = ({ position }: Nodes, message: string, fix: string) =>
    warnings.push({ line: position?.start.line ?? 1, column: position?.start.column ?? 1, message, fix });
  /** Identifiers that are referred to, and definitions, by type and identifier. */
  const used = new Set<string>();
  const defined = new Map<string, Definition | FootnoteDefinition>();
  visit(mdast, (node: Nodes) => {
    if (node.type === 'linkReference' || node.type === 'imageReference')
      used.add(`definition ${node.identifier}`);
    else if (node.type === 'footnoteReference') used.add(`footnoteDefinition ${node.identifier}`);
    else if (node.type === 'definition' || node.type === 'footnoteDefinition') {
      const key = `${node.type} ${node.identifier}`;
      if (defined.has(key))
        warn(
          node,
          `${nameOf(node)} is defined twice, and the second definition is ignored; expected each name once`,
          'delete one of them, or rename it',
        );
      else defined.set(key, node);
    } else if (node.type === 'table') {
      const columns = node.children[0]?.children.length ?? 0;
      for (const { children } of node.children) {
        const extra = children[columns];
        if (extra)
          warn(
            extra,
            `the row has ${children.length} cells, but only ${columns} are shown; expected as many as the header has`,
            'add cells to the header, or write \\| for a vertical bar in a cell, even in code',
          );
      }
    } else if (node.type === 'code' && node.meta) {
      const rest = node.meta
        .replace(/(?:^|(?<=\s))(?:title|alt)=(?:"[^"]*"|'[^']*')/g, '')
        .replace(/\{[\d,\s-]+\}/, '')
        .trim();
      if (rest)
        warn(
          node,
          `${JSON.stringify(rest.slice(0, 60))} after the language is ignored; expected title="…", alt="…" or lines such as {1,3-4}`,
          'delete it, or put it in the title',
        );
    } else if (node.type === 'leafDirective' || node.type === 'containerDirective') {
      const known = directiveOf(node.name)?.attributes ?? [];
      const removed = Object.keys(node.attributes ?? {}).filter((name) => !known.includes(name));
      if (removed.length > 0)
        warn(
          node,
          `the directive "${node.name}" ignores ${removed.join(', ')}; expected ${known.length > 0 ? known.join(', ') : 'no attributes'}`,
          'remove it',
        );
    }
  });
  for (const [key, node] of defined)
    if (!used.has(key))
      warn(
        node,
        `${nameOf(node)} is not shown, because nothing refers to it; expected ${referenceTo(node)} in the text`,
        `add ${referenceTo(node)} where it belongs, or delete the line`,
      );
  return warnings;
}

const nameOf = ({ type, label, identifier }: Definition | FootnoteDefinition) =>
  type === 'definition'
    ? `the link definition [${label ?? identifier}]`
    : `the footnote [^${label ?? identifier}]`;

const referenceTo = ({ type, label, identifier }: Definition | FootnoteDefinition) =>
  type === 'definition' ? `[${label ?? identifier}]` : `[^${label ?? identifier}]`;
