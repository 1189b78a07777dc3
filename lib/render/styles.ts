import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type CssNode,
  type Declaration,
  find,
  generate,
  ident,
  parse,
  type Rule,
  type StyleSheet,
  walk,
} from 'css-tree';
import { theme } from '@/theme.config';
import { extensionsDir } from '../cache/paths';
import { hostedPath } from '../config/site';
import { type Layer, layers } from '../markdown/layers';
import { staticFilesWith } from '../next/compiled-app';
import { fontFilesOf } from '../theme/theme';
import { filesUnder } from '../util/files';

interface Styles {
  /** The styles of every page, with the order of all layers. */
  common: string;
  /** The same, without the utility classes that no post has. */
  commonOfPosts: string;
  layers: Map<string, string>;
  /** The styles of feeds, which no page has. */
  feed: string;
  preloadedFonts: string[];
}

let styles: Promise<Styles> | undefined;

/**
 * The style sheet of a page, as CSS.
 *
 * @param needed the layers that the page or its text uses
 */
export async function stylesFor(needed: ReadonlySet<Layer>): Promise<string> {
  styles ??= readStyles();
  const { common, commonOfPosts, layers } = await styles;
  return (
    (needed.has('post') ? commonOfPosts : common) +
    [...layers].map(([layer, css]) => (needed.has(layer as Layer) ? css : '')).join('')
  );
}

/** The addresses of the fonts that every page preloads: the roman. Most pages show no italics at first. */
export async function preloadedFonts(): Promise<string[]> {
  styles ??= readStyles();
  return (await styles).preloadedFonts;
}

/** The style sheet of feeds. */
export async function feedStyles(): Promise<string> {
  styles ??= readStyles();
  const { common, feed } = await styles;
  return `@charset "utf-8";${common}${feed}\n`;
}

async function readStyles(): Promise<Styles> {
  const texts = await Promise.all(staticFilesWith('.css').map((file) => readFile(file, 'utf8')));
  const styleSheet = withoutOldBrowsers(texts.join(''))
    // The URLs of fonts are relative to the original style sheet.
    .replaceAll('url(../media/', `url(${hostedPath('/_next/static/media/')}`)
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '')
    .trim();
  // Tailwind's `properties` are for browsers without `@property` (before Safari 16.4 and Firefox 128).
  const { rest } = cutLayers(styleSheet, ['properties']);
  const cut = cutLayers(withoutTailwindVariables(rest), [...layers, 'feed', 'utilities']);
  const feed = cut.layers.get('feed') ?? '';
  const utilities = cut.layers.get('utilities') ?? '';
  for (const name of ['feed', 'utilities'] as const) cut.layers.delete(name);
  const { text, headings } = theme.fonts;
  const preloadedFonts = [text, ...(headings ? [headings] : [])].flatMap((font) => {
    const name = basename(fontFilesOf(font).roman, '.woff2');
    // The compiler adds a hash to the name.
    const compiled = staticFilesWith('.woff2').find((file) => basename(file).startsWith(`${name}.`));
    return compiled ? [hostedPath(`/_next/static/media/${basename(compiled)}`)] : [];
  });
  return {
    common: cut.rest + utilities,
    commonOfPosts: cut.rest + utilitiesAmong(await wordsOf(postSources), utilities),
    layers: cut.layers,
    feed,
    preloadedFonts,
  };
}

/** What the page of a post consists of, besides its text. */
const postSources = [
  'app/layout.tsx',
  'app/posts',
  'components/post',
  'components/replaceable.tsx',
  'components/site',
  extensionsDir,
];

/** The words in source files, among which Tailwind finds classes. @param places files and folders */
async function wordsOf(places: readonly string[]): Promise<Set<string>> {
  const words = new Set<string>();
  for (const place of places.filter(existsSync))
    for (const file of statSync(place).isFile() ? [''] : await filesUnder(place))
      for (const word of (await readFile(place + file, 'utf8')).split(/[\s"'`{}<>=,;]+/)) words.add(word);
  return words;
}

/** The rules of a layer of utility classes whose classes are among these. */
export function utilitiesAmong(classes: ReadonlySet<string>, layer: string): string {
  const tree = parse(layer, { parseValue: false, parseAtrulePrelude: false });
  walk(tree, {
    visit: 'Rule',
    enter(rule, item, list) {
      const isUnused = (node: CssNode) =>
        node.type === 'ClassSelector' && !classes.has(ident.decode(node.name));
      if (find(rule.prelude, isUnused)) list?.remove(item);
    },
  });
  walk(tree, {
    visit: 'Atrule',
    leave({ block }, item, list) {
      if (block?.children.isEmpty) list?.remove(item);
    },
  });
  return generate(tree);
}

/** Selectors, conditions and values are only copied, so they need no parsing. */
const withoutValues = { parseAtrulePrelude: false, parseRulePrelude: false, parseValue: false };

/** A condition that all supported browsers meet, and the prefix of properties that they ignore. */
const isMet = '(color:color-mix(in lab, red, red))';
const oldPrefix = '-webkit-text-decoration';

/**
 * Removes what Tailwind adds for browsers older than those it supports itself (Chrome 111, Safari 16.4):
 * prefixed properties, and declarations that the next rule replaces if `color-mix()` is supported.
 */
export function withoutOldBrowsers(css: string): string {
  const sliceOf = ({ loc }: CssNode) => (loc ? css.slice(loc.start.offset, loc.end.offset) : '');
  const edits: { from: number; to: number; text: string }[] = [];
  const replace = (first: CssNode, last: CssNode, text: string) => {
    if (first.loc && last.loc) edits.push({ from: first.loc.start.offset, to: last.loc.end.offset, text });
  };
  const ruleOf = (selector: CssNode, declarations: Declaration[]) =>
    declarations.length > 0 ? `${sliceOf(selector)}{${declarations.map(sliceOf).join(';')}}` : '';
  walk(parse(css, { ...withoutValues, positions: true }), {
    visit: 'Rule',
    enter(rule, item) {
      const declarations = declarationsOf(rule);
      if (declarations.length < rule.block.children.size) return;
      const current = declarations.filter(({ property }) => !property.startsWith(oldPrefix));
      const next = item?.next?.data;
      const inner = next?.type === 'Atrule' && next.name === 'supports' && next.block?.children.first;
      if (inner && inner.type === 'Rule' && next.prelude && sliceOf(next.prelude) === isMet) {
        const better = declarationsOf(inner).filter(({ property }) => !property.startsWith(oldPrefix));
        const kept = current.filter(({ property }) => better.every((other) => other.property !== property));
        const isPlain =
          next.block?.children.size === 1 && declarationsOf(inner).length === inner.block.children.size;
        if (isPlain && sliceOf(inner.prelude) === sliceOf(rule.prelude))
          replace(rule, next, ruleOf(rule.prelude, [...kept, ...better]));
      } else if (current.length < declarations.length) replace(rule, rule, ruleOf(rule.prelude, current));
    },
  });
  let result = '';
  let at = 0;
  for (const { from, to, text } of edits) {
    // It is within the last one.
    if (from < at) continue;
    result += css.slice(at, from) + text;
    at = to;
  }
  return result + css.slice(at);
}

/**
 * Removes the variables with which Tailwind's classes compose, where no class sets or reads them:
 * `--tw-border-style` is `solid` unless a class such as `border-dashed` sets it.
 */
export function withoutTailwindVariables(css: string): string {
  const initial = new Map(
    [...css.matchAll(/@property (--tw-[\w-]+)\{[^}]*?(?:initial-value:([^;}]*))?\}/g)].map(
      ([, name = '', value]) => [name, value],
    ),
  );
  const isSet = (name: string) => new RegExp(`[{;]${name}:`).test(css);
  const resolved = css.replace(
    /var\((--tw-[\w-]+)(?:,((?:[^()]|\([^()]*\))*))?\)/g,
    (reference, name: string, fallback = initial.get(name)) =>
      isSet(name) || fallback === undefined ? reference : fallback,
  );
  const isRead = (name: string) => resolved.includes(`var(${name}`);
  return resolved
    .replace(/(?<=[{;])(--tw-[\w-]+):[^;{}]*;/g, (declaration, name: string) =>
      isRead(name) ? declaration : '',
    )
    .replace(/@property (--tw-[\w-]+)\{[^}]*\}/g, (rule, name: string) => (isRead(name) ? rule : ''));
}

const declarationsOf = ({ block }: Rule): Declaration[] =>
  block.children.toArray().filter((node): node is Declaration => node.type === 'Declaration');

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
  const styleSheet = parse(css, { ...withoutValues, positions: true }) as StyleSheet;
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
