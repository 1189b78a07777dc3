import type { Literal, Root as MdastRoot, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { callouts } from './blocks';
import { type Diagrams, isDiagram } from './diagrams';
import { fenceText } from './highlight';
import { mathProblem } from './math';

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

const imageTag = /<img\s(?:[^">']|"[^"]*"|'[^']*')*>/gi;
const blank = (text: string) => ' '.repeat(text.length);

const knownDirectives = ['figure', 'aside', 'pull', 'video'];

/** @returns the place of a character, both counted from 1 */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What an author surely did not mean: it would be printed as it is written, or swallow what follows. */
export function findProblems(mdast: MdastRoot, markdown: string, diagrams: Diagrams): Problem[] {
  const problems: Problem[] = [];
  /** First paragraphs of block quotes. */
  const quotes = new Set<Nodes>();
  const report = (node: Nodes, message: string, fix: string, within = 0) => {
    const { line, column } = placeAt(markdown, (node.position?.start.offset ?? 0) + within);
    problems.push({ line, column, message, fix });
  };
  visit(mdast, (node: Nodes, _index, parent) => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      const colons = node.type === 'leafDirective' ? '::' : ':::';
      const source = markdown.slice(node.position?.start.offset, node.position?.end.offset);
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
      else if (node.type === 'containerDirective' && !/\n[ \t>]*:{3,}\s*$/.test(source))
        report(
          node,
          `":::${node.name}" is not closed; expected a line of three colons (:::) after it`,
          'add a line ::: where it ends',
        );
      else if (node.name === 'pull' && occurrences(mdast, node) < 2)
        report(
          node,
          'the pull quote is not in the article; expected words of it, as they stand there',
          'repeat a sentence of the article, or write :::aside',
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
          `the diagram cannot be drawn: ${drawing.failure}; expected Mermaid of a kind that docs/writing.md names`,
          'correct it, or call its language "text" to show it as it is written',
        );
      if (!fenceText(node.meta ?? '', 'alt')?.trim())
        report(
          node,
          'the diagram has no "alt"; expected what it shows, for those who cannot see it',
          'write ```mermaid alt="…"',
        );
    } else if (isMath(node)) {
      const problem = mathProblem(node.value);
      if (problem)
        report(
          node,
          `the formula cannot be read: ${problem.message}; expected TeX as KaTeX knows it`,
          'correct it, or put a backslash before the dollar signs',
          markdown.slice(node.position?.start.offset).indexOf(node.value) + problem.position,
        );
    } else if (node.type === 'image' || node.type === 'imageReference') {
      if (!node.alt?.trim())
        report(
          node,
          'the image has no alternative text; expected what it shows, for those who cannot see it',
          'write it between the brackets, or <img src="…" alt=""> where it only decorates',
        );
    } else if (node.type === 'html')
      for (const image of node.value.replace(/<!--.*?-->/gs, blank).matchAll(imageTag))
        if (!/\salt(?=[\s=>/])/i.test(image[0]))
          report(
            node,
            'the image has no "alt"; expected what it shows, for those who cannot see it',
            'add alt="…", or alt="" where it only decorates',
            image.index,
          );
  });
  return problems;
}

/** How often a text says what a part of it says, that part included. */
function occurrences(text: MdastRoot, part: Nodes): number {
  const plain = (node: Nodes) => textOf(node).replace(/\s+/g, ' ').trim();
  const words = plain(part);
  return words === '' ? 0 : plain(text).split(words).length - 1;
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
