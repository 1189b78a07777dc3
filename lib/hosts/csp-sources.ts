import { createHash } from 'node:crypto';
import type { Element, Nodes, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from '../util/visit';

/** The directives (CSP3 §6) that depend on the page. All others are the same on all pages. */
export type Directive =
  | 'connect-src'
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

/** What a page loads, as source expressions (CSP3 §2.3.1) by directive. */
export type RequiredSources = ReadonlyMap<Directive, ReadonlySet<string>>;

const self = "'self'";
const data = 'data:';

/** The directives that may allow `data:` URLs: only those of passive content. */
const shown = new Set<Directive>(['font-src', 'img-src', 'media-src']);

/** Where `lib/browser/embed.ts` gets the files of a gist. */
const gistOrigin = 'https://api.github.com';

/** A placeholder for the site's origin, which the page does not know. */
const here = 'https://own.invalid';

/** Script types that are executed, and so need `script-src`. All others are data (HTML §4.12.1). */
const running = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;

/**
 * Finds the resources that the site's own components load on a page. Scripts and style sheets from
 * other hosts are ignored, so they remain forbidden.
 *
 * @param tree the page as rendered by its components. The author's text is a `raw` node, which is
 *   ignored.
 */
export function requiredSources(tree: Root): RequiredSources {
  const sources = new SourceCollector();
  collect(tree, sources);
  return sources;
}

/** What an author's text loads, in the form that is cached with the text. */
export type TextSources = readonly (readonly [Directive, readonly string[]])[];

/**
 * Finds the resources that an author's text loads: images, clips and players, the only such elements
 * that `lib/markdown/` allows or creates.
 *
 * @param tree sanitized, and the same as browsers will parse it
 * @param isOwn whether a URL is a file of the site
 */
export function textSourcesOf(tree: Root, isOwn: (address: string) => boolean): TextSources {
  const sources = new SourceCollector();
  visit(tree, 'element', ({ tagName, properties }) => {
    const load = (directive: Directive, address: unknown) => {
      if (typeof address === 'string') sources.add(directive, isOwn(address) ? self : sourceOf(address));
    };
    if (tagName === 'img') load('img-src', properties.src);
    else if (['video', 'audio', 'source', 'track'].includes(tagName)) {
      load('media-src', properties.src);
      load('img-src', properties.poster);
    } else if (tagName === 'a') {
      // A click replaces it by a frame or by a clip.
      load('frame-src', properties.dataPlayer);
      if (properties.dataGist !== undefined) sources.addAll([['connect-src', [self, gistOrigin]]]);
      if (properties.dataClip !== undefined) load('media-src', properties.href);
    }
  });
  return [...sources].map(([directive, sources]) => [directive, [...sources].sort()] as const).sort();
}

/** Merges several sets of sources. */
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
    // Saving an article registers a service worker, with a script URL that this policy allows.
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
    case 'a':
      // A click replaces it by a frame.
      load('frame-src', 'dataComments');
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
      for (const origin of value('dataRedirects').split(' ')) sources.add('form-action', sourceOf(origin));
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
      // The content of the style sheet is not known here.
      for (const directive of ['style-src', 'font-src', 'img-src'] as const) sources.add(directive, self);
  }
}

function addSourceSet(candidates: string, sources: SourceCollector): void {
  // A comma ends a URL only if white space follows (HTML §4.8.4.2.1).
  for (const candidate of candidates.split(/,\s+|\s[\d.]+[wxh]\s*,/))
    sources.add('img-src', sourceOf(candidate.trim().split(/\s/, 1)[0] ?? ''));
}

/** Pages share a few inline style sheets. Each is analyzed once. */
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
 * The source expression for a URL, or `undefined` if nothing is fetched or a policy cannot express
 * it. Browsers read `https://a;script-src b/` as a host, a policy reads it as two directives, so
 * only names that are valid in both are allowed.
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
