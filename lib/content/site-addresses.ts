import { site } from '../site';
import { slugify } from '../slug';
import { authorPath, feedFiles, postPath, tagPath } from './addresses';
import type { Entry } from './entry';

/** Pages and files that every publication has, whatever its content. */
export const fixedAddresses = [
  '/',
  '/tags/',
  '/authors/',
  '/archive/',
  '/search/',
  ...(site.offline ? ['/reading-list/'] : []),
  '/404.html',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/llms.txt',
  '/manifest.webmanifest',
  '/og.png',
  '/search/index.json',
  '/service-worker.js',
  '/_headers',
  '/_redirects',
  '/vercel.json',
  '/nginx.conf',
  '/Caddyfile',
];

/**
 * The addresses of a site that are not documents: its own pages and files, topics, feeds,
 * and what stands beside each post.
 *
 * @param entries the documents that are printed
 * @param publicFiles paths under `public/`, from the slash
 */
export function siteAddresses(entries: Entry[], publicFiles: string[]): string[] {
  const lists = new Set<string>();
  const besidePosts: string[] = [];
  for (const entry of entries) {
    if (entry.file.type === 'Author') lists.add(authorPath(entry.slug));
    if (entry.file.type !== 'Post') continue;
    besidePosts.push(`${postPath(entry.slug)}og.png`, `${postPath(entry.slug)}index.md`);
    for (const tag of entry.fields.lists.get('tags') ?? [])
      if (slugify(tag.value)) lists.add(tagPath(tag.value));
  }
  const tags = [...lists].filter((path) => path.startsWith('/tags/'));
  const feeds = [...lists].flatMap((path) => Object.values(feedFiles).map((file) => path + file));
  return [...fixedAddresses, ...publicFiles, ...tags, ...feeds, ...besidePosts];
}
