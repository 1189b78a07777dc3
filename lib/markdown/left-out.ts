import type { Element, Root } from 'hast';
import { EXIT, visit } from 'unist-util-visit';
import { Places } from './places';
import type { Problem } from './problems';
import { hostedVideo } from './video';

/** Attributes by which raw HTML names files that a page does not show: the sanitizer leaves them out. */
const unshown: Record<string, readonly string[]> = {
  embed: ['src'],
  iframe: ['src'],
  image: ['href', 'xLinkHref'],
  img: ['srcSet'],
  input: ['src'],
  link: ['href'],
  object: ['data'],
  script: ['src'],
  source: ['src', 'srcSet'],
  track: ['src'],
  use: ['href', 'xLinkHref'],
};

/** Schemes of addresses that are published, by attribute; a path has none. */
const schemes = {
  href: /^(?:https?|mailto|xmpp|ircs?|tel)$/i,
  poster: /^https?$/i,
  src: /^https?$/i,
};

/** Each is looked for in the whole text; whoever has mended these is told of the next. */
const mostTold = 100;

/**
 * Finds the files and addresses that a text names and its page will not have.
 *
 * @param tree before the sanitizer has seen it
 */
export function findLeftOut(tree: Root, markdown: string): Problem[] {
  const warnings: Problem[] = [];
  const find = finder(markdown);
  const places = new Places(markdown);
  const warn = ({ tagName }: Element, attribute: string, value: string, expected: string, fix: string) => {
    const offset = find(value, Object.hasOwn(unshown, tagName));
    const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
    warnings.push({
      ...places.at(offset),
      message: `the ${attribute.toLowerCase()} ${JSON.stringify(shown)} of <${tagName}> is left out; ${expected}`,
      fix,
    });
  };
  visit(tree, 'element', (node) => {
    if (warnings.length >= mostTold) return EXIT;
    for (const attribute of (Object.hasOwn(unshown, node.tagName) && unshown[node.tagName]) || []) {
      const value = textOf(node, attribute);
      if (value && !(node.tagName === 'iframe' && hostedVideo(value)?.player))
        warn(node, attribute, value, ...adviceFor(node.tagName));
    }
    for (const [attribute, allowed] of Object.entries(schemes)) {
      const value = textOf(node, attribute);
      const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(value)?.[1];
      if (scheme !== undefined && !allowed.test(scheme) && !unshown[node.tagName]?.includes(attribute))
        warn(
          node,
          attribute,
          value,
          `${scheme}: is no scheme of a page; expected https: or a path`,
          'put what it leads to beside the article and write its path, or take it out',
        );
    }
    return undefined;
  });
  return warnings;
}

function adviceFor(element: string): [expected: string, fix: string] {
  if (element === 'iframe')
    return ['expected a video of YouTube or Vimeo in a frame', 'write a link, or ::video[Title]{src="…"}'];
  if (['embed', 'link', 'object', 'script'].includes(element))
    return ['expected an image, a clip or a link', 'write one in its place, or take the element out'];
  return [
    'expected one file in the src of <img>, <video> or <audio>',
    'name the file there, or take the element out; smaller sizes of an image are made for you',
  ];
}

/** Finds where an address is written, each place once; the beginning where it is written in another way. */
function finder(text: string): (value: string, inHtml: boolean) => number {
  const next = new Map<string, number>();
  return (value, inHtml) => {
    const key = `${inHtml} ${value}`;
    let at = text.indexOf(value, next.get(key) ?? 0);
    while (inHtml && at > 0 && !/=\s*["']?\s*$/.test(text.slice(Math.max(0, at - 9), at)))
      at = text.indexOf(value, at + 1);
    if (at >= 0) next.set(key, at + value.length);
    return Math.max(0, at);
  };
}

function textOf({ properties }: Element, name: string): string {
  const value = properties[name];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '').trim();
}
