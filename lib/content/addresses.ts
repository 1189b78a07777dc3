/** Where everything is found on the site. Paths begin and, for pages, end with a slash; they are not percent-encoded. */

import { slugify } from '../slug';
import { asWritten } from '../urls';

export const postPath = (slug: string) => `/posts/${slug}/`;
export const pagePath = (slug: string) => `/${slug}/`;
export const tagPath = (tag: string) => `/tags/${slugify(tag)}/`;
export const authorPath = (id: string) => `/authors/${id}/`;
export const yearPath = (year: string) => `/archive/${year}/`;
export const seriesPath = (id: string) => `/series/${id}/`;
/** The address of a page of a list; the first is the list's own address. */
export const listPath = (list: string, page: number) => (page === 1 ? list : `${list}page/${page}/`);

/** The three feeds of a list, by media type. */
export const feedFiles = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
} as const;

/** What a browser shows feeds with; see `lib/publish/styles.ts`. */
export const feedStylesFile = '/feed.css';

/** First segments that a content page cannot have, because the site uses them itself. */
export const reservedSegments = [
  'posts',
  'page',
  'tags',
  'authors',
  'series',
  'archive',
  'search',
  'subscribe',
  'reading-list',
  '404',
  'index',
  'media',
  'assets',
  '_next',
  'preview',
];

/**
 * Two addresses are one where a case-insensitive file system or a careless link would take
 * them for the same: compared by this key.
 */
export function addressKey(path: string): string {
  return (
    path
      .normalize('NFC')
      .toLowerCase()
      .replace(/\/(index\.html)?$/, '') || '/'
  );
}

/** A path as the author gave it, as an address: `/old` and `/old/` are one. */
export function aliasPath(alias: string): string {
  return asWritten(alias)
    .normalize('NFC')
    .replace(/\/index\.html$/, '/');
}

/** Whether a path can be an address, before and after percent-encoding is undone: no empty segment, none that leads up, nothing that ends it. */
export function isAddress(path: string): boolean {
  const written = aliasPath(path);
  if (/\s/.test(path) || /[\\?#\p{Cc}]/u.test(path + written) || !written.startsWith('/')) return false;
  const segments = written.replace(/^\/|\/$/g, '').split('/');
  return written === '/' || segments.every((segment) => !['', '.', '..'].includes(segment));
}

/** A path as it stands in a URL: each segment percent-encoded (RFC 3986 §3.3). */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}
