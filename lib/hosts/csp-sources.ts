import { createHash } from 'node:crypto';
import type { Element, Nodes, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';

/** The directives (CSP3 §6) that a page may widen; everything else is the same on all pages. */
export type Directive =
  | 'font-src'
  | 'form-action'
  | 'frame-src'
  | 'img-src'
  | 'manifest-src'
  | 'media-src'
  | 'script-src'
  | 'style-src'
  | 'trusted-types'
  | 'worker-src';

/** What a page loads, as source expressions (CSP3 §2.3.1) by the directive that governs them. */
export type RequiredSources = ReadonlyMap<Directive, ReadonlySet<string>>;

const self = "'self'";
const data = 'data:';

/** What may be written into the page itself as a `data:` address: nothing that could do anything. */
const shown = new Set<Directive>(['font-src', 'img-src', 'media-src']);

/** Stands in for the site's own address, which a page does not know. */
const here = 'https://own.invalid';

/** Types of scripts that run, and so are governed by `script-src`: all others are data (HTML §4.12.1). */
const running = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;

/**
 * Finds what the site's own components on a page load. Scripts and style sheets of other hosts
 * are not counted, and so stay forbidden.
 *
 * @param tree the page as its components rendered it; an author's text in it is a `raw` node,
 *   which adds nothing
 */
export function requiredSources(tree: Root): RequiredSources {
  const sources = new SourceCollector();
  collect(tree, sources);
  return sources;
}

/** What an author's text loads, as it is kept with the text. */
export type TextSources = readonly (readonly [Directive, readonly string[]])[];

/**
 * Finds what an author's text loads: only images, clips and players, the elements that
 * `lib/markdown/` lets through or puts there itself.
 *
 * @param tree sanitized, and as browsers will read it
 * @param isOwn whether an address is a file of the site
 */
export function textSourcesOf(tree: Root, isOwn: (address: string) => boolean): TextSources {
  const sources = new SourceCollector();
  visit(tree, 'element', ({ tagName, properties }) => {
    const load = (directive: Directive, address: unknown) => {
      if (typeof address === 'string') sources.add(directive, isOwn(address) ? self : sourceOf(address));
    };
    if (tagName === 'img') load('img-src', properties.src);
    else if (tagName === 'video' || tagName === 'audio') {
      load('media-src', properties.src);
      load('img-src', properties.poster);
    } else if (tagName === 'a') {
      // Clicked, it gives way to a frame, or to a clip of ours.
      load('frame-src', properties.dataPlayer);
      if (properties.dataClip !== undefined) load('media-src', properties.href);
    }
  });
  return [...sources].map(([directive, sources]) => [directive, [...sources].sort()] as const).sort();
}

/** Everything that is in any of these. */
export function allSources(...all: Iterable<readonly [Directive, Iterable<string>]>[]): RequiredSources {
  const sources = new SourceCollector();
  for (const each of all) sources.addAll(each);
  return sources;
}

class SourceCollector extends Map<Directive, Set<string>> {
  add(directive: Directive, source: string | undefined) {
    if (source === undefined || (source === data && !shown.has(directive))) return;
    const sources = this.get(directive);
    if (sources) sources.add(source);
    else this.set(directive, new Set([source]));
  }

  addAll(others: Iterable<readonly [Directive, Iterable<string>]>) {
    for (const [directive, sources] of others) for (const source of sources) this.add(directive, source);
  }
}

function collect(node: Nodes, sources: SourceCollector): void {
  if (node.type === 'element') addElement(node, sources);
  if ('children' in node) for (const child of node.children) collect(child, sources);
}

function addElement(node: Element, sources: SourceCollector): void {
  const value = (name: string) => {
    const given = node.properties[name];
    return typeof given === 'string' ? given : '';
  };
  const load = (directive: Directive, name: string) => sources.add(directive, sourceOf(value(name)));
  if (node.properties.dataOffline !== undefined) {
    // Whoever saves an article has a service worker registered, of an address that this policy names.
    sources.add('worker-src', self);
    sources.add('trusted-types', 'offline');
  }
  switch (node.tagName) {
    case 'script':
      addScript(node, value('src'), value('type').trim(), sources);
      break;
    case 'style':
      sources.addAll(styleSources(textOf(node)));
      break;
    case 'link':
      addLink(node, value('href'), value('as'), sources);
      addSourceSet(value('imageSrcSet'), sources);
      break;
    case 'iframe':
      load('frame-src', 'src');
      break;
    case 'img':
    case 'input':
      load('img-src', 'src');
      addSourceSet(value('srcSet'), sources);
      break;
    case 'video':
    case 'audio':
    case 'track':
      load('media-src', 'src');
      load('img-src', 'poster');
      break;
    case 'source':
      load('media-src', 'src');
      addSourceSet(value('srcSet'), sources);
      break;
    case 'image':
    case 'use':
      load('img-src', 'href');
      load('img-src', 'xLinkHref');
      break;
    case 'form':
      sources.add('form-action', sourceOf(value('action') || '/'));
      break;
  }
}

function addScript(node: Element, src: string, type: string, sources: SourceCollector): void {
  if (!running.test(type)) return;
  if (src) {
    if (sourceOf(src) === self) sources.add('script-src', self);
    return;
  }
  const text = textOf(node);
  if (text) sources.add('script-src', hashSource(text));
}

const preloaded: Record<string, Directive> = {
  audio: 'media-src',
  font: 'font-src',
  image: 'img-src',
  track: 'media-src',
  video: 'media-src',
};

function addLink(node: Element, href: string, as: string, sources: SourceCollector): void {
  const source = sourceOf(href);
  for (const rel of [node.properties.rel ?? []].flat()) {
    if (rel === 'manifest') sources.add('manifest-src', source);
    else if (rel === 'icon' || rel === 'apple-touch-icon') sources.add('img-src', source);
    else if (rel === 'preload' && Object.hasOwn(preloaded, as))
      sources.add(preloaded[as] as Directive, source);
    else if (source === self && (rel === 'modulepreload' || (rel === 'preload' && as === 'script')))
      sources.add('script-src', self);
    else if (source === self && rel === 'preload' && as === 'style') sources.add('style-src', self);
    else if (source === self && rel === 'stylesheet')
      // What is in the sheet is not known here.
      for (const directive of ['style-src', 'font-src', 'img-src'] as const) sources.add(directive, self);
  }
}

function addSourceSet(candidates: string, sources: SourceCollector): void {
  // A comma inside of an address is no end of it; one with a space after it is (HTML §4.8.4.2.1).
  for (const candidate of candidates.split(/,\s+|\s[\d.]+[wxh]\s*,/))
    sources.add('img-src', sourceOf(candidate.trim().split(/\s/, 1)[0] ?? ''));
}

/** Pages share few inline style sheets; each is looked at once. */
const knownStyles = new Map<string, RequiredSources>();

function styleSources(css: string): RequiredSources {
  const known = knownStyles.get(css);
  if (known) return known;
  const sources = new SourceCollector();
  if (css) sources.add('style-src', hashSource(css));
  const rules = css.replace(/\/\*.*?\*\//gs, '');
  const fontFace = /@font-face\s*\{[^}]*\}/gi;
  const imports = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/gi;
  for (const [face] of rules.matchAll(fontFace)) addUrls(face, 'font-src', sources);
  for (const [, address = ''] of rules.matchAll(imports))
    if (sourceOf(address) === self) sources.add('style-src', self);
  addUrls(rules.replace(fontFace, '').replace(imports, ''), 'img-src', sources);
  if (knownStyles.size > 100) knownStyles.clear();
  knownStyles.set(css, sources);
  return sources;
}

function addUrls(css: string, directive: Directive, sources: SourceCollector): void {
  for (const [, address = ''] of css.matchAll(/(?:url\(\s*["']?|image-set\(\s*["'])\s*([^"')\s]+)/gi))
    sources.add(directive, sourceOf(address));
}

/**
 * The source expression for an address; `undefined` where nothing is fetched, or nothing that
 * a policy could name. Browsers take `https://a;script-src b/` for a host, a policy takes it
 * for two directives: only names that are hosts to both are let through.
 */
function sourceOf(address: string): string | undefined {
  const url = address.trim();
  if (/^\/[^/\\]/.test(url)) return self;
  if (/^data:/i.test(url)) return data;
  if (url === '' || url.startsWith('#') || !URL.canParse(url, here)) return undefined;
  const { origin, protocol } = new URL(url, here);
  if (origin === here) return self;
  return /^https?:$/.test(protocol) && /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) ? origin : undefined;
}

/** CSP3 §6.7.2.2: the hash of the element's text, in UTF-8. */
const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
