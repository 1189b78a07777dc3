import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { MathJax } from 'mathjax';
import sharp from 'sharp';
import { visit } from 'unist-util-visit';
import { hashOf } from '../util/hash';
import { mathMl } from './math';

/** A formula as an image, for readers of feeds: few of their programs know MathML. */
export interface Formula {
  /** Where it is had from; it holds a hash of the drawing. */
  address: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/** Formulas by what they were written as; see `formulaKey`. */
export type Formulas<Drawn extends Formula = Formula> = Record<string, Drawn>;

/** In CSS pixels: the height of an x beside text of 17 pixels, and the paper around a formula. */
const ex = 8;
const margin = 4;

/** Tells apart what a formula was written as, and whether it stands on lines of its own. */
export function formulaKey(math: Element): string {
  let tex = '';
  visit(math, 'element', (node) => {
    if (node.tagName === 'annotation') tex = textOf(node);
  });
  return (math.properties.display === 'block' ? '$$' : '$') + tex;
}

/** The TeX that a formula was written as. */
export const texOf = (math: Element) => formulaKey(math).replace(/^\$+/, '');

/** Draws the formulas of an article, which `shapeMath` has made MathML of, as SVG. */
export async function drawFormulas(tree: Root): Promise<Formulas<Formula & { svg: string }>> {
  const keys = new Set<string>();
  visit(tree, 'element', (node) => {
    if (node.tagName === 'math') keys.add(formulaKey(node));
  });
  const formulas: Formulas<Formula & { svg: string }> = {};
  let left = mostTex;
  for (const key of keys) {
    if (key.length > longestTex || key.length > left) continue;
    left -= key.length;
    const drawing = await draw(key.replace(/^\$+/, ''), key.startsWith('$$'));
    if (drawing)
      formulas[key] = { address: `/media/${hashOf(drawing.svg).slice(0, 10)}/formula.png`, ...drawing };
  }
  return formulas;
}

/**
 * In characters of TeX: what is longer takes seconds, and is mostly wider than can be drawn. So
 * much is drawn of all formulas of a text; readers of feeds get the TeX of the others.
 */
const longestTex = 1500;
const mostTex = 30_000;

let mathJax: Promise<MathJax> | undefined;

async function startMathJax(): Promise<MathJax> {
  const { default: library } = await import('mathjax');
  return library.init({
    loader: { load: ['input/mml', 'output/svg', 'adaptors/liteDOM'] },
    // In one piece, however long.
    svg: { fontCache: 'none', displayOverflow: 'overflow', linebreaks: { inline: false } },
  });
}

/** In CSS pixels: what is larger is no formula that anybody reads, and no image that can be printed. */
const largest = 4000;

/**
 * @returns nothing where a formula has letters that the font has not, which would look different
 *   on each machine, and where it cannot be drawn
 */
async function draw(tex: string, display: boolean) {
  mathJax ??= startMathJax();
  const library = await mathJax;
  try {
    return await drawn(library, tex, display);
  } catch {
    // Thousands of pixels wide, or nested hundreds of times: readers get its TeX.
    return undefined;
  }
}

async function drawn({ mathml2svgPromise, startup }: MathJax, tex: string, display: boolean) {
  const { adaptor } = startup;
  // KaTeX writes every `<` of the TeX as `&lt;`: the tags are its own.
  const math = mathMl(tex, display).replace(/^.*?(?=<math)|(?<=<\/math>).*$/gs, '');
  const [drawing] = adaptor.tags(await mathml2svgPromise(math, { display }), 'svg');
  if (!drawing || adaptor.tags(drawing, 'text').length > 0) return undefined;
  const attribute = (name: string) => adaptor.getAttribute(drawing, name) ?? '';
  const [width, height] = [attribute('width'), attribute('height')].map(Number.parseFloat);
  if (!width || !height) return undefined;
  const inner = adaptor.innerHTML(drawing);
  const [x = 0, y = 0, w = 0, h = 0] = attribute('viewBox').split(' ').map(Number);
  const around = (margin * w) / (width * ex);
  const paper = [x - around, y - around, w + 2 * around, h + 2 * around].map((side) => side.toFixed(0));
  const [left, top, across, down] = paper;
  const size = (side: number) => Math.ceil(side * ex) + 2 * margin;
  if (size(width) > largest || size(height) > largest) return undefined;
  // Ink on paper, whatever is around it.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size(width)}" height="${size(height)}" viewBox="${paper.join(' ')}"><path fill="#fff" d="M${left} ${top}h${across}v${down}h-${across}z"/><g color="#1b1e22">${inner}</g></svg>`;
  // It is read here as it will be when it is printed.
  await sharp(Buffer.from(svg)).metadata();
  return { width: size(width), height: size(height), svg };
}
