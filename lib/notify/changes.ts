import type { Manifest } from '../build/manifest';
import { absoluteUrl } from '../config/site';
import { encodePath } from '../util/addresses';

/** Published pages or feeds: the digest of the content by absolute URL. */
export type Published = Map<string, string>;

/**
 * The articles, lists and feeds of a site, with the digests that show whether they have changed. An
 * article is compared by its Markdown and a list by its feed, so changes to the layout do not count.
 */
export function published(manifest: Manifest): { pages: Published; feeds: Published } {
  const pages: Published = new Map();
  const feeds: Published = new Map();
  for (const { files } of manifest.values())
    for (const { path, digest } of files) {
      const [, folder = '', name] = /^(.*\/)([^/]*)$/.exec(path) ?? [];
      const url = absoluteUrl(encodePath(folder));
      if (name === 'index.md') pages.set(url, digest);
      if (
        /^(?:feed\.xml|atom\.xml|feed\.json|podcast\.xml)$/.test(name ?? '') &&
        !folder.startsWith('/archive/')
      )
        feeds.set(absoluteUrl(encodePath(path)), digest);
      if (name === 'feed.json') pages.set(url, digest);
    }
  return { pages, feeds };
}

/** The file of each article's page, as a path with a leading slash, by its URL. Articles are the pages with a Markdown copy. */
export function articlesOf(manifest: Manifest): Map<string, string> {
  const articles = new Map<string, string>();
  for (const { files } of manifest.values())
    for (const { path } of files) {
      const [, folder] = /^(.*\/)index\.md$/.exec(path) ?? [];
      if (folder !== undefined) articles.set(absoluteUrl(encodePath(folder)), `${folder}index.html`);
    }
  return articles;
}

/** The URLs that were added, changed or removed. */
export function changesSince(before: Published, now: Published): string[] {
  const changed = [...now].filter(([url, digest]) => before.get(url) !== digest).map(([url]) => url);
  const gone = [...before.keys()].filter((url) => !now.has(url));
  return [...changed, ...gone];
}
