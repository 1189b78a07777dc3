import { readFile } from 'node:fs/promises';
import { generate, parse, type StyleSheet } from 'css-tree';
import { hostedPath } from '../config/site';
import { type Layer, layers } from '../markdown/layers';
import { staticFilesWith } from '../next/compiled-app';

interface Styles {
  /** The styles of every page, with the order of all layers. */
  common: string;
  layers: Map<string, string>;
  /** The styles of feeds, which no page has. */
  feed: string;
}

let styles: Promise<Styles> | undefined;

/**
 * The style sheet of a page, as CSS.
 *
 * @param needed the layers that the page or its text uses
 */
export async function stylesFor(needed: ReadonlySet<Layer>): Promise<string> {
  styles ??= readStyles();
  const { common, layers } = await styles;
  return common + [...layers].map(([layer, css]) => (needed.has(layer as Layer) ? css : '')).join('');
}

/** The style sheet of feeds. */
export async function feedStyles(): Promise<string> {
  styles ??= readStyles();
  const { common, feed } = await styles;
  // Pages get the text font from a class on their root element.
  const face = /--font-brygada:[^;}]+/.exec(common)?.[0] ?? '';
  // Pages preload the text font. A feed cannot, so with `optional` it would have another font.
  const base = common.replaceAll('font-display:optional', 'font-display:swap');
  return `@charset "utf-8";${base}${feed}:root{${face}}\n`;
}

async function readStyles(): Promise<Styles> {
  const texts = await Promise.all(staticFilesWith('.css').map((file) => readFile(file, 'utf8')));
  const common = texts
    .join('')
    // The URLs of fonts are relative to the original style sheet.
    .replaceAll('url(../media/', `url(${hostedPath('/_next/static/media/')}`)
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '')
    .trim();
  const cut = cutLayers(common, [...layers, 'feed']);
  const feed = cut.layers.get('feed') ?? '';
  cut.layers.delete('feed');
  return { common: cut.rest, layers: cut.layers, feed };
}

/**
 * Cuts layers out of a style sheet.
 *
 * @param names the names of layers, each of which occurs once
 * @returns each layer from its `@layer` to its last brace, in the order of the names, and the rest
 * @throws {Error} if a layer is missing
 */
export function cutLayers<Name extends string>(
  css: string,
  names: readonly Name[],
): { layers: Map<Name, string>; rest: string } {
  const blocks = new Map<string, [start: number, end: number]>();
  const raw = { parseAtrulePrelude: false, parseRulePrelude: false, parseValue: false };
  const styleSheet = parse(css, { ...raw, positions: true }) as StyleSheet;
  for (const node of styleSheet.children)
    if (node.type === 'Atrule' && node.name === 'layer' && node.block && node.prelude && node.loc)
      blocks.set(generate(node.prelude).trim(), [node.loc.start.offset, node.loc.end.offset]);
  const layers = new Map<Name, string>();
  for (const name of names) {
    const block = blocks.get(name);
    if (!block) throw new Error(`the style sheet has no layer ${name}; expected one of app/_styles/`);
    layers.set(name, css.slice(...block));
  }
  let rest = css;
  for (const block of layers.values()) rest = rest.replace(block, () => '');
  return { layers, rest };
}
