import { site } from '../site';
import { slugify } from '../slug';
import { authorPath, feedFiles, feedStylesFile, postPath, seriesPath, tagPath } from './addresses';
import type { Entry } from './entry';

/** Pages and files that every publication has, whatever its content. */
export const fixedAddresses = [
  '/',
  '/tags/',
  '/authors/',
  '/archive/',
  '/search/',
  '/subscribe/',
  ...(site.offline ? ['/reading-list/'] : []),
  '/404.html',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
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
  '/_headers',
  '/_redirects',
  '/vercel.json',
  '/nginx.conf',
  '/Caddyfile',
];

/**
 * The addresses of a site that are not documents: its own pages and files, topics, feeds,
 * and what stands beside each post and list.
 *
 * @param entries the documents that are printed
 * @param publicFiles paths under `public/`, from the slash
 */
export function siteAddresses(entries: Entry[], publicFiles: string[]): string[] {
  const lists = new Set<string>();
  const beside: string[] = [];
  for (const entry of entries) {
    if (entry.file.type === 'Author') lists.add(authorPath(entry.slug));
    if (entry.file.type === 'Series') beside.push(`${seriesPath(entry.slug)}og.png`);
    if (entry.file.type !== 'Post') continue;
    for (const file of ['og.png', 'index.md', 'oembed.json']) beside.push(postPath(entry.slug) + file);
    for (const tag of entry.fields.lists.get('tags') ?? [])
      if (slugify(tag.value)) lists.add(tagPath(tag.value));
  }
  const tags = [...lists].filter((path) => path.startsWith('/tags/'));
  const besideLists = [...lists].flatMap((path) =>
    [...Object.values(feedFiles), 'og.png'].map((file) => path + file),
  );
  return [...fixedAddresses, ...publicFiles, ...tags, ...besideLists, ...beside];
}
