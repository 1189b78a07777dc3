import { toHtml } from 'hast-util-to-html';
import { readText } from '../cache/texts';
import { pictureElement } from '../images/picture';
import type { RenderedHtml } from '../markdown/render';
import type { Segment } from '../markdown/segments';
import { escapeAttribute } from '../text';
import type { Asset } from './assets';
import type { Entry } from './entry';
import type { Resolved } from './resolve';

/** The text of a document as a page shows it: its HTML, and where the references in it lead. */
export interface BodyText extends References {
  /** The name of its `RenderedHtml`; see `lib/cache/texts.ts`. */
  html: string;
  hasCode: boolean;
}

export interface References {
  /** The address of each relative link, by the link as its author wrote it. */
  links: Record<string, string>;
  /** The same of each image and file. */
  assets: Record<string, Pick<Asset, 'address' | 'bytes' | 'picture'>>;
}

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

/** An article's HTML, and what a page that shows it needs for it. */
export type Body = Omit<RenderedHtml, 'segments'> & { html: string };

/**
 * Reads a text and puts addresses and pictures in their places.
 *
 * @param basePath put before every path of the site, such as `/repo`
 * @throws {DamagedCache} where the text is not what it was
 */
export function readBody(body: BodyText, basePath: string): Body {
  const { segments, ...needed } = JSON.parse(readText(body.html)) as RenderedHtml;
  return { html: joinSegments(segments, body, basePath), ...needed };
}

/** Looks up a name that an author chose. It may be `constructor`, which every object inherits. */
export const own = <Value>(object: Record<string, Value>, name: string): Value | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** The HTML of some segments. A reference that leads nowhere keeps the URL that was written. */
export function joinSegments(
  segments: readonly Segment[],
  { links, assets }: References,
  basePath: string,
): string {
  const hosted = (address: string) => (/^\/(?!\/)/.test(address) ? basePath + address : address);
  const htmlOf = (segment: Segment): string => {
    if (typeof segment === 'string') return segment;
    if ('link' in segment) return escapeAttribute(hosted(own(links, segment.link) ?? segment.link));
    if ('asset' in segment)
      return escapeAttribute(hosted(own(assets, segment.asset)?.address ?? segment.asset));
    if ('path' in segment) return escapeAttribute(hosted(segment.path));
    const { image, properties, place } = segment;
    const { address = image, picture } = own(assets, image) ?? {};
    return toHtml(
      picture
        ? pictureElement({ ...picture, base: basePath + picture.base }, properties, place)
        : {
            type: 'element',
            tagName: 'img',
            properties: { src: hosted(address), ...properties },
            children: [],
          },
      { closeEmptyElements: true, tightSelfClosing: true },
    );
  };
  return segments.map(htmlOf).join('');
}
