import type { Code, Literal, Root as MdastRoot, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { shortened } from '../text';
import { callouts } from './blocks';
import { findConflicts } from './conflicts';
import { type Diagrams, isDiagram } from './diagrams';
import { fenceText, rangesIn } from './highlight';
import { mathProblem } from './math';
import { Places } from './places';
import { type Tag, tagsIn } from './tags';

type MathNode = Literal & { type: 'math' | 'inlineMath' | 'code' };

function isMath(node: Nodes): node is Nodes & MathNode {
  const { type }: { type: string } = node;
  return type === 'math' || type === 'inlineMath' || (node.type === 'code' && node.lang === 'math');
}

/** A mistake in the Markdown itself, placed like a `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
}

const knownDirectives = ['figure', 'aside', 'pull', 'video'];

/** What an author surely did not mean: it would be printed as it is written, or swallow what follows. */
export function findProblems(mdast: MdastRoot, markdown: string, diagrams: Diagrams): Problem[] {
  const problems: Problem[] = [];
  const places = new Places(markdown);
  const isRepeated = repetitionsIn(mdast);
  const code: Code[] = [];
  let pulls = 0;
  /** First paragraphs of block quotes. */
  const quotes = new Set<Nodes>();
  const report = (node: Nodes, message: string, fix: string, within = 0) => {
    problems.push({ ...places.at((node.position?.start.offset ?? 0) + within), message, fix });
  };
  visit(mdast, (node: Nodes, _index, parent) => {
    if (node.type === 'code') code.push(node);
    if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      const colons = node.type === 'leafDirective' ? '::' : ':::';
      if (!knownDirectives.includes(node.name) || (node.name === 'video') !== (node.type === 'leafDirective'))
        report(
          node,
          `unknown directive "${colons}${node.name}"; expected :::figure, :::aside, :::pull or ::video`,
          'use one of these, or put a backslash before the colons',
        );
      else if (node.name === 'video' && !node.attributes?.src)
        report(
          node,
          'the video has no src; expected a file beside the post or an https address',
          'write ::video[Title]{src="clip.mp4"}',
        );
      else if (node.type === 'containerDirective' && !isClosed(node, markdown))
        report(
          node,
          `":::${node.name}" is not closed; expected a line of three colons (:::) after it`,
          'add a line ::: where it ends',
        );
      else if (node.name === 'pull' && ++pulls > maxPulls)
        report(node, `the text has ${pulls} pull quotes; expected at most ${maxPulls}`, 'take some out');
      else if (node.name === 'pull' && !isRepeated(node))
        report(
          node,
          'the pull quote is not in the article; expected words of it, as they stand there',
          `repeat a sentence of the article, of at most ${maxPullLength} characters, or write :::aside`,
        );
    } else if (node.type === 'text' && parent?.type === 'paragraph') {
      const callout =
        parent.children[0] === node ? /^\[!([a-z]+)\]\s*(?:\n|$)/i.exec(node.value)?.[1] : undefined;
      const note = /\[\^([\w-]+)\]/.exec(node.value)?.[1];
      if (/^:{3,}\s*$/m.test(node.value))
        report(
          node,
          'a line of colons closes nothing; expected :::figure, :::aside or :::pull before it',
          'delete the line',
        );
      else if (callout && quotes.has(parent) && !callouts.some((name) => name === callout.toLowerCase()))
        report(
          node,
          `unknown callout "[!${callout}]"; expected ${callouts.map((name) => `[!${name.toUpperCase()}]`).join(', ')}`,
          'use one of these, or put a backslash before the bracket',
        );
      else if (note)
        report(
          node,
          `the footnote "[^${note}]" has no text; expected a paragraph [^${note}]: … somewhere`,
          `write [^${note}]: and the note, or put a backslash before the bracket`,
        );
    } else if (node.type === 'blockquote' && node.children[0]) quotes.add(node.children[0]);
    else if (node.type === 'code' && isDiagram(node)) {
      const drawing = diagrams.get(node.value);
      if (drawing && 'failure' in drawing)
        report(
          node,
          `the diagram cannot be drawn: ${drawing.failure}; expected ${drawing.expected ?? 'Mermaid of a kind that docs/writing.md names'}`,
          'correct it, or call its language "text" to show it as it is written',
          drawing.line === undefined ? 0 : offsetOfLine(markdown, node, drawing.line + 1),
        );
      if (!fenceText(node.meta ?? '', 'alt')?.trim())
        report(
          node,
          'the diagram has no "alt"; expected what it shows, for those who cannot see it',
          'write ```mermaid alt="…"',
        );
    } else if (node.type === 'code' && node.lang !== 'math') {
      const marked = [...node.value.matchAll(/\[!code [\w+-]+(?::(\d+))?\]/gi)];
      const count = marked.reduce((sum, [, lines]) => sum + Number(lines ?? 1), 0);
      const most = 2 * node.value.split('\n').length;
      if (count > most)
        report(
          node,
          `[!code …] marks ${count} lines in the block; expected at most ${most}, twice those that it has`,
          'write smaller numbers after the colons, or take marks out',
        );
    } else if (isMath(node)) {
      const problem = mathProblem(node.value);
      if (problem)
        report(
          node,
          `the formula cannot be read: ${problem.message}; expected ${problem.expected ?? 'TeX as KaTeX knows it'}`,
          'correct it, or put a backslash before the dollar signs',
          markdown.slice(node.position?.start.offset, node.position?.end.offset).indexOf(node.value) +
            problem.position,
        );
    } else if (node.type === 'image' || node.type === 'imageReference') {
      if (!node.alt?.trim())
        report(
          node,
          'the image has no alternative text; expected what it shows, for those who cannot see it',
          'write it between the brackets, or <img src="…" alt=""> where it only decorates',
        );
    } else if (node.type === 'html')
      for (const tag of tagsIn(node.value))
        checkTag(tag, (message, fix) => report(node, message, fix, tag.start));
  });
  return [...problems, ...findConflicts(markdown, code)];
}

/** Where a line of a node begins, counted from the node's first character. @param line from 0 */
function offsetOfLine(markdown: string, { position }: Nodes, line: number): number {
  const lines = markdown.slice(position?.start.offset, position?.end.offset).split('\n', line);
  return lines.reduce((sum, { length }) => sum + length + 1, 0);
}

/** Whether the last line of a container is its end. */
function isClosed({ position }: Nodes, markdown: string): boolean {
  const source = markdown.slice(position?.start.offset, position?.end.offset).trimEnd();
  const last = source.lastIndexOf('\n');
  return last >= 0 && /^[ \t>]*:{3,}$/.test(source.slice(last + 1));
}

/** What a reader's browser would take for the size of an image or a cell, where it is no mistake. */
const maxSize = 10_000;
const maxSpan = 1000;
/** Sizes as authors write them. Anything else might still be a number to `Number`, such as `9e9` or `Infinity`. */
const size = /^(?:|auto|(\d+(?:\.\d+)?) ?(?:px|%|r?em|v[hw])?;?)$/i;
const wholeNumber = /^(?:|(-?\d+))$/;

function checkTag({ name, isEnd, attributes }: Tag, report: (message: string, fix: string) => void) {
  if (isEnd) return;
  if (name === 'img' && !attributes.some((attribute) => attribute.name === 'alt'))
    report(
      'the image has no "alt"; expected what it shows, for those who cannot see it',
      'add alt="…", or alt="" where it only decorates',
    );
  for (const attribute of attributes) {
    const isSize = /^(?:width|height)$/.test(attribute.name) && /^(?:img|video|iframe)$/.test(name);
    const isSpan = /^(?:col|row)?span$/.test(attribute.name);
    const isCount = attribute.name === 'start' && name === 'ol';
    if (!isSize && !isSpan && !isCount) continue;
    const most = isSize ? maxSize : isSpan ? maxSpan : 999_999_999;
    const written = (isSize ? size : wholeNumber).exec(attribute.value.trim());
    if (!written || Math.abs(Number(written[1] ?? 0)) > most)
      report(
        `"${attribute.name}" is ${shortened(attribute.value, 40)}; expected a number of at most ${most}`,
        `write ${written ? 'a smaller number' : 'it in digits'}, or take it out`,
      );
  }
}

/** In characters: what is longer is no pull quote. */
const maxPullLength = 1000;
/** Each is looked for in the whole text. */
const maxPulls = 50;

/** Tells of parts of a text, one after the other, whether it says somewhere else what they say. */
function repetitionsIn(text: Nodes): (part: Nodes) => boolean {
  const plain = (node: Nodes) => textOf(node).replace(/\s+/g, ' ').trim();
  let all: string | undefined;
  return (part) => {
    all ??= plain(text);
    const words = plain(part);
    if (words === '' || words.length > maxPullLength) return false;
    return occursTwice(all, words);
  };
}

/** As Knuth, Morris and Pratt search, in a time that grows with the length of the text alone. */
function occursTwice(text: string, words: string): boolean {
  const borders = [0];
  for (let at = 1, border = 0; at < words.length; at++) {
    while (border > 0 && words[at] !== words[border]) border = borders[border - 1] ?? 0;
    if (words[at] === words[border]) border++;
    borders.push(border);
  }
  let count = 0;
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    while (matched > 0 && text[at] !== words[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === words[matched]) matched++;
    if (matched < words.length) continue;
    if (++count === 2) return true;
    matched = 0;
  }
  return false;
}

/** Lines of diagrams that nothing is drawn of. */
export function findIdleLines(mdast: MdastRoot, diagrams: Diagrams): Problem[] {
  const warnings: Problem[] = [];
  visit(mdast, 'code', ({ value, position }) => {
    const drawing = diagrams.get(value);
    if (!drawing || !position || 'failure' in drawing) return;
    for (const at of drawing.idle)
      warnings.push({
        line: position.start.line + 1 + at,
        column: position.start.column,
        message: 'the diagram is the same without this line; expected a line that draws something',
        fix: 'see whether it is spelt as Mermaid has it, or take it out',
      });
  });
  return warnings;
}

/** Ranges of lines to mark that a block of code does not have. */
export function findIdleRanges(mdast: MdastRoot): Problem[] {
  const warnings: Problem[] = [];
  visit(mdast, 'code', ({ value, meta, position }) => {
    const lines = value.split('\n').length;
    const idle = rangesIn(meta ?? '').find(({ from, to }) => from < 1 || to < from || to > lines);
    if (idle && position)
      warnings.push({
        line: position.start.line,
        column: position.start.column,
        message: `the lines ${idle.from}-${idle.to} are to be marked in a block of ${lines}; expected lines of the block`,
        fix: `write numbers from 1 to ${lines}`,
      });
  });
  return warnings;
}

/** Headings two or more ranks below the one before; they are printed one below. */
export function findSkippedRanks(mdast: MdastRoot): Problem[] {
  const warnings: Problem[] = [];
  let before: number | undefined;
  visit(mdast, 'heading', ({ depth, position }) => {
    if (before !== undefined && depth > before + 1 && position) {
      const { line, column } = position.start;
      const marks = '#'.repeat(before + 1);
      warnings.push({
        line,
        column,
        message: `a heading of rank ${depth} after one of rank ${before}; expected rank ${before + 1}, and it is printed so`,
        fix: `write ${marks} in place of ${'#'.repeat(depth)}`,
      });
    }
    before = depth;
  });
  return warnings;
}
