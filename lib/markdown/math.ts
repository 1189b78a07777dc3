import type { Element, Nodes, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import katex, { type KatexOptions, ParseError } from 'katex';
import { htmlToHast } from 'satteri';
import type { Messages } from '../i18n/index';
import { SKIP, visit } from '../util/visit';
import { tagsIn } from './tags';

const options: KatexOptions = { output: 'mathml', strict: 'ignore', trust: false };

/** In characters, including the TeX. A longer inline formula may be wider than a phone. */
const maxInlineLength = 80;

/** In characters of TeX. */
const maxLength = 10_000;
const maxDepth = 100;
/** About how many characters the macros of an author may expand to. */
const maxExpanded = 100_000;
/** The default of KaTeX, whose own commands are macros as well. */
const maxExpand = 1000;

/** In em. A larger formula would cover the page. */
const maxWidth = 40;
const maxHeight = 10;
/** The maximum values of MathML attributes, in em. */
const maxSizes: Record<string, number> = {
  width: maxWidth,
  height: maxHeight,
  depth: maxHeight,
  voffset: maxHeight,
  linethickness: maxHeight,
  rowspacing: maxHeight,
  minsize: maxHeight,
};
/** The maximum font size relative to the surrounding text. Nested sizes multiply. */
const maxScale = 5;

/** The units of TeX (TeXbook, chapter 10) in em. An em is 10 pt here. */
const units: Record<string, number> = {
  em: 1,
  ex: 0.43,
  mu: 1 / 18,
  pt: 0.1,
  px: 0.1,
  bp: 0.1,
  pc: 1.2,
  mm: 0.285,
  cm: 2.85,
  in: 7.23,
  dd: 0.107,
  cc: 1.284,
  nd: 0.107,
  nc: 1.28,
};
const length = /(-?(?:\d+\.?\d*|\.\d+))\s*([a-z]{2})/g;

/** An error in a formula. */
interface MathProblem {
  message: string;
  expected?: string;
  /** Its offset in the TeX. */
  position: number;
}

const tooDeep: MathProblem = {
  message: 'it is nested too deeply',
  expected: `at most ${maxDepth} levels`,
  position: 0,
};

/** Checks a formula in TeX. @returns the first error; `undefined` if there is none */
export function mathProblem(tex: string): MathProblem | undefined {
  if (tex.length > maxLength)
    return { message: `it is ${tex.length} characters long`, expected: `at most ${maxLength}`, position: 0 };
  try {
    return excessOf(katex.renderToString(tex, optionsFor(tex)), tex);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    if (!(error instanceof ParseError)) throw error;
    // Despite its type, an error about expansions has no position.
    return { message: error.rawMessage, position: error.position || 0 };
  }
}

/** If a formula defines macros, the longer it is, the fewer expansions are allowed. */
function optionsFor(tex: string): KatexOptions {
  const hasMacros = /\\(?:[gex]?def|let|(?:re)?newcommand|providecommand)/.test(tex);
  return { ...options, maxExpand: hasMacros ? Math.min(maxExpand, maxExpanded / tex.length) : maxExpand };
}

/** Checks the sizes and the depth of a rendered formula. */
function excessOf(mathMl: string, tex: string): MathProblem | undefined {
  /** The font size in each open element, relative to the surrounding text. */
  const scales = [1];
  for (const { name, isEnd, attributes } of tagsIn(mathMl)) {
    if (isEnd) {
      if (name !== 'mspace') scales.pop();
      continue;
    }
    let scale = scales.at(-1) ?? 1;
    for (const { name: attribute, value } of attributes) {
      if (attribute === 'mathsize') scale *= Number.parseFloat(value);
      const max = maxSizes[attribute];
      const isNegative = attribute === 'width' && value.startsWith('-');
      if (max && sizeOf(value) > (isNegative ? maxHeight : max))
        return {
          message: `${value} is too large`,
          expected: `at most ${maxWidth}em wide, and ${maxHeight}em up, down or back`,
          position: positionOf(sizeOf(value), tex),
        };
    }
    if (scale > maxScale)
      return {
        message: 'nested sizes make its text too large',
        expected: `at most ${maxScale} times the size of the text around it`,
        position: 0,
      };
    if (scales.length > maxDepth) return tooDeep;
    if (name !== 'mspace') scales.push(scale);
  }
  return undefined;
}

/** The absolute value of a length in em; 0 if it is not a length. */
function sizeOf(text: string): number {
  const [[, number, unit = ''] = []] = text.matchAll(length);
  return Math.abs(Number(number ?? 0)) * (units[unit] ?? 0);
}

/** The offset of the first length in a formula that is at least about as large; 0 if there is none. */
function positionOf(size: number, tex: string): number {
  for (const match of tex.matchAll(length)) if (sizeOf(match[0]) > size * 0.9) return match.index;
  return 0;
}

/**
 * Turns formulas in TeX into MathML, which browsers lay out and screen readers read. It contains the
 * TeX as an annotation. Mutates `tree`.
 */
export function shapeMath(tree: Root, messages: Messages['text']): void {
  let count = 0;
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const block = node.tagName === 'pre' ? node.children[0] : undefined;
    if (isMath(block)) {
      const region = { role: 'region', ariaLabel: messages.formula(++count), tabIndex: 0 };
      parent.children[index] = h('div.formula', region, mathOf(block, true));
      return SKIP;
    }
    if (!isMath(node)) return undefined;
    const math = mathOf(node, false);
    const region = { role: 'region', ariaLabel: messages.formula(count + 1), tabIndex: 0 };
    const isWide = math.tagName === 'math' && textOf(math).length > maxInlineLength;
    if (isWide) count++;
    parent.children[index] = isWide ? h('span.formula-wide', region, math) : math;
    return SKIP;
  });
}

function isMath(node: Nodes | undefined): node is Element {
  return (
    node?.type === 'element' &&
    node.tagName === 'code' &&
    [node.properties.className].flat().includes('language-math')
  );
}

/** Renders TeX as MathML in KaTeX's HTML. @param tex a formula in which `mathProblem` finds no error */
export function mathMl(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { ...optionsFor(tex), displayMode, throwOnError: false });
}

function mathOf(code: Element, displayMode: boolean): Element {
  const [text] = code.children;
  const tex = text?.type === 'text' ? text.value : '';
  if (mathProblem(tex)) return h('code', tex);
  const tree = htmlToHast(mathMl(tex, displayMode), { fragment: true }) as Root;
  let math: Element = h('code', tex);
  visit(tree, 'element', (node) => {
    if (node.tagName === 'math') {
      math = node;
      // Only XML needs the namespace.
      math.properties = displayMode ? { display: 'block' } : {};
    }
    if (node.tagName === 'mtable') alignColumns(node);
  });
  return math;
}

/** Replaces `columnalign` and `columnspacing`, which browsers have dropped (MathML Core §1.3), with classes. */
function alignColumns(table: Element) {
  const column = (name: string) => String(table.properties[name] ?? '').split(' ');
  const alignments = column('columnalign');
  const isTight = column('columnspacing').some((space) => space === '0em');
  table.properties = {};
  for (const row of table.children) {
    if (row.type !== 'element') continue;
    for (const [at, cell] of row.children.entries())
      if (cell.type === 'element')
        cell.properties.className = [
          ...(alignments[at] === 'left' || alignments[at] === 'right' ? [`align-${alignments[at]}`] : []),
          ...(isTight ? ['tight'] : []),
        ];
  }
}
