import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import type { License } from '../config/license';
import { hostedPath } from '../config/site';
import type { BodyText } from '../content/body';
import type { Change } from '../content/model';
import { mediaTypeOf } from '../hosts/media-types';
import type { Formulas } from '../markdown/formulas';
import { feedFiles, feedStylesFile } from '../util/addresses';
import { withXmlCharacters } from '../util/xml';
import { feedPage } from './page';
import {
  type EpisodeItem,
  episodeElements,
  type PodcastChannel,
  podcastElements,
  podcastFile,
} from './podcast';

/** One article in a feed. Every URL is absolute. */
export interface FeedItem {
  /** Must not change after publication. */
  id: string;
  url: string;
  title: string;
  summary: string;
  /** The whole article, from `itemHtml`. */
  html: string;
  /** RFC 3339. */
  published: string;
  /** The calendar day on which it was published, as its page shows it. */
  day: string;
  updated: string;
  authors: { name: string; url: string }[];
  tags: string[];
  /** The image of its link previews. */
  image: { url: string; width?: number; height?: number };
  /** Whether the image is also part of the article. Feed readers that show it above would show it twice. */
  isImageWithin: boolean;
  /** Audio and video files of the article, its own audio first. */
  attachments: Attachment[];
  /** If its own audio is an episode of the podcast. */
  episode?: EpisodeItem;
  language: string;
  license?: License;
}

/** An audio or video file. */
export interface Attachment {
  url: string;
  /** The media type. */
  type: string;
  /** In bytes; 0 if it is not known (RSS Best Practices Profile, `enclosure`). */
  length: number;
  /** Its duration. */
  seconds?: number;
}

/** A feed, independent of its format. */
export interface FeedContent {
  title: string;
  description: string;
  /**
   * Absolute URL of the page that the feed belongs to, with a trailing slash. The feeds are in the same
   * folder.
   */
  url: string;
  language: string;
  copyright: string;
  license?: License;
  icon: string;
  /** The WebSub hub that notifies subscribers. */
  hub?: string;
  /** Absolute URL of the archive document that continues this feed (RFC 5005 §4). */
  previous?: string;
  /** For an archive document: its folder, and the folder of the next (newer) one if there is one. */
  archived?: { url: string; next?: string };
  /** If it is the feed of the podcast, which is only RSS. */
  podcast?: PodcastChannel;
  /** Newest first. */
  items: FeedItem[];
}

/** A feed whose articles are not loaded yet. */
export type FeedInput = Omit<FeedContent, 'items'> & { items: FeedItemInput[] };
/** An article in a feed that is not loaded yet. */
export type FeedItemInput = Omit<FeedItem, 'html'> & {
  body: BodyText;
  formulas: Formulas;
  /** Shown below the text. */
  changes: readonly Change[];
};

/** The style sheet that browsers use for a feed; see `feedStyles`. */
const styled = { stylesheets: [{ type: 'text/css', href: hostedPath(feedStylesFile) }] };

/** The date of an empty feed. Atom requires one, so it is the Unix epoch. */
const epoch = '1970-01-01T00:00:00.000Z';

/**
 * Renders a feed in its three formats, or an archive document as Atom.
 *
 * @returns text by file name: RSS 2.0 (with `content:encoded`, `dc:creator` and
 *   `media:content`), Atom (RFC 4287) and JSON Feed 1.1
 */
export function renderFeeds(feed: FeedContent): Record<string, string> {
  const { rss: rssFile, atom: atomFile } = feedFiles;
  if (feed.archived) return { [atomFile]: wellFormed(archive(withPage(atom(feed), feed, atomFile))) };
  if (feed.podcast) return { [podcastFile]: wellFormed(withPage(rss(feed, podcastFile), feed, podcastFile)) };
  return {
    [rssFile]: wellFormed(withPage(rss(feed, rssFile), feed, rssFile)),
    [atomFile]: wellFormed(withPage(atom(feed), feed, atomFile)),
    [feedFiles.json]: json(feed),
  };
}

/**
 * Fixes the library's output. The library puts each CDATA section on its own line, and parsers
 * treat that white space as part of the title. (A section ends at the first `]]>`, so sections
 * cannot be nested.) It also lets characters through that XML does not allow.
 */
function wellFormed(xml: string): string {
  return withXmlCharacters(xml.replace(/\s*(<!\[CDATA\[[\s\S]*?\]\]>)\s*/g, '$1'));
}

/**
 * Adds what a browser shows of a feed, at its start. The first such tag is that of the feed: before it, the
 * library writes only the XML declaration and the style sheet.
 *
 * @param file the file name of the feed to subscribe to
 */
function withPage(xml: string, feed: FeedContent, file: string): string {
  const page = feedPage(feed, feed.url + file);
  return xml.replace(/<(?:channel|feed)\b[^>]*>/, (tag) => `${tag}\n    ${page}`);
}

/** The date of the last change in the feed. It depends only on the content, not on the build. */
function updatedOf(feed: FeedContent): string {
  return [epoch, ...feed.items.map((item) => item.updated)].sort().at(-1) ?? epoch;
}

/** @param file its file name */
function rss(feed: FeedContent, file: string): string {
  const content = {
    ...(feed.podcast && podcastElements(feed.podcast, feed.url + file)),
    title: feed.title,
    link: feed.url,
    description: feed.description,
    language: feed.language,
    copyright: feed.copyright,
    ...(feed.license && { creativeCommons: { licenses: [feed.license.url] } }),
    ...(feed.items.length > 0 && { lastBuildDate: new Date(updatedOf(feed)) }),
    docs: 'https://www.rssboard.org/rss-specification',
    image: { url: feed.icon, title: feed.title, link: feed.url },
    atom: {
      links: [{ href: feed.url + file, rel: 'self', type: 'application/rss+xml' }, ...extraLinks(feed)],
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
      ...(item.license && { creativeCommons: { licenses: [item.license.url] } }),
      ...(!item.isImageWithin && {
        media: { contents: [{ ...item.image, medium: 'image', type: mediaTypeOf(item.image.url) }] },
      }),
      // Most feed readers support only one.
      enclosures: item.attachments.slice(0, 1).map(({ url, type, length }) => ({ url, type, length })),
      ...(feed.podcast && item.episode && episodeElements(item.episode)),
    })),
  };
  return generateRssFeed(content, styled);
}

/**
 * Links to the hub (WebSub §4) and to archive documents (RFC 5005 §4), which are Atom for feeds of
 * all formats.
 */
function extraLinks({ url, hub, previous, archived }: FeedContent) {
  const link = (rel: string, href: string | undefined) =>
    href === undefined ? [] : [{ rel, href: href + feedFiles.atom, type: 'application/atom+xml' }];
  return [
    ...(hub && !archived ? [{ rel: 'hub', href: hub }] : []),
    ...link('current', archived && url),
    ...link('prev-archive', previous),
    ...link('next-archive', archived?.next),
  ];
}

/** A link to a license (RFC 4946 §2). */
const licenseLinks = ({ license }: Pick<FeedItem, 'license'>) =>
  license ? [{ href: license.url, rel: 'license' }] : [];

/** Marks an archive document, which changes only for corrections (RFC 5005 §4), at its start; see `withPage`. */
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
      ...licenseLinks(feed),
      ...extraLinks(feed),
    ],
    entries: feed.items.map((item) => ({
      xml: { lang: item.language },
      // In Atom, it must be a URI (RFC 4287 §4.2.6).
      id: URL.canParse(item.id) ? item.id : item.url,
      title: { value: item.title, type: 'text' },
      links: [
        { href: item.url, rel: 'alternate', type: 'text/html' },
        ...item.attachments.map(({ url, type, length }) => ({ href: url, rel: 'enclosure', type, length })),
        ...licenseLinks(item),
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
  const rendered = generateJsonFeed({
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
      attachments: item.attachments.map(({ url, type, length, seconds }) => ({
        url,
        mime_type: type,
        ...(length > 0 && { size_in_bytes: length }),
        ...(seconds !== undefined && { duration_in_seconds: seconds }),
      })),
      date_published: new Date(item.published),
      date_modified: new Date(item.updated),
      authors: item.authors,
      tags: item.tags,
      language: item.language,
    })),
  });
  // The library omits an empty list, but the format requires one.
  return JSON.stringify({ ...(rendered as object), ...(feed.items.length === 0 && { items: [] }) }, null, 2);
}
