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
import {
  animatedAttributes,
  animations,
  drawingElements,
  otherAttributes,
  textAttributes,
} from './svg-vocabulary';

/** In bytes. */
const largestSvg = 10_000_000;

/** Namespaces that an element may use. Editors declare a dozen. */
const mostPrefixes = 100;

/** Drawings within drawings, as `data:` addresses. */
const deepestNesting = 2;

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';
const XML = 'http://www.w3.org/XML/1998/namespace';
/** Namespaces whose elements browsers render or run, besides SVG. */
const rendered = new Set(['http://www.w3.org/1999/xhtml', 'http://www.w3.org/1998/Math/MathML']);

/** Leaves of a drawing of our own what is drawn; see `sanitizeSvg`. */
export const cleanSvg = (svg: string): string => sanitizeSvg(Buffer.from(svg)).svg;

/** Whether a file may be an SVG, whatever its name says. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  // After a byte order mark, or with a zero in each character.
  return /^(?:\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)?[\s\0]*</.test(head);
}

/**
 * Leaves of a drawing what is drawn: no script, no page inside of it, nothing that would be
 * fetched. Only elements and attributes that are known to be harmless are written again.
 *
 * @returns the drawing in UTF-8, and what was taken out, as short texts for a message
 * @throws {SvgProblem} where it cannot be read, or would take a browser too long
 */
export function sanitizeSvg(bytes: Uint8Array): { svg: string; removed: string[] } {
  if (bytes.length > largestSvg)
    throw new SvgProblem(
      `drawings of more than ${largestSvg / 1e6} MB are not published:`,
      'save it as PNG or WebP, or leave details out',
    );
  const removed = new Set<string>();
  const { svg } = cleanXml(decodeXml(bytes), (part) => removed.add(part), 1);
  return { svg, removed: [...removed] };
}

/** How a file begins that is not in an encoding like ASCII, or says that it is in UTF-8. */
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
  // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
  const encoding = marked ?? (declared && !/^utf-?16/i.test(declared) ? declared : 'utf-8');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SvgProblem(`not text in the encoding ${encoding.toUpperCase()}:`, 'save it as UTF-8');
  }
}

type Report = (removed: string) => void;

interface CleanXml {
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
      throw new SvgProblem('not an SVG, whose outermost element is <svg>:', 'export it as SVG again');
    root.attributes.unshift(['xmlns', SVG]);
    const svg = write(root);
    return { svg, drawn: countDrawn(root, cleaner.rules, cleaner.vertices, svg) };
  } catch (error) {
    if (error instanceof XmlError)
      throw new SvgProblem(
        `not well-formed XML (${error.message.split('\n', 1)[0]}):`,
        'open it in an editor for drawings and save it again as SVG',
      );
    if (error instanceof RangeError)
      throw new SvgProblem('elements are nested thousands of times:', 'group less in it, and save it again');
    throw error;
  }
}

/** In characters: what Adobe Illustrator declares are names of namespaces. */
const longestEntity = 200;
const mostEntities = 10_000;

/** Stands entities of plain text for their names; those that hold others or come from files have none. */
function entitiesOf(xml: string): (reference: string) => string | undefined {
  const entities = new Map<string, string>();
  for (const [, name = '', double, single] of xml.matchAll(
    /<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g,
  )) {
    const value = double ?? single ?? '';
    if (value.length <= longestEntity && !entities.has(name)) entities.set(name, value);
  }
  let used = 0;
  return (reference) => (++used > mostEntities ? undefined : entities.get(reference.slice(1, -1)));
}

/** Namespaces by prefix. */
type Scope = ReadonlyMap<string, string>;

/** What prefixes stand for by custom, as drawings copied out of a page leave their declarations there. */
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
  if (scope.size > mostPrefixes)
    throw new SvgProblem(
      `more than ${mostPrefixes} namespaces are declared:`,
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
  nesting: number;
  /** Of its style sheets. */
  rules: StyleReferences[];
  /** The most that a path in one of its styles may have. */
  vertices: number;
}

/** @param hasFallback whether a `<switch>` has something else to show in its place */
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
    // What editors keep for themselves is not seen, and not missed.
    if ((namespace === SVG && name !== 'metadata') || rendered.has(namespace))
      if (!hasFallback) cleaner.report(`<${element.name}>`);
    return undefined;
  }
  const clean: Clean = { name, attributes: [], children: [], weight: 1, references: [] };
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
    lookForPath(css, cleaner);
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

interface Attribute {
  /** With its prefix. */
  written: string;
  local: string;
  /** Empty for those of SVG itself; `undefined` where the prefix stands for nothing. */
  namespace: string | undefined;
  value: string;
}

/** @returns whether the element may stay */
function cleanAttribute(
  clean: Clean,
  { written, local, namespace, value }: Attribute,
  cleaner: Cleaner,
): boolean {
  const add = (name: string, text: string) => clean.attributes.push([name, text]);
  if (namespace === XML) {
    // Two prefixes may stand for one namespace.
    const name = `xml:${local}`;
    if (/^(?:space|lang)$/.test(local) && attributeOf(clean, name) === undefined) add(name, value);
  } else if (local === 'href' && (namespace === '' || namespace === XLINK)) {
    const address = cleanAddress(clean, value, cleaner);
    if (address === undefined) cleaner.report(`${written}="${shortened(value, 60)}"`);
    // Of two, the one without a prefix holds (SVG 2 §16.1.6).
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
    lookForPath(css, cleaner);
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
    const { unsafe, ids } = lookAtPlain(value);
    if (unsafe) cleaner.report(`${local}="${shortened(value, 60)}"`);
    else {
      const role = roleOf(local);
      for (const id of ids) clean.references.push({ id, role });
      add(local, value);
    }
  }
  return true;
}

/** Styles may give an element another path than its own. */
function lookForPath(css: string, cleaner: Cleaner) {
  if (/(?:path|shape)\(/i.test(css)) cleaner.vertices = Math.max(cleaner.vertices, countTokens(css));
}

/** Most values hold no function, and cannot fetch anything. */
function lookAtPlain(value: string): { unsafe?: string; ids: string[] } {
  if (!/[(\\@]/.test(value)) return { ids: [] };
  return lookAtValue(value);
}

/** The address as it may stand on an element; `undefined` where it leads, or may lead, out of the drawing. */
function cleanAddress(element: Clean, value: string, cleaner: Cleaner): string | undefined {
  const address = value.trim();
  // An `<image>` of an id would be the whole drawing again.
  if (address.startsWith('#') && element.name !== 'a')
    return element.name === 'image' || idIn(address) === undefined ? undefined : address;
  if (element.name === 'a') return /^(?:#|https?:\/\/|mailto:)/i.test(address) ? address : undefined;
  if (element.name !== 'image' && element.name !== 'feImage') return undefined;
  if (isRasterData(address)) return address;
  const [, parameters = '', data] = /^data:image\/svg\+xml((?:;[\w=-]+)*),(.*)$/is.exec(address) ?? [];
  if (data === undefined || cleaner.nesting >= deepestNesting) return undefined;
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

/** Written as they are, a browser would read spaces. */
const escapeValue = (text: string) =>
  escapeAttribute(text).replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
