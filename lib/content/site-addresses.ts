import { site } from '../config/site';
import { hostFileNames, isHidden } from '../hosts/hidden';
import {
  addressKey,
  authorPath,
  feedFiles,
  feedStylesFile,
  postPath,
  seriesPath,
  tagPath,
} from '../util/addresses';
import { slugify } from '../util/slug';
import type { Entry } from './entry';

/** An address that is reserved for the site. */
interface OwnAddress {
  path: string;
  /** Whether every publication has it, so that links may lead there. Other addresses depend on the content. */
  always?: boolean;
  /** What is reserved below it: everything, or paths that match, relative to `path`. */
  below?: 'everything' | RegExp;
}

const besidePost = ['og.png', 'index.md', 'oembed.json'];
const besideList = [...Object.values(feedFiles), 'og.png'];

const oneOf = (names: readonly string[]) => names.join('|').replaceAll('.', '\\.');
const belowList = new RegExp(`^[^/]+/(?:page(?:/.*)?|${oneOf(besideList)})$`);

/**
 * All addresses that the site itself has or could have, whatever its content. Documents and aliases
 * cannot use them.
 */
const ownAddresses: readonly OwnAddress[] = [
  { path: '/', always: true },
  { path: '/index/' },
  { path: '/page/', below: 'everything' },
  { path: '/posts/', below: new RegExp(`^[^/]+/(?:${oneOf(besidePost)})$`) },
  { path: '/tags/', always: true, below: belowList },
  { path: '/authors/', always: true, below: belowList },
  { path: '/series/', below: /^[^/]+\/og\.png$/ },
  { path: '/archive/', always: true, below: /^(?:\d{4}|feed(?:\/.*)?)$/ },
  { path: '/search/', always: true, below: 'everything' },
  { path: '/subscribe/', always: true },
  { path: '/reading-list/', always: site.offline },
  { path: '/404/' },
  { path: '/404.html', always: true },
  { path: '/media/', below: 'everything' },
  { path: '/assets/', below: 'everything' },
  // Pages of the preview.
  { path: '/preview/', below: 'everything' },
  // Pages of Cloudflare.
  { path: '/cdn-cgi/', below: 'everything' },
  ...[
    ...Object.values(feedFiles).map((file) => `/${file}`),
    '/feeds.opml',
    feedStylesFile,
    '/sitemap.xml',
    '/robots.txt',
    '/humans.txt',
    '/llms.txt',
    '/llms-full.txt',
    '/manifest.webmanifest',
    '/og.png',
    '/search/index.json',
    '/service-worker.js',
    ...hostFileNames.map((name) => `/${name}`),
  ].map((path) => ({ path, always: true })),
  ...(site.notify?.indexNow ? [{ path: `/${site.notify.indexNow.key}.txt` }] : []),
];

/** The addresses of pages and files that every publication has, whatever its content. */
export const fixedAddresses = ownAddresses.filter(({ always }) => always).map(({ path }) => path);

const own = new Map(ownAddresses.map((address) => [addressKey(address.path), address]));

/**
 * Whether an address is reserved for the site. Besides `ownAddresses`, these are names that begin with
 * a dot, names in the root that begin with `_` (used by hosts and the framework), compressed variants
 * of files, and the parts of a sitemap.
 *
 * @param path not percent-encoded
 */
export function isOwnAddress(path: string): boolean {
  const key = addressKey(path);
  if (own.has(key) || isHidden(key) || /^\/[_.]|\/\.|^\/sitemap-\d+\.xml$/.test(key)) return true;
  const [, first = '', rest] = /^(\/[^/]+)\/(.+)$/.exec(key) ?? [];
  const below = own.get(first)?.below;
  return rest !== undefined && below !== undefined && (below === 'everything' || below.test(rest));
}

/**
 * Lists the addresses of a site that are not documents: its own pages and files, topics, feeds, and
 * the files that belong to each post and list.
 *
 * @param entries the documents to build
 * @param publicFiles paths relative to `public/`, with a leading slash
 * @returns paths, not percent-encoded
 */
export function siteAddresses(entries: Entry[], publicFiles: string[]): string[] {
  const lists = new Set<string>();
  const beside: string[] = [];
  for (const entry of entries) {
    if (entry.file.type === 'Author') lists.add(authorPath(entry.slug));
    if (entry.file.type === 'Series') beside.push(`${seriesPath(entry.slug)}og.png`);
    if (entry.file.type !== 'Post') continue;
    for (const file of besidePost) beside.push(postPath(entry.slug) + file);
    for (const tag of entry.fields.lists.get('tags') ?? [])
      if (slugify(tag.value)) lists.add(tagPath(tag.value));
  }
  const tags = [...lists].filter((path) => path.startsWith('/tags/'));
  const besideLists = [...lists].flatMap((path) => besideList.map((file) => path + file));
  return [...fixedAddresses, ...publicFiles, ...tags, ...besideLists, ...beside];
}
