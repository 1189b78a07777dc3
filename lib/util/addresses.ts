/**
 * The addresses of the site. Paths begin with a slash, and those of pages end with one. They are not
 * percent-encoded.
 */

import { slugify } from './slug';

/** The usual pattern of the addresses of posts; see `lib/config/post-path.ts`. */
export const defaultPostPath = '/posts/:slug/';
/** The address of a content page by its slug. */
export const pagePath = (slug: string) => `/${slug}/`;
/** The address of a topic by its tag, as written. */
export const tagPath = (tag: string) => `/tags/${slugify(tag)}/`;
/** The address of an author by ID. */
export const authorPath = (id: string) => `/authors/${id}/`;
/** The address of a year of the archive. */
export const yearPath = (year: string) => `/archive/${year}/`;
/** The address of a series by ID. */
export const seriesPath = (id: string) => `/series/${id}/`;
/** The function for the address of a document that is not a post, by type. */
export const pathOf = { Page: pagePath, Author: authorPath, Series: seriesPath };
/** The address of a page of a list. The first page has the list's own address. */
export const listPath = (list: string, page: number) => (page === 1 ? list : `${list}page/${page}/`);

/** The folder of drafts that are not published yet; see `lib/config/preview.ts`. */
export const previewFolder = '/preview/';

/** The address of the history of a post, by its own. */
export const historyPath = (post: string) => `${post}history/`;
/** The address of a version of a post. @param day `YYYY-MM-DD` */
export const versionPath = (post: string, day: string) => `${historyPath(post)}${day}/`;

/** The file names of the three feeds of a list, by format. */
export const feedFiles = {
  rss: 'feed.xml',
  atom: 'atom.xml',
  json: 'feed.json',
} as const;

/** The style sheet of feeds in browsers; see `lib/render/styles.ts`. */
export const feedStylesFile = '/feed.css';

/**
 * A key for comparing addresses. Two addresses have the same key if a case-insensitive file system
 * or a careless link would treat them as the same.
 */
export function addressKey(path: string): string {
  let key = foldCase(path);
  for (let length = -1; length !== key.length; ) {
    length = key.length;
    if (key.endsWith('/')) key = key.slice(0, -1);
    else if (key === 'index.html' || key.endsWith('/index.html')) key = key.slice(0, -'index.html'.length);
  }
  return key || '/';
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
function foldCase(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return (
    text
      .normalize('NFC')
      // Lower case first, as `ẞ` has no other upper case.
      .toLowerCase()
      .replace(/[^ı]+/g, (part) => part.toUpperCase().toLowerCase())
      .replaceAll('ς', 'σ')
      .normalize('NFC')
  );
}

const isAscii = /^[ -~]*$/;

/**
 * A path as the author gave it, as an address: percent-encoding is undone where it can be, and
 * `/old/index.html` is `/old/`. The slash at the start may be missing.
 */
export function aliasPath(alias: string): string {
  let path = isRooted(alias) ? alias : `/${alias}`;
  try {
    path = decodeURIComponent(path);
  } catch {
    // `aliasProblem` reports the remaining percent sign.
  }
  return path.normalize('NFC').replace(/\/index\.html$/, '/');
}

/** Whether an alias needs no slash in front: it has one, or it is not a path. */
const isRooted = (alias: string) => alias.startsWith('/') || /^(?:[a-z][a-z\d+.-]*:|[.#?])/i.test(alias);

/** Maximum length of a percent-encoded path that every host's configuration and every server supports. */
const longestAlias = 1024;

/**
 * Characters allowed in an old address: letters, digits, punctuation and symbols of any script, except
 * ASCII characters that some host treats as special (`*`, `:name`, `{name}`, `$`, `!`, `#`, `?`, quotes,
 * brackets, `%`). U+200C and U+200D join letters in Persian and in Indic scripts.
 */
const plain = /[\w\-.~+,=@&;() \u200c\u200d]|(?=[^\0-\x7f])[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/**
 * Why some host cannot redirect from a path.
 *
 * @param alias the path as the author wrote it, percent-encoded or not
 * @returns such as `it contains "*"`; `undefined` if every host can
 */
export function aliasProblem(alias: string): string | undefined {
  if (alias.startsWith('/') !== isRooted(alias)) return 'it is not a path of this site';
  if (/%2f/i.test(alias)) return 'it contains an encoded slash, %2F';
  const path = aliasPath(alias);
  for (const character of path)
    if (character !== '/' && !plain.test(character)) return `it contains ${nameOf(character)}`;
  if (/\s/.test(alias)) return 'it contains a space; write %20';
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

/** A character as shown in messages: itself in quotes, or its code point if it may not be visible. */
function nameOf(character: string): string {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? JSON.stringify(character)
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A path with each segment percent-encoded (RFC 3986 §3.3). */
export function encodePath(path: string): string {
  if (isUnreserved.test(path)) return path;
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** Paths without characters that `encodeURIComponent` encodes, which are most. */
const isUnreserved = /^[\w.!~*'()/-]*$/;

/** A path as browsers request it. They encode fewer characters, and some hosts compare paths literally. */
export function requestPath(path: string): string {
  return encodePath(path).replace(/%(?:2[BC6]|3[BD]|40)/g, decodeURIComponent);
}

/** The icons of a site. A file in `public/` with the same path replaces an icon. */
export const iconAddresses = [
  '/favicon.ico',
  '/icon.svg',
  '/apple-touch-icon.png',
  '/icon-192.png',
  '/icon-512.png',
] as const;
export type IconAddress = (typeof iconAddresses)[number];
