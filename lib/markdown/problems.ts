import type { Code, Literal, Root as MdastRoot, Nodes, Paragraph } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { unprintableIn } from '../util/printable';
import { shortened } from '../util/text';
import { visit } from '../util/visit';
import { callouts } from './blocks';
import { findConflicts } from './conflicts';
import { type Diagrams, isDiagram } from './diagrams';
import { directiveOf, directives, opening } from './directives';
import { fenceText, rangesIn } from './highlight';
import { mathProblem } from './math';
import { Places } from './places';
import type { Problem } from './problem';
import { isEscaped, proseSource } from './prose-source';
import { type Tag, tagsIn } from './tags';

type MathNode = Literal & { type: 'math' | 'inlineMath' | 'code' };

function isMath(node: Nodes): node is Nodes & MathNode {
  const { type }: { type: string } = node;
  return type === 'math' || type === 'inlineMath' || (node.type === 'code' && node.lang === 'math');
}

const allOpenings = Object.entries(directives).map(([name, directive]) => opening(name, directive));
const containerOpenings = allOpenings.filter((one) => one.startsWith(':::'));

/** Such as "a, b or c". */
const list = (items: readonly string[]) => `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

/**
 * Finds what an author cannot have meant, such as syntax that would be rendered as written or would
 * swallow what follows.
 *
 * @param mdast the tree of `markdown`, with positions
 */
export function findProblems(mdast: MdastRoot, markdown: string, diagrams: Diagrams): Problem[] {
  const problems: Problem[] = [];
  const places = new Places(markdown);
  const isRepeated = repetitionsIn(mdast);
  const code: Code[] = [];
  let repetitions = 0;
  /** How many containers of other systems are open. */
  let foreignContainers = 0;
  /** First paragraphs of block quotes. */
  const quotes = new Set<Nodes>();
  const problemAt = (node: Nodes, message: string, fix: string, within = 0): Problem => ({
    ...places.at((node.position?.start.offset ?? 0) + within),
    message,
    fix,
  });
  const report = (...at: Parameters<typeof problemAt>) => problems.push(problemAt(...at));
  const reportAlt = (...at: Parameters<typeof problemAt>) =>
    problems.push({ ...problemAt(...at), isMissingAlt: true });
  visit(mdast, (node: Nodes, _index, parent) => {
    if (node.type === 'code') code.push(node);
    if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      const form = node.type === 'leafDirective' ? 'leaf' : 'container';
      const directive = directiveOf(node.name);
      const required = directive?.required;
      if (directive?.form !== form)
        report(
          node,
          `unknown directive "${opening(node.name, { form })}"; expected ${list(allOpenings)}`,
          containerFix(node.name),
        );
      else if (required && !node.attributes?.[required.attribute])
        report(
          node,
          `the ${node.name} has no ${required.attribute}; expected ${required.expected}`,
          `write ${directive.example}`,
        );
      else if (node.type === 'containerDirective' && !isClosed(node, markdown))
        report(
          node,
          `":::${node.name}" is not closed; expected a line of three colons (:::) after it`,
          'add a line ::: at its end',
        );
      else if (directive.repeats && ++repetitions > maxRepetitions)
        report(
          node,
          `the text has ${repetitions} blocks that repeat text, such as :::${node.name}; expected at most ${maxRepetitions}`,
          'remove some',
        );
      else if (directive.repeats && !isRepeated(node))
        report(
          node,
          `the text of ":::${node.name}" does not appear in the rest of the post; expected the exact words of the post`,
          `repeat a sentence of the post (at most ${maxRepetitionLength} characters), or use :::aside`,
        );
    } else if (node.type === 'paragraph') checkMarks(node);
    else if (node.type === 'text' && parent?.type === 'paragraph') {
      const callout =
        parent.children[0] === node ? /^\[!([a-z]+)\]\s*(?:\n|$)/i.exec(node.value)?.[1] : undefined;
      const isEscapedCallout = markdown[node.position?.start.offset ?? 0] === '\\';
      if (
        callout &&
        !isEscapedCallout &&
        quotes.has(parent) &&
        !callouts.some((name) => name === callout.toLowerCase())
      )
        report(
          node,
          `unknown callout "[!${callout}]"; expected ${callouts.map((name) => `[!${name.toUpperCase()}]`).join(', ')}`,
          'use one of these, or put a backslash before the bracket',
        );
    } else if (node.type === 'blockquote' && node.children[0]) quotes.add(node.children[0]);
    else if (node.type === 'code' && isDiagram(node)) {
      const drawing = diagrams.get(node.value);
      if (drawing && 'failure' in drawing)
        report(
          node,
          `the diagram cannot be drawn: ${drawing.failure}${/expected/i.test(drawing.failure) ? '' : `; expected ${drawing.expected ?? 'a Mermaid diagram of a kind listed in docs/writing.md'}`}`,
          'correct it, or change the language of the block to "text" to show the source',
          drawing.line === undefined ? 0 : offsetOfLine(markdown, node, drawing.line + 1),
        );
      if (!fenceText(node.meta ?? '', 'alt')?.trim())
        reportAlt(
          node,
          'the diagram has no "alt"; expected a description for readers who cannot see it',
          'write ```mermaid alt="…"',
        );
    } else if (node.type === 'code' && node.lang !== 'math') {
      const marked = [...node.value.matchAll(/\[!code [\w+-]+(?::(\d+))?\]/gi)];
      const count = marked.reduce((sum, [, lines]) => sum + Number(lines ?? 1), 0);
      const max = 2 * node.value.split('\n').length;
      if (count > max)
        report(
          node,
          `[!code …] marks ${count} lines in this block; expected at most ${max}, twice the number of its lines`,
          'use smaller numbers after the colons, or remove some of the marks',
        );
    } else if (isMath(node)) {
      const problem = mathProblem(node.value);
      if (problem)
        report(
          node,
          `the formula cannot be rendered: ${problem.message}; expected ${problem.expected ?? 'TeX that KaTeX supports'}`,
          'correct it, or put a backslash before the dollar signs',
          markdown.slice(node.position?.start.offset, node.position?.end.offset).indexOf(node.value) +
            problem.position,
        );
    } else if (node.type === 'image' || node.type === 'imageReference') {
      if (!node.alt?.trim())
        reportAlt(
          node,
          'the image has no alternative text; expected a description for readers who cannot see it',
          'write it between the brackets, or use <img src="…" alt=""> if the image is decorative',
        );
    } else if (node.type === 'html')
      for (const tag of tagsIn(node.value)) {
        if (tag.name === 'img' && !tag.isEnd && !tag.attributes.some(({ name }) => name === 'alt'))
          reportAlt(
            node,
            'the image has no "alt"; expected a description for readers who cannot see it',
            'add alt="…", or alt="" if the image is decorative',
            tag.start,
          );
        checkTag(tag, (message, fix) => report(node, message, fix, tag.start));
      }
  });
  return [...problems, ...findConflicts(markdown, code)];

  /** Finds marks that are left in a paragraph, because nothing defines or opens them. */
  function checkMarks(paragraph: Paragraph) {
    const text = proseSource(paragraph, markdown);
    for (const { 0: mark, 1: note, index } of text.matchAll(/\[\^([\w-]+)\]/g))
      if (!isEscaped(text, index))
        report(
          paragraph,
          `the footnote "${mark}" is not defined; expected a paragraph that starts with ${mark}:`,
          `add [^${note}]: and the note, or put a backslash before the bracket`,
          index,
        );
    for (const { 0: line, 1: indent = '', 2: name, index } of text.matchAll(
      /^([ \t>]*):{3,}[ \t]*(?:([a-z][\w-]{0,40})[^\n]{0,300})?$/gim,
    )) {
      if (name) {
        foreignContainers++;
        report(
          paragraph,
          `"${shortened(line.trim(), 40)}" is container syntax from another system; expected ${list(containerOpenings)}, or a callout`,
          containerFix(name),
          index + indent.length,
        );
      } else if (foreignContainers > 0) foreignContainers--;
      else
        report(
          paragraph,
          `a line of colons does not close anything; expected ${list(containerOpenings)} before it`,
          'delete the line',
          index + indent.length,
        );
    }
  }
}

/** Containers of VitePress, Docusaurus and others, and the callouts that say the same. */
const foreignCallouts = new Map<string, (typeof callouts)[number]>([
  ['info', 'note'],
  ['hint', 'tip'],
  ['success', 'tip'],
  ['danger', 'caution'],
  ['error', 'caution'],
]);

/** What to write instead of a container that does not exist. */
function containerFix(name: string): string {
  const key = name.toLowerCase();
  if (key === 'details') return 'write <details><summary>…</summary>, a blank line, the text, and </details>';
  const callout = callouts.find((one) => one === key) ?? foreignCallouts.get(key);
  return callout
    ? `write "> [!${callout.toUpperCase()}]", and start each of its lines with ">"`
    : 'use one of these, or put a backslash before the colons';
}

/** The offset of a line from the start of its node. @param line from 0 */
function offsetOfLine(markdown: string, { position }: Nodes, line: number): number {
  const lines = markdown.slice(position?.start.offset, position?.end.offset).split('\n', line);
  return lines.reduce((sum, { length }) => sum + length + 1, 0);
}

/** Whether the last line of a container directive closes it. */
function isClosed({ position }: Nodes, markdown: string): boolean {
  const source = markdown.slice(position?.start.offset, position?.end.offset).trimEnd();
  const last = source.lastIndexOf('\n');
  return last >= 0 && /^[ \t>]*:{3,}$/.test(source.slice(last + 1));
}

/** The largest plausible size of an image, and span of a table cell. A larger number is an error. */
const maxSize = 10_000;
const maxSpan = 1000;
/** Sizes as authors write them. `Number` would also accept others, such as `9e9` or `Infinity`. */
const size = /^(?:|auto|(\d+(?:\.\d+)?) ?(?:px|%|r?em|v[hw])?;?)$/i;
const wholeNumber = /^(?:|(-?\d+))$/;

function checkTag({ name, isEnd, attributes }: Tag, report: (message: string, fix: string) => void) {
  if (isEnd) return;
  for (const attribute of attributes) {
    const isSize = /^(?:width|height)$/.test(attribute.name) && /^(?:img|video|iframe)$/.test(name);
    const isSpan = /^(?:col|row)?span$/.test(attribute.name);
    const isCount = attribute.name === 'start' && name === 'ol';
    if (!isSize && !isSpan && !isCount) continue;
    const max = isSize ? maxSize : isSpan ? maxSpan : 999_999_999;
    const written = (isSize ? size : wholeNumber).exec(attribute.value.trim());
    if (!written || Math.abs(Number(written[1] ?? 0)) > max)
      report(
        `"${attribute.name}" is ${shortened(attribute.value, 40)}; expected a number of at most ${max}`,
        `write ${written ? 'a smaller number' : 'it in digits'}, or remove it`,
      );
  }
}

/** In characters. A longer text is not a quotation. */
const maxRepetitionLength = 1000;
/** The maximum number of texts that repeat others, because each is searched for in the whole text. */
const maxRepetitions = 50;

/** Returns a function that tells whether a part of a text is repeated elsewhere in the text. */
function repetitionsIn(text: Nodes): (part: Nodes) => boolean {
  const plain = (node: Nodes) => textOf(node).replace(/\s+/g, ' ').trim();
  let all: string | undefined;
  return (part) => {
    all ??= plain(text);
    const phrase = plain(part);
    if (phrase === '' || phrase.length > maxRepetitionLength) return false;
    return occursTwice(all, phrase);
  };
}

/** Whether a phrase occurs twice in a text. Takes linear time (the algorithm of Knuth, Morris and Pratt). */
function occursTwice(text: string, phrase: string): boolean {
  const borders = [0];
  for (let at = 1, border = 0; at < phrase.length; at++) {
    while (border > 0 && phrase[at] !== phrase[border]) border = borders[border - 1] ?? 0;
    if (phrase[at] === phrase[border]) border++;
    borders.push(border);
  }
  let count = 0;
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    while (matched > 0 && text[at] !== phrase[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === phrase[matched]) matched++;
    if (matched < phrase.length) continue;
    if (++count === 2) return true;
    matched = 0;
  }
  return false;
}

/** Finds lines of diagrams that draw nothing. */
export function findIdleLines(mdast: MdastRoot, diagrams: Diagrams): Problem[] {
  const warnings: Problem[] = [];
  visit(mdast, 'code', ({ value, position }) => {
    const drawing = diagrams.get(value);
    if (!drawing || !position || 'failure' in drawing) return;
    for (const at of drawing.idle)
      warnings.push({
        line: position.start.line + 1 + at,
        column: position.start.column,
        message: 'this line has no effect on the diagram; expected a line that draws something',
        fix: 'check its spelling, or remove it',
      });
  });
  return warnings;
}

/** Finds line ranges on fence lines that the code block does not have. */
export function findIdleRanges(mdast: MdastRoot): Problem[] {
  const warnings: Problem[] = [];
  visit(mdast, 'code', ({ value, meta, position }) => {
    const lines = value.split('\n').length;
    const idle = rangesIn(meta ?? '').find(({ from, to }) => from < 1 || to < from || to > lines);
    if (idle && position)
      warnings.push({
        line: position.start.line,
        column: position.start.column,
        message: `${idle.from === idle.to ? `line ${idle.from} does` : `lines ${idle.from} to ${idle.to} do`} not exist in this block of ${lines} ${lines === 1 ? 'line' : 'lines'}; expected lines of the block`,
        fix: lines === 1 ? 'write {1}, or delete the braces' : `use numbers from 1 to ${lines}`,
      });
  });
  return warnings;
}

/** Finds headings two or more ranks below the previous one, which are rendered one rank below it. */
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
        message: `a level ${depth} heading follows a level ${before} heading; expected level ${before + 1}. It is rendered one level below its parent`,
        fix: `write ${marks} instead of ${'#'.repeat(depth)}`,
      });
    }
    before = depth;
  });
  return warnings;
}

/** Finds headings without text, of which readers see nothing. */
export function findEmptyHeadings(mdast: MdastRoot): Problem[] {
  const warnings: Problem[] = [];
  visit(mdast, 'heading', (heading) => {
    const { depth, position } = heading;
    // An image in HTML may have alternative text.
    if (
      !position ||
      textOf(heading)
        .replace(/<(?![^>]*\balt=["']?[^"'\s>])[^>]*>/g, '')
        .trim() !== ''
    )
      return;
    warnings.push({
      line: position.start.line,
      column: position.start.column,
      message: 'the heading has no text; expected a title for the section',
      fix: `write one after ${'#'.repeat(depth)}, or delete the line`,
    });
  });
  return warnings;
}

/** The maximum number of characters in a text that are reported. */
const maxUnprintable = 20;

/** Finds control characters and others that cannot be shown. Feeds have a replacement character for each. */
export function findUnprintable(markdown: string): Problem[] {
  const places = new Places(markdown);
  const found = markdown.matchAll(/(?![\n\t])[\p{Cc}\p{Noncharacter_Code_Point}]/gu);
  return [...found].slice(0, maxUnprintable).map(({ 0: character, index }) => ({
    ...places.at(index),
    message: `the text contains the character ${unprintableIn(character)}, which cannot be shown; expected text`,
    fix: 'delete the character',
  }));
}
