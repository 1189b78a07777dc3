import type { Element, Nodes, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { htmlToHast } from 'satteri';
import { SKIP, visit } from 'unist-util-visit';
import { basePath, hostedPath } from '../config/site';
import { type Body, readBody } from '../content/body';
import { allSources, contentSecurityPolicy, metaPolicies, requiredSources } from '../hosts/policy';
import { layerOf } from '../markdown/layers';
import { handover } from '../next/handover';
import type { PageInput } from '../pages/props';
import { stylesFor } from './styles';

/**
 * Turns the HTML from Next into the final page: removes the framework, inserts the style sheet and
 * the text, and adds the Content-Security-Policy.
 *
 * @param html a whole document
 * @returns the final document and its Content-Security-Policy
 */
export async function finishPage(
  { props }: PageInput,
  html: string,
): Promise<{ html: string; policy: string }> {
  const body: Body = 'body' in props ? readBody(props.body, basePath) : { html: '', sources: [], layers: [] };
  const layers = new Set(body.layers);
  const tree = htmlToHast(html) as Root;
  let head: Element | undefined;
  visit(tree, (node: Nodes, index, parent) => {
    if (parent && index !== undefined && isFramework(node)) {
      parent.children.splice(index, 1);
      return index;
    }
    if (node.type !== 'element') return undefined;
    const { properties, tagName } = node;
    const layer = layerOf(node);
    if (layer) layers.add(layer);
    addBasePath(properties);
    if (tagName === 'head') head = node;
    // Marks the two colors of browser toolbars for `lib/browser/site.ts`.
    if (tagName === 'meta' && properties.name === 'theme-color')
      properties.dataBar = /dark/.test(String(properties.media)) ? 'dark' : 'light';
    if (tagName === 'script' || tagName === 'style') return SKIP;
    if (properties.dataBody !== undefined) {
      delete properties.dataBody;
      node.children = [{ type: 'raw', value: body.html }];
      return SKIP;
    }
    return undefined;
  });
  joinTexts(tree);
  head?.children.push({
    type: 'element',
    tagName: 'style',
    properties: {},
    children: [{ type: 'text', value: await stylesFor(layers) }],
  });
  const policy = contentSecurityPolicy(allSources(requiredSources(tree), body.sources), basePath);
  // The policy must come before anything that it governs.
  head?.children.unshift(
    h('meta', { charSet: 'utf-8' }),
    ...metaPolicies(policy).map((content) => h('meta', { httpEquiv: 'Content-Security-Policy', content })),
  );
  return { html: toHtml(tree, { allowDangerousHtml: true, allowDangerousCharacters: true }), policy };
}

/** Adds the base path to paths in attributes. Components write no `srcset`, so it is not handled. */
function addBasePath(properties: Properties): void {
  if (basePath === '') return;
  for (const name of ['href', 'src', 'poster', 'action', 'cite']) {
    const address = properties[name];
    if (typeof address === 'string' && /^\/(?!\/)/.test(address)) properties[name] = hostedPath(address);
  }
}

/** Only the roman font is preloaded. Italics are seldom visible first. */
const isFirstFace = ({ as, href }: Element['properties']) => as === 'font' && !/italic/.test(String(href));

function isFramework(node: Nodes): boolean {
  if (node.type === 'comment') return true;
  if (node.type !== 'element') return false;
  const { properties, tagName } = node;
  switch (tagName) {
    case 'script':
      return !isOurs(node);
    case 'link': {
      const rels = [properties.rel ?? []].flat().map(String);
      return (
        rels.includes('stylesheet') ||
        (rels.some((rel) => /^(module)?preload$/.test(rel)) && !isFirstFace(properties))
      );
    }
    case 'meta':
      // `finishPage` adds its own `charset`, as the first element.
      return properties.name === 'next-size-adjust' || properties.charSet !== undefined;
    case 'div':
      // The outlet of Next's metadata, which has only comments.
      return properties.hidden === true && node.children.every((child) => child.type === 'comment');
    default:
      return false;
  }
}

/** Whether a script belongs to the site: a browser module, data or the inline script of the layout. */
function isOurs(script: Element): boolean {
  const { src, type } = script.properties;
  if (typeof src === 'string') return src.startsWith('/assets/');
  return (
    type === 'application/ld+json' ||
    type === 'speculationrules' ||
    textOf(script) === handover().layoutProps.headScript
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
