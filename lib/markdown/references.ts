import type { Element, Root as HastRoot } from 'hast';
import type { Root as MdastRoot, Nodes } from 'mdast';
import { asWritten, fragmentInNfc, isHttpUrl, isPublicUrl } from '../util/urls';
import { visit } from '../util/visit';
import { decodeReferences } from './destination';
import { directives, elementOf } from './directives';
import { Places } from './places';
import type { Problem } from './problem';
import { marks } from './segments';
import { tagsIn } from './tags';

/** A relative URL in the text, to be resolved against the folder of its file. */
export interface Reference {
  /** An image is shown; a file is played or downloaded. */
  kind: 'link' | 'image' | 'file';
  url: string;
  /** 1-based, counted from the first line of the body. */
  line: number;
  column: number;
  /** The offsets in the body of the Markdown that contains it. */
  start: number;
  end: number;
  /** The wikilink that it was made of. */
  written?: string;
}

/** A link to another site. Lines and columns are counted as in `Reference`. */
export interface OutgoingLink {
  url: string;
  line: number;
  column: number;
}

/** The elements whose `src` and `poster` name files. */
const withFiles = new Set([
  'img',
  'video',
  'audio',
  'source',
  'track',
  ...Object.entries(directives).flatMap(([name, { attributes = [] }]) =>
    attributes.includes('src') || attributes.includes('poster') ? [elementOf(name)] : [],
  ),
]);

/**
 * Marks relative URLs, which are resolved when a page is rendered, and sets the `rel` of links to other
 * sites. Mutates `tree`.
 *
 * @param mdast the tree of `markdown`, with positions
 * @returns the relative URLs, the links to other sites, and an error for each invalid absolute URL
 */
export function markReferences(
  tree: HastRoot,
  mdast: MdastRoot,
  markdown: string,
): { references: Reference[]; outgoing: OutgoingLink[]; problems: Problem[] } {
  const places = placesOf(mdast, markdown);
  const takePlace = (url: string): Omit<Place, 'url'> | undefined => {
    const taken = places.get(asWritten(url))?.next().value;
    if (!taken) return undefined;
    const { url: _, ...place } = taken;
    return place;
  };
  const problems: Problem[] = [];
  const references: Reference[] = [];
  const outgoing: OutgoingLink[] = [];
  const mark = (node: Element, attribute: 'href' | 'src' | 'poster') => {
    const written = node.properties[attribute];
    if (typeof written !== 'string') return;
    const url = withIPv6Host(written);
    if (/^(https?:|\/\/)/i.test(url)) {
      node.properties[attribute] = url;
      if (attribute === 'href') node.properties.rel = ['external', 'noopener'];
      if (attribute === 'href' && isPublicUrl(url)) {
        const { line, column } = takePlace(written) ?? unknownPlace;
        outgoing.push({ url, line, column });
      }
      if (!isHttpUrl(url.replace(/^\/\//, 'https://'))) {
        const { line, column } = takePlace(url) ?? unknownPlace;
        problems.push({
          line,
          column,
          message: `broken link to ${asWritten(url)}: not a valid URL; expected one such as https://example.org/`,
          fix: 'correct it, or put it in `code` if it is an example',
        });
      } else if (attribute !== 'href' && !/^[a-z\d.-]+$/.test(new URL(url, 'https://x').hostname)) {
        const { line, column } = takePlace(url) ?? unknownPlace;
        problems.push({
          line,
          column,
          message: `${asWritten(url)} cannot be loaded: no content security policy can allow its host; expected a host name of letters, digits, dots and hyphens`,
          fix: 'put the file next to the post, or use another host',
        });
      }
      return;
    }
    if (url.startsWith('#')) {
      node.properties[attribute] = fragmentInNfc(url);
      // Generated links, such as that of a heading to itself, are not in the text.
      const place = takePlace(url);
      if (place) references.push({ kind: 'link', url, ...place });
      return;
    }
    if (url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url)) return;
    const isImage = node.tagName === 'img' || attribute === 'poster';
    const kind = attribute === 'href' && isContentLink(url) ? 'link' : isImage ? 'image' : 'file';
    references.push({ kind, url, ...(takePlace(url) ?? unknownPlace) });
    node.properties[attribute] = `${kind === 'link' ? marks.link : marks.asset}${url}`;
  };
  visit(tree, 'element', (node) => {
    if (node.tagName === 'a' || node.tagName.startsWith(elementOf(''))) mark(node, 'href');
    if (withFiles.has(node.tagName)) {
      mark(node, 'src');
      mark(node, 'poster');
    }
  });
  return { references, outgoing, problems };
}

/** Restores the brackets around an IPv6 address. The Markdown parser encodes them, but no URL does. */
const withIPv6Host = (url: string) =>
  url.replace(/^((?:https?:)?\/\/(?:[^/?#@]*@)?)%5B([\da-f:.]+)%5D/i, '$1[$2]');

/** Whether a relative URL leads to a page rather than to a file. */
function isContentLink(url: string): boolean {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path.startsWith('/')
    ? !/\.[a-z0-9]+$/i.test(path) || path.endsWith('.md')
    : /\.md$/i.test(path) || !/\.[a-z0-9]+$/i.test(path);
}

interface Place {
  url: string;
  line: number;
  column: number;
  start: number;
  end: number;
}

/** All places where a URL is written, by URL and in document order. */
function placesOf(mdast: MdastRoot, markdown: string): Map<string, Iterator<Place, undefined>> {
  const lines = new Places(markdown);
  const places = new Map<string, Place[]>();
  const add = (place: Place) => {
    const same = places.get(asWritten(place.url));
    if (same) same.push(place);
    else places.set(asWritten(place.url), [place]);
  };
  visit(mdast, (node: Nodes) => {
    if (!node.position) return;
    const { start, end } = node.position;
    const range = { start: start.offset ?? 0, end: end.offset ?? 0 };
    const place = { line: start.line, column: start.column, ...range };
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      add({ url: node.url, ...place });
    if (node.type === 'leafDirective' || node.type === 'containerDirective')
      for (const url of Object.values(node.attributes ?? {})) if (url) add({ url, ...place });
    if (node.type === 'html')
      for (const { attributes } of tagsIn(node.value))
        for (const { name, value, start: at } of attributes) {
          if (!['href', 'src', 'poster'].includes(name)) continue;
          const from = range.start + at;
          const url = decodeReferences(value).trim();
          add({ url, ...lines.at(from), start: from, end: from + value.length });
        }
  });
  return new Map([...places].map(([url, found]) => [url, found.values()]));
}

/** The place of a URL that is not found in the text, because of how it is written. */
const unknownPlace: Omit<Place, 'url'> = { line: 1, column: 1, start: 0, end: 0 };
