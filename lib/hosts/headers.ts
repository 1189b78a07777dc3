import { previewFolder } from '../util/addresses';
import { readablePolicy } from './common-policies';
import { filePolicy, unionOf } from './policy';

/** Headers for the paths that match a pattern. `*` matches any characters, including slashes. */
export interface HeaderRule {
  path: string;
  headers: Record<string, string>;
}

/** Features that the site never uses, and that no framed page may use either. */
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
 * Sent with every file. HSTS (RFC 6797) covers only the host itself: we cannot know whether all
 * subdomains have certificates. Everything is public, so other sites may show images
 * (`Cross-Origin-Resource-Policy`), but may not frame pages.
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

/** For files with a content hash in their path: one year (RFC 8246). */
const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** For files that are not pages. A shorter policy is enough, and a search loads about twenty such files. */
const data = { 'Content-Security-Policy': filePolicy };

const text = (type: string) => ({ 'Content-Type': `${type}; charset=utf-8`, ...data });

/**
 * Browser-based feed readers fetch feeds from another origin. Browsers show a feed with its style
 * sheet only as `application/xml`. With `application/rss+xml`, Chromium shows the source and
 * Firefox offers to save it. Feed readers accept both.
 */
const feed = (type: string) => ({ ...text(type), 'Access-Control-Allow-Origin': '*' });

/** Exceptions by type of file. */
export const fileRules: readonly HeaderRule[] = [
  { path: '/_next/static/*', headers: forEver },
  { path: '/assets/*', headers: forEver },
  { path: '/media/*', headers: { ...forEver, ...data } },
  { path: '/*.svg', headers: data },
  { path: '/*.json', headers: data },
  { path: '/*feed.xml', headers: feed('application/xml') },
  { path: '/podcast.xml', headers: feed('application/xml') },
  { path: '/*atom.xml', headers: feed('application/xml') },
  { path: '/*feed.json', headers: feed('application/feed+json') },
  { path: '/*.opml', headers: text('text/x-opml') },
  { path: '/*.md', headers: text('text/markdown') },
  { path: '/*.txt', headers: text('text/plain') },
  { path: '/*.webmanifest', headers: text('application/manifest+json') },
];

/** The rules for a site: those by type of file and, if there are drafts, the one of their pages. */
export function rulesWith(previewPolicies: ReadonlySet<string>): readonly HeaderRule[] {
  if (previewPolicies.size === 0) return fileRules;
  const headers = {
    'Content-Security-Policy': readablePolicy(unionOf([...previewPolicies].sort())),
    'X-Robots-Tag': 'noindex',
  };
  return [...fileRules, { path: previewPattern, headers }];
}

/** The pattern of the addresses of drafts. */
export const previewPattern = `${previewFolder}*`;

/** The Markdown copy next to the page of a post. */
export const markdownFile = 'index.md';
/** The `Link` header of such a page (RFC 8288), relative to its URL. */
export const markdownLink = `<${markdownFile}>; rel="alternate"; type="text/markdown"`;

/** A pattern as the source of a regular expression that matches the whole path. */
export const patternSource = (pattern: string) => `^${pattern.split('*').map(escapeForRegExp).join('.*')}$`;

export const escapeForRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
