import { filePolicy } from './policy';

/** Headers for the paths that a pattern matches; `*` stands for any characters, slashes too. */
export interface HeaderRule {
  path: string;
  headers: Record<string, string>;
}

/** What the site never uses, and no page in a frame on it may either. */
const unused = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/**
 * Sent with everything. HSTS (RFC 6797) is for the host alone: whether all its subdomains have
 * certificates is not ours to know. Everything is public and made to be quoted, so images may
 * be shown anywhere (`Cross-Origin-Resource-Policy`), while no page may be framed.
 */
export const siteHeaders: Record<string, string> = {
  'Cache-Control': 'public, max-age=0, must-revalidate',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** For files with a hash of their content in their path: a year (RFC 8246). */
const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** No page: nothing in it runs. It needs no policy as long as theirs, and a search loads a score of them. */
const data = { 'Content-Security-Policy': filePolicy };

const text = (type: string) => ({ 'Content-Type': `${type}; charset=utf-8`, ...data });

/**
 * Readers in a browser fetch feeds from another origin. By itself, a browser shows a feed with
 * its style sheet, but only as `application/xml`: as `application/rss+xml`, Chromium shows its
 * source and Firefox wants to save it. Feed readers take either.
 */
const feed = (type: string) => ({ ...text(type), 'Access-Control-Allow-Origin': '*' });

/** What is sent otherwise than the rest, by the kind of file. */
export const fileRules: readonly HeaderRule[] = [
  { path: '/_next/static/*', headers: forEver },
  { path: '/assets/*', headers: forEver },
  { path: '/media/*', headers: { ...forEver, ...data } },
  { path: '/*.svg', headers: data },
  { path: '/*.json', headers: data },
  { path: '/*feed.xml', headers: feed('application/xml') },
  { path: '/*atom.xml', headers: feed('application/xml') },
  { path: '/*feed.json', headers: feed('application/feed+json') },
  { path: '/*.opml', headers: text('text/x-opml') },
  { path: '/*.md', headers: text('text/markdown') },
  { path: '/*.txt', headers: text('text/plain') },
  { path: '/*.webmanifest', headers: text('application/manifest+json') },
];

/** A pattern as the source of a regular expression, from the first character of a path to its last. */
export const patternSource = (pattern: string) => `^${pattern.split('*').map(escapeForRegExp).join('.*')}$`;

export const escapeForRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
