import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { readText } from '../cache/texts';
import { site } from '../config/site';
import { messagesIn } from '../i18n/index';
import { formatDay } from '../i18n/language';
import { pictureElement } from '../images/picture';
import type { KnownLinks } from '../links/known-links';
import type { RenderedHtml } from '../markdown/render';
import type { Segment } from '../markdown/segments';
import { parseBody } from '../markdown/settle';
import { escapeAttribute } from '../util/text';
import { SKIP, visit } from '../util/visit';
import type { Asset } from './assets';
import type { Entry } from './entry';
import type { Resolved } from './resolve';

/** The body of a document as props for a page: its HTML, and where its references lead. */
export interface BodyText extends References {
  /** The name of its `RenderedHtml` in the cache; see `lib/cache/texts.ts`. */
  html: string;
  /** Whether it has code blocks. */
  hasCode: boolean;
  /** Whether it is of an earlier version, whose images may be missing. */
  isEarlier?: true;
  /** For each link that is gone: a capture of it, and a note for readers. */
  archived?: Record<string, { href: string; note: string }>;
}

/** Where the relative URLs of a document lead. */
export interface References {
  /** The address of each relative link, by the link as the author wrote it. */
  links: Record<string, string>;
  /** The same for images and files. */
  assets: Record<string, Pick<Asset, 'address' | 'bytes' | 'picture'>>;
}

/**
 * Returns the body of an entry, to be read with `readBody`.
 *
 * @param known what is known about links to other sites
 */
export function bodyOf(
  { text, resolved, fields }: Entry & { resolved: Resolved },
  known: KnownLinks,
): BodyText {
  const language = fields.lang?.value ?? site.language;
  const archived = text.outgoing.flatMap(({ url }) => {
    const { gone, capture } = own(known, url) ?? {};
    if (gone === undefined || !capture) return [];
    const note = messagesIn(language).text.archived(formatDay(capture.day, language));
    return [[url, { href: capture.url, note }] as const];
  });
  return {
    html: text.html,
    hasCode: text.hasCode,
    ...(archived.length > 0 && { archived: Object.fromEntries(archived) }),
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
  const html = joinSegments(segments, body, basePath, body.isEarlier);
  return { html: body.archived ? withArchived(html, body.archived) : html, ...rest };
}

/** Replaces links that are gone with links to captures, and says so. */
function withArchived(html: string, archived: NonNullable<BodyText['archived']>): string {
  const tree = parseBody(html);
  visit(tree, 'element', (node, index, parent) => {
    const { href } = node.properties;
    const capture = typeof href === 'string' && node.tagName === 'a' ? own(archived, href) : undefined;
    if (!capture || !parent || index === undefined) return undefined;
    node.properties.href = capture.href;
    node.properties.title = String(href);
    parent.children.splice(index + 1, 0, { type: 'text', value: ' ' }, h('small', capture.note));
    return SKIP;
  });
  return toHtml(tree);
}

/** Looks up a name that an author chose. Own properties only: every object inherits `constructor`. */
export const own = <Value>(object: Record<string, Value>, name: string): Value | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/**
 * Joins segments into HTML. A reference without a target keeps the URL that the author wrote.
 *
 * @param basePath prepended to every path of the site, such as `/repo`
 * @param isEarlier whether images may be missing. Their alternative texts take their place
 */
export function joinSegments(
  segments: readonly Segment[],
  { links, assets }: References,
  basePath: string,
  isEarlier = false,
): string {
  const withBasePath = (address: string) => (/^\/(?!\/)/.test(address) ? basePath + address : address);
  const htmlOf = (segment: Segment): string => {
    if (typeof segment === 'string') return segment;
    if ('link' in segment) return escapeAttribute(withBasePath(own(links, segment.link) ?? segment.link));
    if ('asset' in segment)
      return escapeAttribute(withBasePath(own(assets, segment.asset)?.address ?? segment.asset));
    if ('path' in segment) return escapeAttribute(withBasePath(segment.path));
    const { image, properties, place } = segment;
    if (isEarlier && !own(assets, image)) return escapeAttribute(`[${properties.alt ?? ''}]`);
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
