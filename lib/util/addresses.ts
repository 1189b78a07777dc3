/** Where everything is found on the site. Paths begin and, for pages, end with a slash; they are not percent-encoded. */

import { slugify } from './slug';

export const postPath = (slug: string) => `/posts/${slug}/`;
export const pagePath = (slug: string) => `/${slug}/`;
export const tagPath = (tag: string) => `/tags/${slugify(tag)}/`;
export const authorPath = (id: string) => `/authors/${id}/`;
export const yearPath = (year: string) => `/archive/${year}/`;
export const seriesPath = (id: string) => `/series/${id}/`;
/** The address of a document by its type. */
export const pathOf = { Post: postPath, Page: pagePath, Author: authorPath, Series: seriesPath };
/** The address of a page of a list; the first is the list's own address. */
export const listPath = (list: string, page: number) => (page === 1 ? list : `${list}page/${page}/`);

/** The three feeds of a list, by media type. */
export const feedFiles = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
} as const;

/** What a browser shows feeds with; see `lib/render/styles.ts`. */
export const feedStylesFile = '/feed.css';

/**
 * Two addresses are the same if a case-insensitive file system or a careless link would take one
 * for the other. Compare them by this key.
 */
export function addressKey(path: string): string {
  const segments = foldCase(path).split('/');
  const last = segments.findLastIndex((segment) => segment !== '' && segment !== 'index.html');
  return segments.slice(0, last + 1).join('/') || '/';
}

/**
 * The key of the page that hosts with "pretty" addresses (GitHub Pages, Cloudflare Pages, Netlify)
 * show at an address: they serve `/a.html` for `/a`, and `/a/index` is `/a/`.
 */
export const servedKey = (path: string): string =>
  addressKey(path)
    .replace(/\.html?$/, '')
    .replace(/\/index$/, '') || '/';

/**
 * A text without differences of letter case (Unicode's full case folding): `ß` is `ss` and `ς` is
 * `σ`. The Turkish dotless `ı` is a letter of its own, also to file systems.
 */
const foldCase = (text: string): string =>
  text
    .normalize('NFC')
    // Lower case first, as `ẞ` has no other upper case.
    .toLowerCase()
    .replace(/[^ı]+/g, (part) => part.toUpperCase().toLowerCase())
    .replaceAll('ς', 'σ')
    .normalize('NFC');

/**
 * A path as the author gave it, as an address: percent-encoding is undone where it can be, and
 * `/old/index.html` is `/old/`.
 */
export function aliasPath(alias: string): string {
  let path = alias;
  try {
    path = decodeURIComponent(alias);
  } catch {
    // `aliasProblem` reports a percent sign that remains.
  }
  return path.normalize('NFC').replace(/\/index\.html$/, '/');
}

/** In characters of the percent-encoded path: what every host's file and every server can hold. */
const longestAlias = 1024;

/**
 * What the address of a moved page may be made of: letters, digits and signs of any script, and of
 * ASCII those that no host reads as something else (`*`, `:name`, `{name}`, `$`, `!`, `#`, `?`, quotes,
 * brackets, `%`). U+200C and U+200D join letters in Persian and in the scripts of India.
 */
const plain = /[\w\-.~+,=@&;() \u200c\u200d]|(?=[^\0-\x7f])[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/**
 * Why a path cannot be the address of a moved page on every host.
 *
 * @param alias as the author wrote it, percent-encoded or not
 * @returns such as `it holds "*"`; nothing where it can be
 */
export function aliasProblem(alias: string): string | undefined {
  if (!alias.startsWith('/')) return 'it does not begin with a slash';
  if (/%2f/i.test(alias)) return 'it holds an encoded slash, %2F';
  const path = aliasPath(alias);
  for (const character of path)
    if (character !== '/' && !plain.test(character)) return `it holds ${nameOf(character)}`;
  if (/\s/.test(alias)) return 'it holds a space, which an address has as %20';
  for (const part of path.replace(/^\/|\/$/g, '').split('/')) {
    if (part === '' && path !== '/') return 'it has two slashes in a row';
    if (part.startsWith('.')) return `a part of it begins with a dot, "${part}"`;
    if (/^index\.html$/i.test(part)) return `a part of it is "${part}", which is the page of a folder`;
    if (part !== part.trim()) return 'a part of it begins or ends with a space';
  }
  const { length } = encodePath(path);
  return length > longestAlias
    ? `it has ${length} characters, percent-encoded, more than ${longestAlias}`
    : undefined;
}

/** A character as it can be shown anywhere. */
function nameOf(character: string): string {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? JSON.stringify(character)
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A path as it stands in a URL: each segment percent-encoded (RFC 3986 §3.3). */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** A path as browsers ask for it: they leave more characters as they are, and some hosts compare texts. */
export function requestPath(path: string): string {
  return encodePath(path).replace(/%(?:2[BC6]|3[BD]|40)/g, decodeURIComponent);
}
