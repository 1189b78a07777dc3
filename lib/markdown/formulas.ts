import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { MathJax } from 'mathjax';
import sharp from 'sharp';
import { theme } from '@/theme.config';
import { hashOf } from '../util/hash';
import { loadOptional } from '../util/optional-package';
import { visit } from '../util/visit';
import { mathMl } from './math';

/** A formula as an image for feeds, because few feed readers support MathML. */
export interface Formula {
  /** The path of its file, which contains a hash of the SVG. */
  address: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/** Formulas by key; see `formulaKey`. */
export type Formulas<Drawn extends Formula = Formula> = Record<string, Drawn>;

/** In CSS pixels: the height of an x next to text of 17 pixels, and the padding around a formula. */
const ex = 8;
const margin = 4;

/** The key of a formula: its TeX, after `$$` for a block and `$` for an inline formula. */
export function formulaKey(math: Element): string {
  let tex = '';
  visit(math, 'element', (node) => {
    if (node.tagName === 'annotation') tex = textOf(node);
  });
  return (math.properties.display === 'block' ? '$$' : '$') + tex;
}

/** The TeX source of a formula. */
export const texOf = (math: Element) => formulaKey(math).replace(/^\$+/, '');

/**
 * Draws the formulas of an article as SVG.
 *
 * @param tree the article after `shapeMath`, with formulas in MathML
 * @returns the drawings, without formulas that are too long or cannot be drawn
 */
export async function drawFormulas(tree: Root): Promise<Formulas<Formula & { svg: string }>> {
  const keys = new Set<string>();
  visit(tree, 'element', (node) => {
    if (node.tagName === 'math') keys.add(formulaKey(node));
  });
  const formulas: Formulas<Formula & { svg: string }> = {};
  let remaining = maxTotalTex;
  for (const key of keys) {
    if (key.length > maxTex || key.length > remaining) continue;
    remaining -= key.length;
    const drawing = await draw(key.replace(/^\$+/, ''), key.startsWith('$$'));
    if (drawing)
      formulas[key] = { address: `/media/${hashOf(drawing.svg).slice(0, 10)}/formula.png`, ...drawing };
  }
  return formulas;
}

/**
 * In characters of TeX: the maximum length of a formula, and of all formulas of a text. A longer formula
 * takes seconds, and is usually too wide to draw. Feeds have the TeX of formulas that are not drawn.
 */
const maxTex = 1500;
const maxTotalTex = 30_000;

let mathJax: Promise<MathJax> | undefined;

async function startMathJax(): Promise<MathJax> {
  const { default: library } = await loadOptional('mathjax', 'Formulas in feeds', () => import('mathjax'));
  return library.init({
    loader: { load: ['input/mml', 'output/svg', 'adaptors/liteDOM'] },
    // No line breaks, however long the formula is.
    svg: { fontCache: 'none', displayOverflow: 'overflow', linebreaks: { inline: false } },
  });
}

/** In CSS pixels. A larger formula is unreadable, and too large to render as an image. */
const maxSize = 4000;

/**
 * Draws a formula.
 *
 * @returns `undefined` if the formula has characters that the font lacks, which would look different
 *   on each machine, or if it cannot be drawn
 */
async function draw(tex: string, display: boolean) {
  mathJax ??= startMathJax();
  const library = await mathJax;
  try {
    return await drawWith(library, tex, display);
  } catch {
    // Thousands of pixels wide, or nested hundreds of levels deep. Feeds have its TeX.
    return undefined;
  }
}

async function drawWith({ mathml2svgPromise, startup }: MathJax, tex: string, display: boolean) {
  const { adaptor } = startup;
  // KaTeX writes every `<` of the TeX as `&lt;`, so all tags are its own.
  const math = mathMl(tex, display).replace(/^.*?(?=<math)|(?<=<\/math>).*$/gs, '');
  const [drawing] = adaptor.tags(await mathml2svgPromise(math, { display }), 'svg');
  if (!drawing || adaptor.tags(drawing, 'text').length > 0) return undefined;
  const attribute = (name: string) => adaptor.getAttribute(drawing, name) ?? '';
  const [width, height] = [attribute('width'), attribute('height')].map(Number.parseFloat);
  if (!width || !height) return undefined;
  const inner = adaptor.innerHTML(drawing);
  const [x = 0, y = 0, w = 0, h = 0] = attribute('viewBox').split(' ').map(Number);
  const padding = (margin * w) / (width * ex);
  const box = [x - padding, y - padding, w + 2 * padding, h + 2 * padding].map((side) => side.toFixed(0));
  const [left, top, across, down] = box;
  const size = (side: number) => Math.ceil(side * ex) + 2 * margin;
  if (size(width) > maxSize || size(height) > maxSize) return undefined;
  // Dark on white, whatever the background is.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size(width)}" height="${size(height)}" viewBox="${box.join(' ')}"><path fill="#fff" d="M${left} ${top}h${across}v${down}h-${across}z"/><g color="${theme.colors.ink.light}">${inner}</g></svg>`;
  // Throws here if the image could not be rendered later.
  await sharp(Buffer.from(svg)).metadata();
  return { width: size(width), height: size(height), svg };
}
