import { toHtml } from 'hast-util-to-html';
import { readText } from '../cache/texts';
import { pictureElement } from '../images/picture';
import type { RenderedHtml } from '../markdown/render';
import type { Segment } from '../markdown/segments';
import { escapeAttribute } from '../util/text';
import type { Asset } from './assets';
import type { Entry } from './entry';
import type { Resolved } from './resolve';

/** The body of a document as props for a page: its HTML, and where its references lead. */
export interface BodyText extends References {
  /** The name of its `RenderedHtml` in the cache; see `lib/cache/texts.ts`. */
  html: string;
  /** Whether it has code blocks. */
  hasCode: boolean;
}

/** Where the relative URLs of a document lead. */
export interface References {
  /** The address of each relative link, by the link as the author wrote it. */
  links: Record<string, string>;
  /** The same for images and files. */
  assets: Record<string, Pick<Asset, 'address' | 'bytes' | 'picture'>>;
}

/** Returns the body of an entry, to be read with `readBody`. */
export function bodyOf({ text, resolved }: Entry & { resolved: Resolved }): BodyText {
  return {
    html: text.html,
    hasCode: text.hasCode,
    links: Object.fromEntries(resolved.links),
    assets: Object.fromEntries(
      [...resolved.assets].map(([url, { address, bytes, picture }]) => [url, { address, bytes, picture }]),
    ),
  };
}

/** The HTML of a document, and what a page that shows it needs. */
export type Body = Omit<RenderedHtml, 'segments'> & { html: string };

/**
 * Reads the HTML of a body from the cache, and fills in addresses and images.
 *
 * @param basePath prepended to every path of the site, such as `/repo`
 * @throws {DamagedCache} if the cached text is missing or damaged
 */
export function readBody(body: BodyText, basePath: string): Body {
  const { segments, ...rest } = JSON.parse(readText(body.html)) as RenderedHtml;
  return { html: joinSegments(segments, body, basePath), ...rest };
}

/** Looks up a name that an author chose. Own properties only: every object inherits `constructor`. */
export const own = <Value>(object: Record<string, Value>, name: string): Value | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/**
 * Joins segments into HTML. A reference without a target keeps the URL that the author wrote.
 *
 * @param basePath prepended to every path of the site, such as `/repo`
 */
export function joinSegments(
  segments: readonly Segment[],
  { links, assets }: References,
  basePath: string,
): string {
  const withBasePath = (address: string) => (/^\/(?!\/)/.test(address) ? basePath + address : address);
  const htmlOf = (segment: Segment): string => {
    if (typeof segment === 'string') return segment;
    if ('link' in segment) return escapeAttribute(withBasePath(own(links, segment.link) ?? segment.link));
    if ('asset' in segment)
      return escapeAttribute(withBasePath(own(assets, segment.asset)?.address ?? segment.asset));
    if ('path' in segment) return escapeAttribute(withBasePath(segment.path));
    const { image, properties, place } = segment;
    const { address = image, picture } = own(assets, image) ?? {};
    return toHtml(
      picture
        ? pictureElement({ ...picture, base: basePath + picture.base }, properties, place)
        : {
            type: 'element',
            tagName: 'img',
            properties: { src: withBasePath(address), ...properties },
            children: [],
          },
      { closeEmptyElements: true, tightSelfClosing: true },
    );
  };
  return segments.map(htmlOf).join('');
}
