import type { Element, Nodes, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { htmlToHast } from 'satteri';
import { escapeAttribute } from '../util/text';
import type { parsePage } from './html';
import { type AddressSegment, marks, type Place, type Segment } from './segments';

/** Attributes that contain a URL. Their names are the same in hast and HTML. */
const addressAttributes = ['href', 'src', 'poster', 'cite'] as const;

/** The elements with addresses that have no end tag. */
const voidElements = new Set(['img', 'source', 'track']);

/** How often a tree may change when its HTML is parsed again. Real articles change at most once. */
const maxRounds = 8;

/**
 * Converts a tree to the one that browsers parse from its HTML, then splits that HTML into segments.
 * A sanitizer that unwraps elements can leave a tree that HTML cannot express, such as a link in a link.
 * Serialized and parsed, it would be a different tree from the one that was checked.
 *
 * @param parse parses a whole page. HTML written by an author needs `parsePage`, which has limits
 * @throws {Error} if the HTML parses to a different tree each time
 */
export function settle(tree: Root, parse?: typeof parsePage): { tree: Root; segments: Segment[] } {
  let html = markedHtml(segmentsOf(tree));
  for (let round = 0; round < maxRounds; round++) {
    const read = parseBody(html, parse);
    const segments = segmentsOf(read);
    const again = markedHtml(segments);
    if (again === html) return { tree: read, segments };
    html = again;
  }
  throw new Error('its HTML is nested in ways that browsers do not agree on');
}

/** Parses an article's HTML as a browser does within a page. */
export function parseBody(html: string, parse = (page: string) => htmlToHast(page) as Root): Root {
  const page = parse(`<!doctype html><body><div>${html}</div>`);
  const children: RootContent[] = [];
  for (const root of page.children)
    for (const part of root.type === 'element' ? root.children : [])
      if (part.type === 'element' && part.tagName === 'body')
        for (const [at, child] of part.children.entries())
          if (at === 0 && child.type === 'element') children.push(...child.children);
          else children.push(child);
  return { type: 'root', children };
}

function segmentsOf(tree: Root): Segment[] {
  const segments: Segment[] = [];
  const split = new Set<Nodes>();
  findSplit(tree, split);
  writeChildren(tree.children, false);
  return segments;

  function literal(html: string) {
    const last = segments.length - 1;
    if (typeof segments[last] === 'string') segments[last] += html;
    else segments.push(html);
  }

  function writeChildren(children: RootContent[], inLink: boolean) {
    let run: RootContent[] = [];
    const endRun = () => {
      if (run.length > 0) literal(toHtml({ type: 'root', children: run }));
      run = [];
    };
    for (const child of children)
      if (child.type === 'element' && split.has(child)) {
        endRun();
        writeElement(child, inLink);
      } else run.push(child);
    endRun();
  }

  function writeElement(element: Element, inLink: boolean) {
    const { tagName, children } = element;
    const properties = { ...element.properties };
    const references: [name: string, AddressSegment][] = [];
    for (const name of addressAttributes) {
      const reference = referenceIn(element, name);
      if (!reference) continue;
      delete properties[name];
      if (tagName === 'img' && 'asset' in reference) {
        const { dataBlock, ...rest } = properties;
        const place = placeOf(dataBlock, inLink);
        segments.push({ image: reference.asset, properties: rest, place });
        return;
      }
      references.push([name, reference]);
    }
    const shell = toHtml({ type: 'element', tagName, properties, children: [] });
    const start = 1 + tagName.length;
    const end = voidElements.has(tagName) ? '' : `</${tagName}>`;
    literal(shell.slice(0, start));
    for (const [name, reference] of references) {
      literal(` ${name}="`);
      segments.push(reference);
      literal('"');
    }
    literal(shell.slice(start, shell.length - end.length));
    // The parser drops the first newline in a `<pre>`.
    if (startsWithNewline(element)) literal('\n');
    writeChildren(children, inLink || tagName === 'a');
    literal(end);
  }
}

/** Collects the nodes that cannot be serialized in one piece. @returns whether `node` is one of them */
function findSplit(node: Nodes, split: Set<Nodes>): boolean {
  let isSplit =
    node.type === 'element' &&
    (startsWithNewline(node) || addressAttributes.some((name) => referenceIn(node, name)));
  if ('children' in node) for (const child of node.children) if (findSplit(child, split)) isSplit = true;
  if (isSplit) split.add(node);
  return isSplit;
}

function referenceIn({ properties }: Element, name: string): AddressSegment | undefined {
  const value = properties[name];
  if (typeof value !== 'string') return undefined;
  if (value.startsWith(marks.link)) return { link: value.slice(marks.link.length) };
  if (value.startsWith(marks.asset)) return { asset: value.slice(marks.asset.length) };
  return /^\/(?!\/)/.test(value) ? { path: value } : undefined;
}

function startsWithNewline({ tagName, children: [first] }: Element): boolean {
  return tagName === 'pre' && first?.type === 'text' && first.value.startsWith('\n');
}

function placeOf(dataBlock: unknown, inLink: boolean): Place {
  if (dataBlock === undefined) return 'inline';
  return inLink ? 'linked' : dataBlock === 'tile' ? 'tile' : 'block';
}

/** The HTML with marked references, to be parsed again. */
function markedHtml(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (typeof segment === 'string') return segment;
      if ('link' in segment) return escapeAttribute(marks.link + segment.link);
      if ('asset' in segment) return escapeAttribute(marks.asset + segment.asset);
      if ('path' in segment) return escapeAttribute(segment.path);
      const { image, properties, place } = segment;
      const dataBlock = place === 'inline' ? undefined : place === 'tile' ? place : '';
      const src = marks.asset + image;
      return toHtml({
        type: 'element',
        tagName: 'img',
        properties: { src, dataBlock, ...properties },
        children: [],
      });
    })
    .join('');
}
