import type { Manifest } from '../build/manifest';
import { absoluteUrl } from '../config/site';
import { encodePath } from '../util/addresses';

/** What others may be told of: the digest of its content, by absolute URL. */
export type Published = Map<string, string>;

/**
 * The articles, and the lists with their feeds, as they stand in the site. An article has
 * changed when its Markdown has, a list when its feed has: what is drawn around them does not
 * count.
 */
export function published(manifest: Manifest): { pages: Published; feeds: Published } {
  const pages: Published = new Map();
  const feeds: Published = new Map();
  for (const { files } of manifest.values())
    for (const { path, digest } of files) {
      const [, folder = '', name] = /^(.*\/)([^/]*)$/.exec(path) ?? [];
      const url = absoluteUrl(encodePath(folder));
      if (name === 'index.md') pages.set(url, digest);
      if (/^(?:feed\.xml|atom\.xml|feed\.json)$/.test(name ?? '') && !folder.startsWith('/archive/'))
        feeds.set(absoluteUrl(encodePath(path)), digest);
      if (name === 'feed.json') pages.set(url, digest);
    }
  return { pages, feeds };
}

/** What is new, changed or gone since. */
export function changesSince(before: Published, now: Published): string[] {
  const changed = [...now].filter(([url, digest]) => before.get(url) !== digest).map(([url]) => url);
  const gone = [...before.keys()].filter((url) => !now.has(url));
  return [...changed, ...gone];
}
