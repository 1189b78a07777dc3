import { readFile } from 'node:fs/promises';
import { generate, parse, type StyleSheet } from 'css-tree';
import { absoluteUrl, hostedPath, messages, site } from '../config/site';
import { directionOf } from '../i18n/language';
import { type Layer, layers } from '../markdown/layers';
import { staticFilesWith } from '../next/compiled-app';

interface Styles {
  /** What every page has, with the order of all layers. */
  common: string;
  layers: Map<string, string>;
  /** What no page has, but feeds. */
  feed: string;
}

let styles: Promise<Styles> | undefined;

/**
 * The style sheet of a page, as Tailwind has made it of the classes in use.
 *
 * @param needed the layers that something on the page or in its text is styled by
 */
export async function stylesFor(needed: ReadonlySet<Layer>): Promise<string> {
  styles ??= readStyles();
  const { common, layers } = await styles;
  return common + [...layers].map(([layer, css]) => (needed.has(layer as Layer) ? css : '')).join('');
}

/** The style sheet that feeds name, with the words that a browser shows above one. */
export async function feedStyles(): Promise<string> {
  styles ??= readStyles();
  const { common, feed } = await styles;
  const { thisIs, what } = messages.subscribe;
  const explained = [thisIs, what, absoluteUrl('/subscribe/')].map(cssString).join(' "\\a\\a" ');
  const direction = directionOf(site.language);
  // Pages have the text face from a class of their root.
  const face = /--font-brygada:[^;}]+/.exec(common)?.[0] ?? '';
  return `@charset "utf-8";${common}${feed}:root{${face};--explained:${explained};--direction:${direction}}\n`;
}

/** @see https://drafts.csswg.org/cssom/#serialize-a-string */
const cssString = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replace(/\s/g, ' ')}"`;

async function readStyles(): Promise<Styles> {
  const texts = await Promise.all(staticFilesWith('.css').map((file) => readFile(file, 'utf8')));
  const common = texts
    .join('')
    // Fonts were found from the style sheet's own address.
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
 * @param names of layers, each written once
 * @returns each layer from its `@layer` to its last brace, in the order of the names, and what is left
 * @throws {Error} if a layer is missing
 */
export function cutLayers<Name extends string>(
  css: string,
  names: readonly Name[],
): { layers: Map<Name, string>; rest: string } {
  const blocks = new Map<string, [start: number, end: number]>();
  const raw = { parseAtrulePrelude: false, parseRulePrelude: false, parseValue: false };
  const sheet = parse(css, { ...raw, positions: true }) as StyleSheet;
  for (const node of sheet.children)
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
