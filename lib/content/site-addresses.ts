import { pages } from '@/extensions/pages';
import { filesOf, fixedRoutes, type Route, reservedByRoutes } from '../config/routes';
import { site } from '../config/site';
import { hostFileNames, isHidden } from '../hosts/hidden';
import {
  addressKey,
  authorPath,
  feedStylesFile,
  historyPath,
  iconAddresses,
  seriesPath,
  tagPath,
  versionPath,
} from '../util/addresses';
import { slugify } from '../util/slug';
import { type Entry, isListed, lastUpdate } from './entry';

const indexNow = site.notify?.indexNow;

/** Files that every site has in its root, in addition to those of `fixedRoutes`. */
const rootFiles = [
  ...filesOf('/'),
  'feeds.opml',
  ...(site.podcast ? ['podcast.xml'] : []),
  feedStylesFile.slice(1),
  'sitemap.xml',
  'robots.txt',
  'humans.txt',
  'llms.txt',
  'llms-full.txt',
  'search/index.json',
  'service-worker.js',
  ...hostFileNames,
].map((name) => `/${name}`);

/** Pages and files that every publication has, whatever its content. */
export const ourAddresses = [...fixedRoutes.map(({ address }) => address), ...rootFiles];

/** The same, and the owner's pages. */
export const fixedAddresses = [...ourAddresses, ...Object.keys(pages)];

/** Addresses that some hosts treat as those of `index.html` and `404.html`, and the key of IndexNow. */
const otherAddresses = ['/index/', '/404/', ...(indexNow ? [`/${indexNow.key}.txt`] : [])];

/** Folders in which everything is the site's own. `/cdn-cgi/` is Cloudflare's. */
const ownFolders = ['/media', '/assets', '/search', '/archive/feed', '/preview', '/cdn-cgi'];

const keysOf = (addresses: readonly string[]) =>
  new Set([...addresses, ...otherAddresses, ...ownFolders, '/reading-list/'].map(addressKey));

/** The keys of all these, and of the reading list, which is reserved even where `offline` is off. */
const ourKeys = keysOf(ourAddresses);
const ownKeys = keysOf(fixedAddresses);

/**
 * Whether the site has an address, or may have it with other content: pages and files of its own,
 * names that begin with a dot, names in the root that begin with `_` (used by hosts and the
 * framework), compressed variants of files, and the parts of a sitemap.
 *
 * @param path not percent-encoded
 */
export const isOwnAddress = (path: string): boolean => isReserved(path, ownKeys);

/** The same without the owner's pages. */
export const isOurAddress = (path: string): boolean => isReserved(path, ourKeys);

function isReserved(path: string, keys: ReadonlySet<string>): boolean {
  const key = addressKey(path);
  return (
    keys.has(key) ||
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
  const tags = new Set<string>();
  const files: string[] = [];
  const addFiles = (path: string, route: Route) => {
    for (const file of filesOf(route)) files.push(path + file);
  };
  for (const entry of entries) {
    const { file, slug, path, fields } = entry;
    if (file.type === 'Author') addFiles(authorPath(slug), '/authors/[author]');
    if (file.type === 'Series') addFiles(seriesPath(slug), '/series/[series]');
    if (file.type !== 'Post') continue;
    for (const name of filesOf('/posts/[...slug]'))
      if (name === 'chapters.json' ? fields.chapters : name === 'og.png' || isListed(entry))
        files.push(path + name);
    if (site.history) {
      const current = lastUpdate(fields) ?? fields.date?.value;
      if (current) files.push(versionPath(path, current.day));
      if (fields.updated || fields.changes) files.push(historyPath(path));
    }
    if (!isListed(entry)) continue;
    for (const tag of fields.tags?.value ?? []) if (slugify(tag.value)) tags.add(tagPath(tag.value));
  }
  for (const tag of tags) addFiles(tag, '/tags/[tag]');
  return [...fixedAddresses, ...new Set([...iconAddresses, ...publicFiles]), ...tags, ...files];
}
