import type { Element, Nodes, Root } from 'hast';
import { h } from 'hastscript';
import katex, { type KatexOptions, ParseError } from 'katex';
import { htmlToHast } from 'satteri';
import { SKIP, visit } from 'unist-util-visit';
import type { Words } from '../words';

const options: KatexOptions = { output: 'mathml', strict: 'ignore', trust: false };

/** What is wrong with a formula in TeX, and where, counted from its first character; `undefined` where nothing is. */
export function mathProblem(tex: string): { message: string; position: number } | undefined {
  try {
    katex.renderToString(tex, options);
    return undefined;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { message: error.rawMessage, position: error.position };
  }
}

/** Turns formulas in TeX into MathML, which browsers set and screen readers read; the TeX stays with it. */
export function shapeMath(tree: Root, words: Words['text']): void {
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
    parent.children[index] = mathOf(node, false);
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

/** A formula in TeX as MathML; what cannot be understood stands there in red. */
export function mathMl(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { ...options, displayMode, throwOnError: false });
}

function mathOf(code: Element, displayMode: boolean): Element {
  const [text] = code.children;
  const tex = text?.type === 'text' ? text.value : '';
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
