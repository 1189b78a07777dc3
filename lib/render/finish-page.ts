import type { Element, Nodes, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { htmlToHast } from 'satteri';
import { beaconOf } from '../config/analytics';
import { isOnPage, type Resource } from '../config/resources';
import { basePath, hostedPath, site } from '../config/site';
import { type Body, readBody } from '../content/body';
import type { Directive } from '../hosts/csp-sources';
import { allSources, contentSecurityPolicy, metaPolicies, requiredSources } from '../hosts/policy';
import { layerOf } from '../markdown/layers';
import { handover } from '../next/handover';
import { isForFramework } from '../next/markup';
import type { PageInput } from '../pages/props';
import { UserError } from '../util/errors';
import { printable } from '../util/printable';
import { shortened } from '../util/text';
import { SKIP, visit } from '../util/visit';
import { preloadedFonts, stylesFor } from './styles';

/**
 * Turns the HTML from Next into the final page: removes the framework, inserts the style sheet and
 * the text, and adds the Content-Security-Policy.
 *
 * @param html a whole document
 * @returns the final document and its Content-Security-Policy
 * @throws {UserError} if the page contains a script or style sheet that cannot be published, or if
 *   an expected part is missing
 */
export async function finishPage(
  { address, props }: PageInput,
  html: string,
): Promise<{ html: string; policy: string }> {
  const body: Body = 'body' in props ? readBody(props.body, basePath) : { html: '', sources: [], layers: [] };
  const layers = new Set(body.layers);
  const tree = htmlToHast(html) as Root;
  let head: Element | undefined;
  const found = { charset: false, title: false, headScript: false, module: false, body: !('body' in props) };
  visit(tree, (node: Nodes, index, parent) => {
    const isCharset = node.type === 'element' && node.properties.charSet !== undefined;
    if (isCharset) found.charset = true;
    // `charset` is added again, as the first element.
    if (parent && index !== undefined && (isCharset || isForFramework(node))) {
      parent.children.splice(index, 1);
      return index;
    }
    if (node.type !== 'element') return undefined;
    const refusal = refusalOf(node);
    if (refusal) throw new UserError(`${address}: the page ${refusal}.`);
    const { properties, tagName } = node;
    if (tagName === 'title' && parent === head) found.title = true;
    if (tagName === 'script' && !properties.src && !properties.type) found.headScript = true;
    if (tagName === 'script' && properties.src === handover().layoutProps.modules.site) found.module = true;
    const layer = layerOf(node);
    if (layer) layers.add(layer);
    if (tagName === 'a' && properties.href === address) properties.ariaCurrent = 'page';
    addBasePath(properties);
    if (tagName === 'head') head = node;
    // Marks the two colors of browser toolbars for `lib/browser/site.ts`.
    if (tagName === 'meta' && properties.name === 'theme-color')
      properties.dataBar = /dark/.test(String(properties.media)) ? 'dark' : 'light';
    if (tagName === 'script' || tagName === 'style') return SKIP;
    if (properties.dataBody !== undefined) {
      delete properties.dataBody;
      node.children = [{ type: 'raw', value: body.html }];
      found.body = true;
      return SKIP;
    }
    return undefined;
  });
  checkParts(address, {
    'a <head>': head !== undefined,
    'the character set': found.charset,
    'a <title>': found.title,
    'the script in the head': found.headScript,
    'the module of every page': found.module,
    'a place for the text ([data-body])': found.body,
  });
  joinTexts(tree);
  const fonts = await preloadedFonts();
  head?.children.push(
    ...fonts.map((href) => h('link', { rel: 'preload', as: 'font', crossOrigin: '', href })),
  );
  head?.children.push({
    type: 'element',
    tagName: 'style',
    properties: {},
    children: [{ type: 'text', value: await stylesFor(layers) }],
  });
  const resources = (site.resources ?? []).filter((resource) => isOnPage(resource, address));
  const loaded = resources.map(({ script, style, integrity }) => {
    const url = located(script ?? style ?? '');
    const crossOrigin = url.startsWith('/') ? undefined : 'anonymous';
    return script === undefined
      ? h('link', { rel: 'stylesheet', href: url, integrity, crossOrigin })
      : h('script', { defer: true, src: url, integrity, crossOrigin });
  });
  head?.children.push(...loaded);
  const policy = contentSecurityPolicy(
    allSources(requiredSources(tree), body.sources, analyticsSources(), ...resources.map(sourcesOf)),
    basePath,
  );
  // The policy must come before anything that it governs.
  head?.children.unshift(
    h('meta', { charSet: 'utf-8' }),
    ...metaPolicies(policy).map((content) => h('meta', { httpEquiv: 'Content-Security-Policy', content })),
  );
  return { html: toHtml(tree, { allowDangerousHtml: true, allowDangerousCharacters: true }), policy };
}

/** The address of a resource on its host: a path is one of the site. */
const located = (url: string) => (url.startsWith('/') ? hostedPath(url) : url);

/** What a page with a resource loads. A policy does not take the query of a URL (CSP3 §2.3.1). */
const sourcesOf = ({ script, style, policy }: Resource): [Directive, string[]][] => [
  [script === undefined ? 'style-src' : 'script-src', [located(script ?? style ?? '').replace(/\?.*/, '')]],
  ...(Object.entries(policy ?? {}) as [Directive, string[]][]),
];

/** Where every page reports visits, if the site counts them. */
const analyticsSources = (): [Directive, string[]][] =>
  site.analytics ? [['connect-src', ["'self'", new URL(beaconOf(site.analytics).url).origin]]] : [];

/** Adds the base path to paths in attributes. Components write no `srcset`, so it is not handled. */
function addBasePath(properties: Properties): void {
  if (basePath === '') return;
  for (const name of ['href', 'src', 'poster', 'action', 'cite']) {
    const address = properties[name];
    if (typeof address === 'string' && /^\/(?!\/)/.test(address)) properties[name] = hostedPath(address);
  }
}

/** Scripts that are data, not code. */
const dataTypes = new Set(['application/ld+json', 'application/json', 'speculationrules']);

/** Whether a script belongs to the site: a browser module, data or the inline script of the layout. */
function isOurs(script: Element): boolean {
  const { src, type } = script.properties;
  if (typeof src === 'string') return src.startsWith('/assets/');
  return dataTypes.has(String(type)) || textOf(script) === handover().layoutProps.headScript;
}

/** What a page contains that cannot be published, and where it belongs. */
function refusalOf(node: Element): string | undefined {
  if (node.tagName === 'script' && !isOurs(node))
    return `contains ${tagOf(node)}. The site's Content-Security-Policy blocks it. To load a script of your own, add it to "resources" in site.config.ts (docs/integrations.md)`;
  if (node.tagName === 'link' && [node.properties.rel ?? []].flat().includes('stylesheet'))
    return `contains ${tagOf(node)}. Pages load no style sheets; their styles are inline. Import it in app/globals.css`;
  return undefined;
}

/** An element for a message, such as `<script src="/a.js">`. */
function tagOf(element: Element): string {
  const tag = toHtml({ ...element, children: [] }).replace(/<\/\w+>$/, '');
  const text = textOf(element).trim();
  return printable(shortened(text ? `${tag}${text}` : tag));
}

/**
 * The parts of every page that this module relies on.
 *
 * @throws {UserError} naming the part that is missing
 */
function checkParts(address: string, parts: Record<string, boolean>): void {
  const missing = Object.entries(parts).flatMap(([part, isThere]) => (isThere ? [] : [part]));
  if (missing.length > 0)
    throw new UserError(
      `${address}: Next rendered the page without ${missing.join(', ')}. If you have upgraded Next, see docs/decisions/next.md. Otherwise, check app/layout.tsx and the page under app/.`,
    );
}

/** Joins adjacent text nodes that were separated by a comment. */
function joinTexts(tree: Root) {
  visit(tree, (node: Nodes) => {
    if (!('children' in node)) return;
    for (let at = node.children.length - 1; at > 0; at--) {
      const text = node.children[at];
      const before = node.children[at - 1];
      if (text?.type === 'text' && before?.type === 'text') {
        before.value += text.value;
        node.children.splice(at, 1);
      }
    }
  });
}
