import { fixedRoutes, listFiles, postFiles, reservedByRoutes } from '../config/routes';
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

const indexNow = site.notify?.indexNow;

/** Files that every site has in its root, in addition to those of `fixedRoutes`. */
const rootFiles = [
  ...Object.values(feedFiles),
  'feeds.opml',
  feedStylesFile.slice(1),
  'sitemap.xml',
  'humans.txt',
  'llms.txt',
  'llms-full.txt',
  'og.png',
  'search/index.json',
  'service-worker.js',
  ...hostFileNames,
].map((name) => `/${name}`);

/** Pages and files that every publication has, whatever its content. */
export const fixedAddresses = [...fixedRoutes.map(({ address }) => address), ...rootFiles];

/** Addresses that some hosts treat as those of `index.html` and `404.html`, and the key of IndexNow. */
const otherAddresses = ['/index/', '/404/', ...(indexNow ? [`/${indexNow.key}.txt`] : [])];

/** Folders in which everything is the site's own. `/cdn-cgi/` is Cloudflare's. */
const ownFolders = ['/media', '/assets', '/search', '/archive/feed', '/preview', '/cdn-cgi'];

const ownKeys = new Set(
  [...fixedAddresses, ...otherAddresses, ...ownFolders, '/reading-list/'].map(addressKey),
);

/**
 * Whether the site has an address, or may have it with other content: pages and files of its own,
 * names that begin with a dot, names in the root that begin with `_` (used by hosts and the
 * framework), compressed variants of files, and the parts of a sitemap.
 *
 * @param path not percent-encoded
 */
export function isOwnAddress(path: string): boolean {
  const key = addressKey(path);
  return (
    ownKeys.has(key) ||
    isHidden(key) ||
    /^\/[_.]|\/\.|^\/sitemap-\d+\.xml$/.test(key) ||
    ownFolders.some((folder) => key.startsWith(`${folder}/`)) ||
    reservedByRoutes.some((pattern) => pattern.test(key))
  );
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
    for (const file of postFiles) beside.push(postPath(entry.slug) + file);
    for (const tag of entry.fields.tags?.value ?? []) if (slugify(tag.value)) lists.add(tagPath(tag.value));
  }
  const tags = [...lists].filter((path) => path.startsWith('/tags/'));
  const besideLists = [...lists].flatMap((path) => listFiles.map((file) => path + file));
  return [...fixedAddresses, ...publicFiles, ...tags, ...besideLists, ...beside];
}
