import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { hostedPath } from '../config/site';
import type { BodyText } from '../content/body';
import { mediaTypeOf } from '../hosts/media-types';
import type { Formulas } from '../markdown/formulas';
import { feedFiles, feedStylesFile } from '../util/addresses';
import { withXmlCharacters } from '../util/xml';

/** One article in a feed. Every URL is absolute. */
export interface FeedItem {
  /** Never changes once published. */
  id: string;
  url: string;
  title: string;
  summary: string;
  /** The whole article, from `itemHtml`. */
  html: string;
  /** RFC 3339. */
  published: string;
  updated: string;
  authors: { name: string; url: string }[];
  tags: string[];
  /** What a link to it is shown with. */
  image: { url: string; width?: number; height?: number };
  /** The image is part of the article: readers that show one above it would show it twice. */
  isImageWithin: boolean;
  /** Sound and film that are part of it. */
  attachments: Attachment[];
  language: string;
}

/** A file that is sent as it is. */
export interface Attachment {
  url: string;
  /** Its media type. */
  type: string;
  /** In bytes. */
  length: number;
}

/** A feed before it has a format. */
export interface FeedContent {
  title: string;
  description: string;
  /** Absolute URL of the page that the feed follows, with a trailing slash; the feeds are beside it. */
  url: string;
  language: string;
  copyright: string;
  icon: string;
  /** The hub that tells subscribers of changes (WebSub). */
  hub?: string;
  /** Absolute URL of the archive document that goes on where this feed ends (RFC 5005 §4). */
  previous?: string;
  /** Of an archive document: the folder that it is in, and the one after it, where there is one. */
  archived?: { url: string; next?: string };
  /** Newest first. */
  items: FeedItem[];
}

/** A feed whose articles have yet to be read. */
export type FeedInput = Omit<FeedContent, 'items'> & { items: FeedItemInput[] };
export type FeedItemInput = Omit<FeedItem, 'html'> & { body: BodyText; formulas: Formulas };

/** What a browser shows a feed with; see `feedStyles`. */
const styled = { stylesheets: [{ type: 'text/css', href: hostedPath(feedStylesFile) }] };

/** An empty feed has no date of its own, yet Atom wants one: the beginning of time, as Unix counts it. */
const never = '1970-01-01T00:00:00.000Z';

/**
 * Prints a feed in its three formats, or a document of its archive as Atom.
 *
 * @returns text by file name: RSS 2.0 (with `content:encoded`, `dc:creator` and
 *   `media:content`), Atom (RFC 4287) and JSON Feed 1.1
 */
export function renderFeeds(feed: FeedContent): Record<string, string> {
  if (feed.archived) return { [feedFiles.atom]: wellFormed(archive(atom(feed))) };
  return {
    [feedFiles.rss]: wellFormed(rss(feed)),
    [feedFiles.atom]: wellFormed(atom(feed)),
    [feedFiles.json]: json(feed),
  };
}

/**
 * Mends what the library leaves. It sets each CDATA section on a line of its own, and to a
 * parser that space is part of the title; a section ends at the first `]]>`, so none is found
 * inside another. And it lets characters through that XML has not.
 */
function wellFormed(xml: string): string {
  return withXmlCharacters(xml.replace(/\s*(<!\[CDATA\[[\s\S]*?\]\]>)\s*/g, '$1'));
}

/** When anything in the feed last changed; the same content has the same date, whenever it is built. */
function updatedOf(feed: FeedContent): string {
  return [never, ...feed.items.map((item) => item.updated)].sort().at(-1) ?? never;
}

function rss(feed: FeedContent): string {
  const content = {
    title: feed.title,
    link: feed.url,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    ...(feed.items.length > 0 && { lastBuildDate: new Date(updatedOf(feed)) }),
    docs: 'https://www.rssboard.org/rss-specification',
    image: { url: feed.icon, title: feed.title, link: feed.url },
    atom: {
      links: [
        { href: feed.url + feedFiles.rss, rel: 'self', type: 'application/rss+xml' },
        ...furtherLinks(feed),
      ],
    },
    items: feed.items.map((item) => ({
      title: item.title,
      link: item.url,
      description: item.summary,
      guid: { value: item.id, isPermaLink: item.id === item.url },
      pubDate: new Date(item.published),
      categories: item.tags.map((name) => ({ name })),
      dc: { creators: item.authors.map((author) => author.name) },
      content: { encoded: item.html },
      ...(!item.isImageWithin && {
        media: { contents: [{ ...item.image, medium: 'image', type: mediaTypeOf(item.image.url) }] },
      }),
      // Most readers know of one.
      enclosures: item.attachments.slice(0, 1),
    })),
  };
  return generateRssFeed(content, styled);
}

/**
 * Its hub (WebSub §4), and where it goes on (RFC 5005 §4). The archive is Atom, whatever the
 * format of what leads to it.
 */
function furtherLinks({ url, hub, previous, archived }: FeedContent) {
  const link = (rel: string, href: string | undefined) =>
    href === undefined ? [] : [{ rel, href: href + feedFiles.atom, type: 'application/atom+xml' }];
  return [
    ...(hub && !archived ? [{ rel: 'hub', href: hub }] : []),
    ...link('current', archived && url),
    ...link('prev-archive', previous),
    ...link('next-archive', archived?.next),
  ];
}

/** Says that a document only changes to mend a mistake (RFC 5005 §4). */
function archive(xml: string): string {
  const mark = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>';
  return xml.replace(/<feed[^>]*>/, (tag) => `${tag}\n  ${mark}`);
}

function atom(feed: FeedContent): string {
  const content = {
    xml: { lang: feed.language },
    id: feed.url,
    title: { value: feed.title, type: 'text' },
    subtitle: { value: feed.description, type: 'text' },
    updated: new Date(updatedOf(feed)),
    rights: { value: feed.copyright, type: 'text' },
    icon: feed.icon,
    links: [
      { href: (feed.archived?.url ?? feed.url) + feedFiles.atom, rel: 'self', type: 'application/atom+xml' },
      { href: feed.url, rel: 'alternate', type: 'text/html' },
      ...furtherLinks(feed),
    ],
    entries: feed.items.map((item) => ({
      xml: { lang: item.language },
      id: item.id,
      title: { value: item.title, type: 'text' },
      links: [
        { href: item.url, rel: 'alternate', type: 'text/html' },
        ...item.attachments.map(({ url, ...file }) => ({ href: url, rel: 'enclosure', ...file })),
      ],
      published: new Date(item.published),
      updated: new Date(item.updated),
      authors: item.authors.map(({ name, url }) => ({ name, uri: url })),
      categories: item.tags.map((term) => ({ term })),
      summary: { value: item.summary, type: 'text' },
      content: { value: item.html, type: 'html' },
    })),
  };
  return generateAtomFeed(content, styled);
}

function json(feed: FeedContent): string {
  const printed = generateJsonFeed({
    title: feed.title,
    home_page_url: feed.url,
    feed_url: feed.url + feedFiles.json,
    description: feed.description,
    icon: feed.icon,
    language: feed.language,
    hubs: feed.hub ? [{ type: 'WebSub', url: feed.hub }] : undefined,
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      image: item.image.url,
      attachments: item.attachments.map(({ url, type, length }) => ({
        url,
        mime_type: type,
        size_in_bytes: length,
      })),
      date_published: new Date(item.published),
      date_modified: new Date(item.updated),
      authors: item.authors,
      tags: item.tags,
      language: item.language,
    })),
  });
  // An empty list would be left out, yet the format wants one.
  return JSON.stringify({ ...(printed as object), ...(feed.items.length === 0 && { items: [] }) }, null, 2);
}
