import { parseXml, XmlElement, XmlError, XmlProcessingInstruction, XmlText } from '@rgrove/parse-xml';
import { optimize } from 'svgo';
import {
  cleanStyleAttribute,
  cleanStyleSheet,
  isRasterData,
  lookAtValue,
  type StyleReferences,
} from './svg-css';
import {
  animatedAttributes,
  animations,
  drawingElements,
  otherAttributes,
  textAttributes,
} from './svg-vocabulary';

/** A drawing that cannot be published, and what would mend it. */
export class SvgProblem extends Error {
  override name = 'SvgProblem';
  constructor(
    /** To be followed by the name of the file. */
    readonly problem: string,
    readonly fix: string,
  ) {
    super(problem);
  }
}

/** In bytes. */
const largestSvg = 10_000_000;

/** Elements, each as often as it is drawn: with every `<use>`, pattern and mask followed. */
const mostDrawn = 500_000;

/** In characters. SVGO takes seconds for longer drawings, and hours for some. */
const longestShortened = 100_000;

/** SVGO tries each rule of a style sheet on each element. */
const mostMatches = 100_000;

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
  const { svg, matches } = cleanXml(decodeXml(bytes), (part) => removed.add(part), 1);
  const isShort = svg.length <= longestShortened && matches <= mostMatches;
  return { svg: isShort ? shorten(svg) : svg, removed: [...removed] };
}

/** Shortens paths and drops spaces that nothing depends on. */
function shorten(svg: string): string {
  return optimize(svg, { plugins: ['cleanupAttrs', 'convertPathData'] }).data;
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

/** An element of which everything is known to be harmless. */
interface Clean {
  name: string;
  attributes: [name: string, value: string][];
  children: (Clean | string)[];
  /** Ids of the elements that it draws as well. */
  references: string[];
}

function cleanXml(xml: string, report: Report, nesting: number): { svg: string; matches: number } {
  try {
    const document = parseXml(xml, { resolveUndefinedEntity: entitiesOf(xml) });
    for (const child of document.children)
      if (child instanceof XmlProcessingInstruction && child.name === 'xml-stylesheet')
        report('<?xml-stylesheet?>');
    const cleaner: Cleaner = { report, nesting, rules: 0, references: [] };
    const root = document.root && cleanElement(document.root, rootScope, cleaner);
    if (root?.name !== 'svg')
      throw new SvgProblem('not an SVG, whose outermost element is <svg>:', 'export it as SVG again');
    const elements = checkExpansion(root, cleaner.references);
    root.attributes.unshift(['xmlns', SVG]);
    return { svg: write(root), matches: elements * cleaner.rules };
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
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri] as const)]);
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

interface Cleaner {
  report: Report;
  nesting: number;
  /** Of its style sheets. */
  rules: number;
  references: StyleReferences[];
}

function cleanElement(element: XmlElement, outer: Scope, cleaner: Cleaner): Clean | undefined {
  const scope = scopeOf(element, outer);
  const [prefix, name] = splitName(element.name);
  const namespace = scope.get(prefix) || SVG;
  if (namespace !== SVG || !drawingElements.has(name)) {
    // What editors keep for themselves is not seen, and not missed.
    if ((namespace === SVG && name !== 'metadata') || rendered.has(namespace))
      if (!hasFallback(element)) cleaner.report(`<${element.name}>`);
    return undefined;
  }
  const clean: Clean = { name, attributes: [], children: [], references: [] };
  for (const [written, value] of Object.entries(element.attributes)) {
    if (/^xmlns(?::|$)/.test(written)) continue;
    const [attributePrefix, local] = splitName(written);
    const attribute = { written, local, namespace: attributePrefix && scope.get(attributePrefix), value };
    if (!cleanAttribute(clean, attribute, cleaner)) return undefined;
  }
  if (animations.has(name) && name !== 'animateMotion' && !attributeOf(clean, 'attributeName'))
    return undefined;
  if (name === 'style') {
    const { css, rules, references } = cleanStyleSheet(element.text, cleaner.report);
    cleaner.rules += rules;
    for (const reference of references) cleaner.references.push(reference);
    clean.children.push(css);
    return clean;
  }
  for (const child of element.children) {
    if (child instanceof XmlText) clean.children.push(child.text);
    const cleaned = child instanceof XmlElement ? cleanElement(child, scope, cleaner) : undefined;
    if (cleaned) clean.children.push(cleaned);
  }
  return clean;
}

/** Whether a `<switch>` has something else to show in the place of one of its elements. */
function hasFallback(element: XmlElement): boolean {
  const { parent } = element;
  return (
    parent instanceof XmlElement &&
    splitName(parent.name)[1] === 'switch' &&
    parent.children.slice(parent.children.indexOf(element) + 1).some((other) => other instanceof XmlElement)
  );
}

const attributeOf = ({ attributes }: Clean, name: string) => attributes.find(([one]) => one === name)?.[1];

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
  if (namespace === XML && (local === 'space' || local === 'lang')) add(`xml:${local}`, value);
  else if (local === 'href' && (namespace === '' || namespace === XLINK)) {
    const address = cleanAddress(clean.name, value, cleaner);
    if (address === undefined) cleaner.report(`${written}="${excerptOf(value)}"`);
    // Of two, the one without a prefix holds (SVG 2 §16.1.6).
    else if (namespace === '' || attributeOf(clean, 'href') === undefined) {
      clean.attributes = clean.attributes.filter(([name]) => name !== 'href');
      add('href', address);
      if (address.startsWith('#') && clean.name !== 'a') clean.references.push(address.slice(1));
    }
  } else if (namespace !== '') return true;
  else if (local === 'style') {
    const { css, ids } = cleanStyleAttribute(value, cleaner.report);
    clean.references.push(...ids);
    if (css) add('style', css);
  } else if (local === 'attributeName') {
    if (!animatedAttributes.has(value.trim())) {
      cleaner.report(`<${clean.name}> of ${excerptOf(value)}`);
      return false;
    }
    add(local, value.trim());
  } else if (textAttributes.has(local) || /^(?:aria|data)-[\w.-]+$/.test(local)) add(local, value);
  else if (/^on/i.test(local)) cleaner.report(local);
  else if (animatedAttributes.has(local) || otherAttributes.has(local)) {
    const { unsafe, ids } = lookAtPlain(value);
    if (unsafe) cleaner.report(`${local}="${excerptOf(value)}"`);
    else {
      clean.references.push(...ids);
      add(local, value);
    }
  }
  return true;
}

/** Most values hold no function, and cannot fetch anything. */
function lookAtPlain(value: string): { unsafe?: string; ids: string[] } {
  if (!/[(\\@]/.test(value)) return { ids: [] };
  return lookAtValue(value);
}

const excerptOf = (value: string) => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** The address as it may stand on an element; `undefined` where it leads, or may lead, out of the drawing. */
function cleanAddress(element: string, value: string, cleaner: Cleaner): string | undefined {
  const address = value.trim();
  if (address.startsWith('#')) return address;
  if (element === 'a') return /^(?:https?:\/\/|mailto:)/i.test(address) ? address : undefined;
  if (element !== 'image' && element !== 'feImage') return undefined;
  if (isRasterData(address)) return address;
  const [, parameters = '', data] = /^data:image\/svg\+xml((?:;[\w=-]+)*),(.*)$/is.exec(address) ?? [];
  if (data === undefined || cleaner.nesting >= deepestNesting) return undefined;
  try {
    const bytes = /;base64$/i.test(parameters)
      ? Buffer.from(data, 'base64')
      : Buffer.from(decodeURIComponent(data));
    const { svg } = cleanXml(decodeXml(bytes), cleaner.report, cleaner.nesting + 1);
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  } catch {
    return undefined;
  }
}

/**
 * Counts elements as often as they are drawn: twenty `<use>` that each draw two of the one
 * before are a million.
 *
 * @returns how many elements there are
 * @throws {SvgProblem} where a browser would take too long
 */
function checkExpansion(root: Clean, sheets: readonly StyleReferences[]): number {
  const byId = new Map<string, Clean>();
  const styled = new Map<string, string[]>();
  for (const { names, ids } of sheets)
    for (const name of names) {
      const all = styled.get(name) ?? [];
      all.push(...ids);
      styled.set(name, all);
    }
  let elements = 0;
  const visit = (element: Clean) => {
    elements++;
    const id = attributeOf(element, 'id');
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  visit(root);
  const known = new Map<Clean, number>();
  const count = (element: Clean): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    // Browsers draw nothing for what refers to itself.
    known.set(element, 0);
    const names = [
      '*',
      element.name,
      attributeOf(element, 'id'),
      ...(attributeOf(element, 'class') ?? '').split(/\s+/),
    ];
    const ids = [...element.references, ...names.flatMap((name) => styled.get(name ?? '') ?? [])];
    let drawn = 1;
    for (const id of ids) {
      const target = byId.get(id);
      if (target) drawn += count(target);
    }
    for (const child of element.children) if (typeof child !== 'string') drawn += count(child);
    known.set(element, drawn);
    return drawn;
  };
  if (count(root) > mostDrawn)
    throw new SvgProblem(
      `${mostDrawn.toLocaleString('en')} elements or more would be drawn, counting each <use>:`,
      'save it as PNG or WebP',
    );
  return elements;
}

function write({ name, attributes, children }: Clean): string {
  const start = `<${name}${attributes.map(([one, value]) => ` ${one}="${escapeAttribute(value)}"`).join('')}`;
  const inside = children
    .map((child) => (typeof child === 'string' ? escapeText(child) : write(child)))
    .join('');
  return inside ? `${start}>${inside}</${name}>` : `${start}/>`;
}

const escapeText = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');

const escapeAttribute = (text: string) =>
  escapeText(text)
    .replace(/"/g, '&quot;')
    .replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`);
