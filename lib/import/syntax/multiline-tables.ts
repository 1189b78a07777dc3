import type { Nodes } from 'mdast';
import { visit } from '../../util/visit';
import type { TrackedText } from '../tracked-text';
import { treeOf } from './code-ranges';
import type { SyntaxContext } from './context';

/** A table with a row that spans lines: lines that begin with `|`, one of which ends with a backslash. */
const multilineTable =
  /^\|[^\n]*\n\|[ \t]*:?-[-:|\t ]*\n(?:\|[^\n]*\n)*?\|[^\n]*\|?[ \t]*\\[ \t]*\n(?:\|[^\n]*(?:\n|$))+/gm;

/**
 * Joins rows that span lines (https://github.com/redbug312/markdown-it-multimd-table#multiline). If a cell has
 * more than a line of text, such as a code block, the table becomes an HTML table.
 */
export function convertMultilineTables(text: TrackedText, context: SyntaxContext): void {
  const code: [start: number, end: number][] = [];
  visit(treeOf(text.text), 'code', ({ position }: Nodes) => {
    code.push([position?.start.offset ?? 0, position?.end.offset ?? 0]);
  });
  text.replace(multilineTable, (match, line) => {
    const [table] = match;
    if (code.some(([start, end]) => match.index >= start && match.index < end)) return undefined;
    context.changed(line, 'table', table, 'rows that spanned lines were joined');
    const [header = '', delimiter = '', ...lines] = table.trimEnd().split('\n');
    const rows = rowsOf(lines);
    if (!rows.flat().some((cell) => /\n\s*\n\s*\S|^\s*(?:```|~~~|[-*+]\s|\d+\.\s)/m.test(cell)))
      return [
        header,
        delimiter,
        ...rows.map((cells) => `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join(' | ')} |`),
        '',
      ].join('\n');
    const row = (cells: readonly string[], name: 'td' | 'th') =>
      `<tr>\n${cells.map((cell) => `<${name}>\n\n${cell.replace(/^\s*\n|\s+$/g, '')}\n\n</${name}>`).join('\n')}\n</tr>`;
    return `<table>\n${row(cellsOf(header), 'th')}\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</table>\n\n`;
  });
}

/** The cells of each row, with the lines of a cell one below the other. */
function rowsOf(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const cells = cellsOf(line.replace(/\s*\\\s*$/, ''));
    const open = rows.at(-1);
    if (isOpen && open)
      cells.forEach((cell, at) => {
        open[at] = `${open[at] ?? ''}\n${cell}`;
      });
    else rows.push(cells);
    isOpen = /\\\s*$/.test(line);
  }
  return rows;
}

/** The cells of a line, without the space after the bar and the spaces that align the next one. */
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replace(/^ /, '').trimEnd());
