import type { Element, Nodes, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import katex, { type KatexOptions, ParseError } from 'katex';
import { htmlToHast } from 'satteri';
import { SKIP, visit } from 'unist-util-visit';
import type { Messages } from '../i18n/index';
import { tagsIn } from './tags';

const options: KatexOptions = { output: 'mathml', strict: 'ignore', trust: false };

/** In characters, with the TeX: a longer formula in a line of text may be wider than a phone. */
const widest = 80;

/** In characters. */
const maxLength = 10_000;
const maxDepth = 100;
/** Letters and the like that macros of an author's may come to, about. */
const maxExpanded = 100_000;
/** KaTeX's own; its commands are macros, too. */
const maxExpand = 1000;

/** In em: a formula that asks for more would cover the page. */
const maxAcross = 40;
const maxUp = 10;
const maxSizes: Record<string, number> = {
  width: maxAcross,
  height: maxUp,
  depth: maxUp,
  voffset: maxUp,
  linethickness: maxUp,
  rowspacing: maxUp,
  minsize: maxUp,
};
/** How often the size of the text around it: sizes within sizes multiply. */
const maxScale = 5;

/** In em, which is 10 pt here: what a length is measured in (TeXbook, chapter 10). */
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

/** What is wrong with a formula in TeX, and where, counted from its first character. */
interface MathProblem {
  message: string;
  expected?: string;
  position: number;
}

const tooDeep: MathProblem = {
  message: 'it is nested too deeply',
  expected: `at most ${maxDepth} levels`,
  position: 0,
};

/** What is wrong with a formula in TeX; `undefined` where nothing is. */
export function mathProblem(tex: string): MathProblem | undefined {
  if (tex.length > maxLength)
    return { message: `it is ${tex.length} characters long`, expected: `at most ${maxLength}`, position: 0 };
  try {
    return excessOf(katex.renderToString(tex, optionsFor(tex)), tex);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    if (!(error instanceof ParseError)) throw error;
    // Whatever its types say, an error about expansions has no position.
    return { message: error.rawMessage, position: error.position || 0 };
  }
}

/** Where a formula has macros of its own, they may be used less often the longer they may be. */
function optionsFor(tex: string): KatexOptions {
  const hasMacros = /\\(?:[gex]?def|let|(?:re)?newcommand|providecommand)/.test(tex);
  return { ...options, maxExpand: hasMacros ? Math.min(maxExpand, maxExpanded / tex.length) : maxExpand };
}

function excessOf(mathMl: string, tex: string): MathProblem | undefined {
  /** How large the text is in each of the elements that are open. */
  const scales = [1];
  for (const { name, isEnd, attributes } of tagsIn(mathMl)) {
    if (isEnd) {
      if (name !== 'mspace') scales.pop();
      continue;
    }
    let scale = scales.at(-1) ?? 1;
    for (const { name: attribute, value } of attributes) {
      if (attribute === 'mathsize') scale *= Number.parseFloat(value);
      const most = maxSizes[attribute];
      const isBack = attribute === 'width' && value.startsWith('-');
      if (most && sizeOf(value) > (isBack ? maxUp : most))
        return {
          message: `${value} is too large`,
          expected: `at most ${maxAcross}em across, and ${maxUp}em up, down or back`,
          position: placeOf(sizeOf(value), tex),
        };
    }
    if (scale > maxScale)
      return {
        message: 'sizes within sizes make its text too large',
        expected: `at most ${maxScale} times the size of the text around it`,
        position: 0,
      };
    if (scales.length > maxDepth) return tooDeep;
    if (name !== 'mspace') scales.push(scale);
  }
  return undefined;
}

/** In em, without its sign; 0 where it is no length. */
function sizeOf(text: string): number {
  const [[, number, unit = ''] = []] = text.matchAll(length);
  return Math.abs(Number(number ?? 0)) * (units[unit] ?? 0);
}

/** Where the first length stands in a formula that is as large, about. */
function placeOf(size: number, tex: string): number {
  for (const match of tex.matchAll(length)) if (sizeOf(match[0]) > size * 0.9) return match.index;
  return 0;
}

/** Turns formulas in TeX into MathML, which browsers set and screen readers read; the TeX stays with it. */
export function shapeMath(tree: Root, words: Messages['text']): void {
  let count = 0;
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const block = node.tagName === 'pre' ? node.children[0] : undefined;
    if (isMath(block)) {
      const region = { role: 'region', ariaLabel: words.formula(++count), tabIndex: 0 };
      parent.children[index] = h('div.formula', region, mathOf(block, true));
      return SKIP;
    }
    if (!isMath(node)) return undefined;
    const math = mathOf(node, false);
    const region = { role: 'region', ariaLabel: words.formula(count + 1), tabIndex: 0 };
    const isWide = math.tagName === 'math' && textOf(math).length > widest;
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

/** A formula in TeX that has no problem as MathML. */
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
      // A name space is for XML.
      math.properties = displayMode ? { display: 'block' } : {};
    }
    if (node.tagName === 'mtable') alignColumns(node);
  });
  return math;
}

/** Browsers have left `columnalign` and `columnspacing` out (MathML Core §1.3): classes take their place. */
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
