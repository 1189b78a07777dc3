import { readFile } from 'node:fs/promises';
import { absoluteUrl, hostedPath, messages, site } from '../config/site';
import { directionOf } from '../i18n/language';
import { type Layer, layers } from '../markdown/layers';
import { staticFilesWith } from '../next/compiled-app';

interface Styles {
  /** What every page has, with the order of all layers. */
  common: string;
  layers: Map<Layer, string>;
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
  return common + [...layers].map(([layer, css]) => (needed.has(layer) ? css : '')).join('');
}

/** The style sheet that feeds name, with the words that a browser shows above one. */
export async function feedStyles(): Promise<string> {
  styles ??= readStyles();
  const { common, feed } = await styles;
  const { thisIs, what } = messages.subscribe;
  const explained = [thisIs, what(site.title), absoluteUrl('/subscribe/')].map(cssString).join(' "\\a\\a" ');
  const direction = directionOf(site.language);
  // Pages have the text face from a class of their root.
  const face = /--font-brygada:[^;}]+/.exec(common)?.[0] ?? '';
  return `@charset "utf-8";${common}${feed}:root{${face};--explained:${explained};--direction:${direction}}\n`;
}

/** @see https://drafts.csswg.org/cssom/#serialize-a-string */
const cssString = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replace(/\s/g, ' ')}"`;

async function readStyles(): Promise<Styles> {
  const texts = await Promise.all(staticFilesWith('.css').map((file) => readFile(file, 'utf8')));
  let common = texts
    .join('')
    // Fonts were found from the style sheet's own address.
    .replaceAll('url(../media/', `url(${hostedPath('/_next/static/media/')}`)
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '')
    .trim();
  const take = (layer: string) => {
    const css = layerOf(common, layer);
    common = common.replace(css, () => '');
    return css;
  };
  const taken = new Map(layers.map((layer) => [layer, take(layer)]));
  const feed = take('feed');
  return { common, layers: taken, feed };
}

/**
 * A layer's block, from its `@layer` to its last brace. Our own style sheets have no braces in
 * texts, and the compiler writes each layer once.
 *
 * @throws {Error} where there is none
 */
function layerOf(css: string, layer: string): string {
  const start = css.indexOf(`@layer ${layer}{`);
  let depth = 0;
  for (let at = start; at >= 0 && at < css.length; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}' && --depth === 0) return css.slice(start, at + 1);
  }
  throw new Error(`the style sheet has no layer ${layer}; expected one of app/_styles/`);
}
