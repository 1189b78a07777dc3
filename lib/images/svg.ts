import { parseXml, XmlElement, XmlError, XmlProcessingInstruction, XmlText } from '@rgrove/parse-xml';
import { escapeAttribute, shortened } from '../util/text';
import type { Clean } from './svg-count';
import { attributeOf, countDrawn, countTokens } from './svg-count';
import {
  cleanStyleAttribute,
  cleanStyleSheet,
  idIn,
  isRasterData,
  lookAtValue,
  roleOf,
  type StyleReferences,
} from './svg-css';
import { SvgProblem } from './svg-problem';
import { setLightColors, themeColorsIn, themeStyles } from './svg-theme';
import {
  animatedAttributes,
  animations,
  drawingElements,
  otherAttributes,
  textAttributes,
} from './svg-vocabulary';

/** In bytes. */
const maxBytes = 10_000_000;

/** The maximum number of namespaces that an element may use. Editors declare a dozen. */
const maxPrefixes = 100;

/** The maximum depth of drawings within drawings, as `data:` URLs. */
const maxNesting = 2;

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';
const XML = 'http://www.w3.org/XML/1998/namespace';
/** Namespaces other than SVG whose elements browsers render or run. */
const rendered = new Set(['http://www.w3.org/1999/xhtml', 'http://www.w3.org/1998/Math/MathML']);

/** Sanitizes a generated drawing, which has its own colors; see `sanitizeSvg`. */
export const cleanSvg = (svg: string): string => cleanXml(svg, () => {}, 1).svg;

/** Whether a file may be an SVG, whatever its name is. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  // It may begin with a byte order mark, or have a zero byte in each character.
  return /^(?:\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)?[\s\0]*</.test(head);
}

/**
 * Sanitizes a drawing: no scripts, no embedded pages, nothing that would be fetched. Only elements and
 * attributes that are known to be harmless are kept.
 *
 * It may use the colors of the theme, as `var(--accent)`.
 *
 * @param bytes the content of an SVG file
 * @param colors how these are defined: `both` for browsers, light and dark, or as `light`
 *   values for other renderers, most of which do not support CSS variables
 * @returns the drawing, to be saved as UTF-8; its text; what was removed, as short strings for a message; and
 *   whether it uses colors of the theme
 * @throws {SvgProblem} if it cannot be read, or would take a browser too long
 */
export function sanitizeSvg(
  bytes: Uint8Array,
  colors: 'both' | 'light' = 'both',
): { svg: string; text: string; removed: string[]; isThemed: boolean } {
  if (bytes.length > maxBytes)
    throw new SvgProblem(
      `drawings of more than ${maxBytes / 1e6} MB are not published`,
      'save it as PNG or WebP, or leave details out',
    );
  const removed = new Set<string>();
  const { root, svg } = cleanXml(decodeXml(bytes), (part) => removed.add(part), 1);
  const used = themeColorsIn(root);
  const facts = { text: textOf(root), removed: [...removed], isThemed: used.length > 0 };
  if (!facts.isThemed) return { svg, ...facts };
  if (colors === 'light') setLightColors(root, used);
  else root.children.push({ ...emptyElement('style'), children: [themeStyles(used)] });
  return { svg: write(root), ...facts };
}

/** The text of a drawing, without its style sheets. */
const textOf = ({ name, children }: Clean): string =>
  name === 'style'
    ? ''
    : children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** The first bytes of files in UTF-16, or with a byte order mark. */
const marks = [
  ['\xFE\xFF', 'utf-16be'],
  ['\xFF\xFE', 'utf-16le'],
  ['\0<', 'utf-16be'],
  ['<\0', 'utf-16le'],
  ['\xEF\xBB\xBF', 'utf-8'],
] as const;

/** Decodes XML by its byte order mark or its declaration (XML 1.0 Appendix F). */
function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const [, marked] = marks.find(([mark]) => head.startsWith(mark)) ?? [];
  // If the declaration is readable as ASCII, the file is not in UTF-16, whatever it says.
  const encoding = marked ?? (declared && !/^utf-?16/i.test(declared) ? declared : 'utf-8');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SvgProblem(`not text in the encoding ${encoding.toUpperCase()}`, 'save it as UTF-8');
  }
}

type Report = (removed: string) => void;

interface CleanXml {
  root: Clean;
  svg: string;
  /** How many elements it draws. */
  drawn: number;
}

function cleanXml(xml: string, report: Report, nesting: number): CleanXml {
  try {
    const document = parseXml(xml, { resolveUndefinedEntity: entitiesOf(xml) });
    for (const child of document.children)
      if (child instanceof XmlProcessingInstruction && child.name === 'xml-stylesheet')
        report('<?xml-stylesheet?>');
    const cleaner: Cleaner = { report, nesting, rules: [], vertices: 2 };
    const root = document.root && cleanElement(document.root, rootScope, cleaner, false);
    if (root?.name !== 'svg')
      throw new SvgProblem('not an SVG, whose outermost element is <svg>', 'export it as SVG again');
    root.attributes.unshift(['xmlns', SVG]);
    const svg = write(root);
    return { root, svg, drawn: countDrawn(root, cleaner.rules, cleaner.vertices, svg) };
  } catch (error) {
    if (error instanceof XmlError)
      throw new SvgProblem(
        `not well-formed XML (${error.message.split('\n', 1)[0]})`,
        'open it in a vector graphics editor and save it again as SVG',
      );
    if (error instanceof RangeError)
      throw new SvgProblem(
        'elements are nested thousands of times',
        'use fewer nested groups, and save it again',
      );
    throw error;
  }
}

/** In characters. The entities that Adobe Illustrator declares are names of namespaces. */
const maxEntityLength = 200;
const maxEntities = 10_000;

/** Returns a resolver for entities of plain text. It ignores those that contain others or refer to files. */
function entitiesOf(xml: string): (reference: string) => string | undefined {
  const entities = new Map<string, string>();
  for (const [, name = '', double, single] of xml.matchAll(
    /<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g,
  )) {
    const value = double ?? single ?? '';
    if (value.length <= maxEntityLength && !entities.has(name)) entities.set(name, value);
  }
  let used = 0;
  return (reference) => (++used > maxEntities ? undefined : entities.get(reference.slice(1, -1)));
}

/** Namespaces by prefix. */
type Scope = ReadonlyMap<string, string>;

/** The conventional prefixes. Drawings that were copied from a page may lack their declarations. */
const rootScope: Scope = new Map([
  ['', SVG],
  ['xlink', XLINK],
  ['xml', XML],
]);

function scopeOf(element: XmlElement, outer: Scope): Scope {
  const declared = Object.entries(element.attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
  if (declared.length === 0) return outer;
  const scope = new Map(outer);
  for (const [name, uri] of declared) scope.set(name.slice('xmlns:'.length), uri);
  if (scope.size > maxPrefixes)
    throw new SvgProblem(
      `more than ${maxPrefixes} namespaces are declared`,
      'save it as plain SVG, without what the editor keeps for itself',
    );
  return scope;
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

interface Cleaner {
  report: Report;
  /** The depth of the drawing in other drawings, from 1. */
  nesting: number;
  /** The references of its style sheets. */
  rules: StyleReferences[];
  /** The maximum number of vertices of a path in its styles. */
  vertices: number;
}

/**
 * Copies the harmless parts of an element.
 *
 * @param hasFallback whether a `<switch>` can show another element instead
 * @returns `undefined` if the whole element is removed
 */
function cleanElement(
  element: XmlElement,
  outer: Scope,
  cleaner: Cleaner,
  hasFallback: boolean,
): Clean | undefined {
  const scope = scopeOf(element, outer);
  const [prefix, name] = splitName(element.name);
  const namespace = scope.get(prefix) || SVG;
  if (namespace !== SVG || !drawingElements.has(name)) {
    // The private data of editors is invisible, so it is not reported.
    if ((namespace === SVG && name !== 'metadata') || rendered.has(namespace))
      if (!hasFallback) cleaner.report(`<${element.name}>`);
    return undefined;
  }
  const clean = emptyElement(name);
  for (const [written, value] of Object.entries(element.attributes)) {
    if (/^xmlns(?::|$)/.test(written)) continue;
    const [attributePrefix, local] = splitName(written);
    const namespace = attributePrefix && (scope.get(attributePrefix) || undefined);
    const attribute = { written, local, namespace, value };
    if (!cleanAttribute(clean, attribute, cleaner)) return undefined;
  }
  if (animations.has(name)) {
    const animated = attributeOf(clean, 'attributeName');
    if (name !== 'animateMotion' && !animated) return undefined;
    for (const reference of clean.references) reference.role = roleOf(animated ?? '');
  }
  if (name === 'style') {
    const { css, references } = cleanStyleSheet(element.text, cleaner.report);
    for (const rule of references) cleaner.rules.push(rule);
    countPathVertices(css, cleaner);
    clean.children.push(css);
    return clean;
  }
  const last = name === 'switch' && element.children.findLast((child) => child instanceof XmlElement);
  for (const child of element.children) {
    if (child instanceof XmlText) clean.children.push(child.text);
    if (!(child instanceof XmlElement)) continue;
    const cleaned = cleanElement(child, scope, cleaner, last !== false && child !== last);
    if (cleaned) clean.children.push(cleaned);
  }
  return clean;
}

const emptyElement = (name: string): Clean => ({
  name,
  attributes: [],
  children: [],
  weight: 1,
  references: [],
});

interface Attribute {
  /** With its prefix. */
  written: string;
  local: string;
  /** Empty for attributes of SVG itself; `undefined` if the prefix is not declared. */
  namespace: string | undefined;
  value: string;
}

/** Copies an attribute if it is harmless. @returns whether its element may be kept */
function cleanAttribute(
  clean: Clean,
  { written, local, namespace, value }: Attribute,
  cleaner: Cleaner,
): boolean {
  const add = (name: string, text: string) => clean.attributes.push([name, text]);
  if (namespace === XML) {
    // Two prefixes may have the same namespace.
    const name = `xml:${local}`;
    if (/^(?:space|lang)$/.test(local) && attributeOf(clean, name) === undefined) add(name, value);
  } else if (local === 'href' && (namespace === '' || namespace === XLINK)) {
    const address = cleanAddress(clean, value, cleaner);
    if (address === undefined) cleaner.report(`${written}="${shortened(value, 60)}"`);
    // If there are two, the one without a prefix counts (SVG 2 §16.1.6).
    else if (namespace === '' || attributeOf(clean, 'href') === undefined) {
      clean.attributes = clean.attributes.filter(([name]) => name !== 'href');
      add('href', address);
      const isDrawn = clean.name !== 'a' && !animations.has(clean.name);
      if (address.startsWith('#') && isDrawn) clean.references.push({ id: address.slice(1), role: 'part' });
    }
  } else if (namespace !== '') return true;
  else if (local === 'style') {
    const { css, references } = cleanStyleAttribute(value, cleaner.report);
    for (const reference of references) clean.references.push(reference);
    countPathVertices(css, cleaner);
    if (css) add('style', css);
  } else if (local === 'attributeName') {
    if (!animatedAttributes.has(value.trim())) {
      cleaner.report(`<${clean.name}> of ${shortened(value, 60)}`);
      return false;
    }
    add(local, value.trim());
  } else if (textAttributes.has(local) || /^(?:aria|data)-[\w.-]+$/.test(local)) add(local, value);
  else if (/^on/i.test(local)) cleaner.report(local);
  else if (animatedAttributes.has(local) || otherAttributes.has(local)) {
    const { unsafe, ids } = inspectValue(value);
    if (unsafe) cleaner.report(`${local}="${shortened(value, 60)}"`);
    else {
      const role = roleOf(local);
      for (const id of ids) clean.references.push({ id, role });
      add(local, value);
    }
  }
  return true;
}

/** Takes paths in styles into account, which may replace the path of an element. */
function countPathVertices(css: string, cleaner: Cleaner) {
  if (/(?:path|shape)\(/i.test(css)) cleaner.vertices = Math.max(cleaner.vertices, countTokens(css));
}

/** Like `lookAtValue`, but faster. Most values contain no function, so they cannot fetch anything. */
function inspectValue(value: string): { unsafe?: string; ids: string[] } {
  if (!/[(\\@]/.test(value)) return { ids: [] };
  return lookAtValue(value);
}

/** The address as an element may have it; `undefined` if it leads, or may lead, out of the drawing. */
function cleanAddress(element: Clean, value: string, cleaner: Cleaner): string | undefined {
  const address = value.trim();
  // An `<image>` with an id would show the whole drawing again.
  if (address.startsWith('#') && element.name !== 'a')
    return element.name === 'image' || idIn(address) === undefined ? undefined : address;
  if (element.name === 'a') return /^(?:#|https?:\/\/|mailto:)/i.test(address) ? address : undefined;
  if (element.name !== 'image' && element.name !== 'feImage') return undefined;
  if (isRasterData(address)) return address;
  const [, parameters = '', data] = /^data:image\/svg\+xml((?:;[\w=-]+)*),(.*)$/is.exec(address) ?? [];
  if (data === undefined || cleaner.nesting >= maxNesting) return undefined;
  try {
    const bytes = /;base64$/i.test(parameters)
      ? Buffer.from(data, 'base64')
      : Buffer.from(decodeURIComponent(data));
    const { svg, drawn } = cleanXml(decodeXml(bytes), cleaner.report, cleaner.nesting + 1);
    element.weight += drawn;
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  } catch {
    return undefined;
  }
}

function write({ name, attributes, children }: Clean): string {
  const start = `<${name}${attributes.map(([one, value]) => ` ${one}="${escapeValue(value)}"`).join('')}`;
  const inside = children
    .map((child) => (typeof child === 'string' ? escapeText(child) : write(child)))
    .join('');
  return inside ? `${start}>${inside}</${name}>` : `${start}/>`;
}

const escapeText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');

/** Also escapes tabs and line breaks, which a browser would read as spaces. */
const escapeValue = (text: string) =>
  escapeAttribute(text).replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
