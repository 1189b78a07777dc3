import type { Html, Nodes, Root } from 'mdast';
import { markdownToMdast } from 'satteri';
import { SKIP, visit } from '../util/visit';
import { ExcessiveHtml, maxAttributes } from './html';
import { Places } from './places';
import type { Problem } from './problem';

/*
 * Limits on texts, so that rendering takes linear time. The parser takes far longer, or crashes the
 * process, if one paragraph contains thousands of marks or something is nested thousands of levels deep.
 */

/** The maximum depth of nested quotes, lists and emphasis. */
const maxDepth = 100;
/** The maximum number of inline nodes, such as texts and links, in a paragraph, heading or cell. */
const maxPieces = 20_000;
const maxColumns = 500;

/** A tag on one line (CommonMark §6.6), except escaped tags and those in which other markup may end. */
const tag = String.raw`(?<!\\)<\/?[a-z][a-z\d-]*(?:[ \t]+[a-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:"[^"<>\n\\${'`'}$]*"|'[^'<>\n\\${'`'}$]*'|[^\s"'=<>\\${'`'}$]+))?){0,${maxAttributes}}[ \t]*\/?>`;
/** What follows the text of a link (CommonMark §6.3), from the opening parenthesis. */
const address = String.raw`\([ \t]{0,9}(?:<[^<>\n]*>|[^\s<()]*(?:\([^\s()]*\)[^\s()]*){0,9})(?:[ \t]{1,9}(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]{0,9}\)`;

/**
 * For each of these marks, the parser may scan the rest of the block, or copy what it has parsed of the
 * block. The weight is the measured time per character, in units of 10 ns.
 */
const marks: Mark[] = [
  { pattern: /[*`~$]|\[\^/g, weight: 0.05, name: '"*", "`", "~", "$" or "[^"' },
  { pattern: /<[a-z!?/]/gi, weight: 0.5, name: '"<" that do not start a tag' },
  {
    pattern: new RegExp(String.raw`\](?=\()(?!${address})`, 'g'),
    weight: 0.5,
    name: '"](" that do not start an address',
  },
];
/** Counted only in texts with directives. */
const directiveMarks: Mark[] = [{ pattern: /:/g, weight: 2, name: 'colons' }];
/** For these, the parser scans only up to the next tag or hard break. */
const typography: Mark = {
  pattern: /["'_&]|--|\.\./g,
  weight: 0.3,
  name: 'quotes, dots, dashes, "_" or "&"',
};
const tags = new RegExp(tag, 'gi');
const breaks = new RegExp(String.raw`${tag}|(?: {2}|(?<!\\)\\)\n`, 'gi');
interface Mark {
  pattern: RegExp;
  weight: number;
  name: string;
}

/** The maximum cost of the marks of a text, in units of 10 ns: 1 s, plus 2 s per million characters. */
const budget = 100_000_000;
const budgetPerCharacter = 200;

/** The start of a directive on lines of its own. */
const directive = /^[ \t>*+\d.)-]*:{2}/;

/** Whether a text may contain directives. If not, the parser does not have to check every colon. */
export function mayContainDirectives(markdown: string): boolean {
  const { index } = new RegExp(directive, 'm').exec(markdown) ?? {};
  if (index === undefined) return false;
  // In a fence, `::` is part of a path in C++ or Rust.
  if (!/```|~~~/.test(markdown.slice(0, index))) return true;
  const lines = linesOf(markdown);
  const literals = literalsOf(blocksOf(lines));
  return lines.some(({ text, start }) => directive.test(text) && !literals(start));
}

/** Finds blocks that would take the parser too long. To be called before parsing. */
export function findCostlyBlocks(markdown: string): Problem[] {
  const hasDirectives = mayContainDirectives(markdown);
  const allowed = budget + budgetPerCharacter * markdown.length;
  const textMarks = hasDirectives ? [...marks, ...directiveMarks] : marks;
  // Lines without an empty line between them are one or more blocks, so this is an upper bound.
  const totalCost = sumOf(markdown.split(/\n[ \t]*\n/).map((lines) => costOf(lines, textMarks)));
  const lines = linesOf(markdown);
  const deep = lines.filter(({ text }) => depthOf(text) > maxDepth);
  const tables = sparseTables(lines);
  if (totalCost <= allowed && deep.length === 0 && tables.length === 0) return [];

  const blocks = blocksOf(lines);
  const places = new Places(markdown);
  const problems: Problem[] = [];
  const report = (offset: number, message: string, fix: string) =>
    problems.push({ ...places.at(offset), message, fix });

  const isDeepLiteral = literalsOf(blocks);
  for (const { start } of deep)
    if (!isDeepLiteral(start))
      report(
        start,
        `the line starts more than ${maxDepth} nested quotes and lists; expected at most ${maxDepth}`,
        'remove some of the markers, or put the line in a code block',
      );
  const isTableLiteral = literalsOf(blocks);
  for (const { start, columns, missing } of tables)
    if (!isTableLiteral(start))
      report(
        start,
        `the table has ${columns} columns, and ${missing} cells are missing from its rows; expected at most ${maxColumns} columns, and rows of equal length`,
        'remove columns, or split it into several tables',
      );
  if (problems.length > 0) return problems;

  const costs = blocks.flatMap((block) => {
    if (block.kind === 'literal') return [];
    const text = markdown.slice(block.start, block.end);
    // Cells are parsed one by one, but the whole table is searched for directives.
    if (block.kind === 'table') return hasDirectives ? { block, ...costOf(text, directiveMarks, []) } : [];
    return { block, ...costOf(text, block.kind === 'cell' ? marks : textMarks) };
  });
  if (sumOf(costs) <= allowed) return [];
  const highest = costs.reduce((highest, { cost }) => Math.max(highest, cost), 0);
  for (const { block, cost, count, name } of costs)
    if (cost > highest / 2)
      report(
        block.start,
        `the ${block.kind === 'table' ? 'table' : 'paragraph'} has ${count} ${name} in ${block.end - block.start} characters; expected fewer, because parsing time grows quadratically`,
        'split it with blank lines, or put it in a code block',
      );
  return problems;
}

const sumOf = (costs: { cost: number }[]) => costs.reduce((sum, { cost }) => sum + cost, 0);

/** The cost of the marks of one block, and the number and name of those that cost most. */
function costOf(text: string, weighed: Mark[], typographic = [typography]) {
  const withoutTags = text.replace(tags, '');
  const costs = weighed.map(({ pattern, weight, name }) => {
    const count = countOf(pattern, withoutTags);
    return { name, count, cost: weight * count * text.length };
  });
  for (const { pattern, weight, name } of typographic) {
    const runs = text.split(breaks).map((run) => ({ count: countOf(pattern, run), length: run.length }));
    const count = runs.reduce((sum, run) => sum + run.count, 0);
    costs.push({ name, count, cost: runs.reduce((sum, run) => sum + weight * run.count * run.length, 0) });
  }
  const [{ count, name } = { count: 0, name: '' }] = costs.toSorted((a, b) => b.cost - a.cost);
  return { cost: sumOf(costs), count, name };
}

const countOf = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;

interface Line {
  start: number;
  text: string;
}

function linesOf(markdown: string): Line[] {
  let start = 0;
  return markdown.split('\n').map((text) => {
    const line = { start, text };
    start += text.length + 1;
    return line;
  });
}

/** The markers of quotes and list items at the start of a line. */
const containers = /(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){1,101}/y;
const container = />|[-+*]|\d+[.)]/g;
const isBreak = (line: string) => /^[-*_ \t]+$/.test(line);

function markersOf(line: string): string {
  containers.lastIndex = 0;
  return containers.exec(line)?.[0] ?? '';
}

function depthOf(line: string): number {
  const markers = markersOf(line);
  return markers.length <= maxDepth || isBreak(line) ? 0 : (markers.match(container)?.length ?? 0);
}

/** Finds tables with too many columns, or with rows so short that the parser would add most of the cells. */
function sparseTables(lines: Line[]) {
  const tables: { start: number; columns: number; missing: number }[] = [];
  const cells = (line: Line | undefined) => line?.text.split('|').length ?? 0;
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    const { start = 0, text = '' } = lines[at] ?? {};
    if (!isDelimiterRow(text)) continue;
    while (lines[at + 1]?.text.trim()) at++;
    const rows = lines.slice(first, at + 1);
    const columns = rows.reduce(
      (most, row) => (isDelimiterRow(row.text) ? Math.max(most, cells(row)) : most),
      0,
    );
    const written = rows.reduce((sum, row) => sum + Math.min(columns, cells(row)), 0);
    const missing = rows.length * columns - written;
    if (columns > maxColumns || missing > 4 * written + 1000) tables.push({ start, columns, missing });
  }
  return tables;
}

const isDelimiterRow = (line: string) => /^[\s>|:-]+$/.test(line) && line.includes('|') && line.includes('-');

interface Block {
  kind: 'text' | 'table' | 'cell' | 'literal';
  start: number;
  end: number;
}

/** The blocks of a text, parsed without the costly marks in them. */
function blocksOf(lines: Line[]): Block[] {
  const mdast = markdownToMdast(lines.map(({ text }) => withoutMarks(text)).join('\n'), {
    features: { gfm: true, math: { singleDollarTextMath: false }, frontmatter: false },
  }) as Root;
  const blocks: Block[] = [];
  visit(mdast, (node: Nodes) => {
    const kind = kinds[node.type];
    if (!kind) return undefined;
    blocks.push({
      kind,
      start: node.position?.start.offset ?? 0,
      end: node.position?.end.offset ?? 0,
    });
    return kind === 'table' ? undefined : SKIP;
  });
  return blocks;
}

const kinds: Partial<Record<Nodes['type'], Block['kind']>> = {
  code: 'literal',
  html: 'literal',
  math: 'literal',
  table: 'table',
  tableCell: 'cell',
  paragraph: 'text',
  heading: 'text',
};

/** Returns a function that tells whether an offset is in code and the like. Offsets must be ascending. */
function literalsOf(blocks: Block[]) {
  const literals = blocks.filter(({ kind }) => kind === 'literal');
  let at = 0;
  return (offset: number) => {
    while ((literals[at]?.end ?? Infinity) <= offset) at++;
    return (literals[at]?.start ?? Infinity) <= offset;
  };
}

/** The start of a line that determines the kind of its block. */
const opening =
  /^[ \t]*(?:`{3,}(?=[^`]*$)|~{3,}|\${2,}(?=[^$]*$)|#{1,6}(?=[ \t])|<!--|<\?|<!\[CDATA\[|<![a-z]|<\/?[a-z][\w-]*(?:\/?>|(?=\s|$)))/i;
const tagAlone = new RegExp(String.raw`^[ \t]*${tag}[ \t]*$`, 'i');
/** A link definition on one line (CommonMark §4.7), up to its URL. */
const definition =
  /^[ \t]*\[[^\s[\]\\](?:[^[\]\\]{0,990}[^\s[\]\\])?\]:(?=[ \t]+(?:<[^<>\\]*>|[^\s<()]+)(?:[ \t]+(?:"[^"\\]*"|'[^'\\]*'|\([^()\\]*\)))?[ \t]*$)/;
/** The label of a footnote. May match more than the label. */
const note = /^[ \t]*\[\^.*\]:/;
/** Markup in a label that does not matter for the kind of block. */
const inLabel = /["'_&{$(*`~!.<]/g;

/** Replaces the inline markup of a line. The line keeps its length and the kind of its block. */
function withoutMarks(line: string): string {
  if (isBreak(line)) return line;
  if (isDelimiterRow(line)) return line.split('|').length > maxColumns ? 'x'.repeat(line.length) : line;
  const markers = markersOf(line);
  if (depthOf(line) > maxDepth) return markers.slice(0, maxDepth) + 'x'.repeat(line.length - maxDepth);
  const rest = line.slice(markers.length);
  if (markers === '' && tagAlone.test(line)) return line;
  const [defined] = definition.exec(rest) ?? [];
  if (defined)
    return `${markers}${defined.slice(0, -1).replace(inLabel, 'x')}: ${'x'.repeat(rest.length - defined.length - 1)}`;
  const [noted = ''] = note.exec(rest) ?? [];
  const opened = opening.exec(rest)?.[0] ?? noted.replace(inLabel, 'x');
  return (
    markers +
    opened +
    rest
      .slice(opened.length)
      .replace(/["'_&{$[(*`~:!.]|\\(?!\|)|<(?!\/(?:pre|script|style|textarea)>)/gi, 'x')
  );
}

/** Finds nodes that are nested too deeply or have too many children, before the tree is processed. */
export function findDeepNodes(mdast: Root): Problem[] {
  const problems: Problem[] = [];
  const report = (node: Nodes, message: string, fix: string) =>
    problems.push({
      line: node.position?.start.line ?? 1,
      column: node.position?.start.column ?? 1,
      message,
      fix,
    });
  const stack: [node: Nodes, depth: number][] = [[mdast, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, depth] = next;
    if (node.type === 'leafDirective' || node.type === 'containerDirective') {
      const { length } = Object.keys(node.attributes ?? {});
      if (length > maxAttributes)
        report(
          node,
          `the directive has ${length} attributes; expected at most ${maxAttributes}`,
          'remove those that are not needed',
        );
    }
    if (!('children' in node) || node.children.length === 0) continue;
    if (depth === maxDepth) {
      report(
        node.children[0] ?? node,
        `this is nested ${maxDepth + 1} levels deep; expected at most ${maxDepth}`,
        'remove quotes, lists or emphasis around it',
      );
      continue;
    }
    if (
      node.children.length > maxPieces &&
      /^(?:paragraph|heading|tableCell|link|emphasis|strong|delete)$/.test(node.type)
    )
      report(
        node,
        `one paragraph has ${node.children.length} links, images, line breaks and pieces of text; expected at most ${maxPieces}`,
        'split it with blank lines',
      );
    else for (const child of node.children) stack.push([child, depth + 1]);
  }
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Reports an `ExcessiveHtml` at the first HTML in the text that causes it.
 *
 * @param error what the parser threw. Other errors are rethrown
 * @param parse the same parser, which is called with the HTML up to some point
 */
export function placeExcess(error: unknown, mdast: Root, parse: (html: string) => unknown): Problem[] {
  if (!(error instanceof ExcessiveHtml)) throw error;
  const isTooMuch = (html: string) => {
    try {
      parse(html);
      return false;
    } catch (thrown) {
      return thrown instanceof ExcessiveHtml;
    }
  };
  const raw: Html[] = [];
  visit(mdast, 'html', (node) => {
    raw.push(node);
  });
  let low = 0;
  let high = raw.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = raw.slice(0, middle + 1).map(({ value }) => value);
    if (isTooMuch(start.join(''))) high = middle;
    else low = middle + 1;
  }
  const { line, column } = raw[low]?.position?.start ?? { line: 1, column: 1 };
  return [{ line, column, message: error.message, fix: error.fix }];
}
