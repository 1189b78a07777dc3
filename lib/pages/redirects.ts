import { fillPlaceholders, placeholdersIn } from '../config/redirects';
import { site } from '../config/site';
import { addressKey, aliasPath } from '../util/addresses';
import type { Catalog } from './catalog';

/** A redirect from a path that no document has. Neither is percent-encoded. */
export interface SiteRedirect {
  from: string;
  to: string;
  /** The title of the page that it leads to. */
  title: string;
}

/**
 * The redirects of `site.config.ts`, with a redirect for each post, topic or author that a pattern stands
 * for. Paths that a document has, or had, are left out: they lead there already.
 */
export function siteRedirects(catalog: Catalog): SiteRedirect[] {
  const documents = [...catalog.posts, ...catalog.pages];
  const taken = new Set(
    documents.flatMap(({ path, aliases }) => [path, ...aliases.map(aliasPath)]).map(addressKey),
  );
  return (site.redirects ?? [])
    .flatMap(({ from, to }) => expand(from, to, catalog))
    .filter(({ from }) => {
      const key = addressKey(from);
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    });
}

function expand(from: string, to: string, catalog: Catalog): SiteRedirect[] {
  const names = placeholdersIn(from);
  if (names.length === 0) return [{ from: aliasPath(from), to, title: site.title }];
  if (names.includes('tag'))
    return catalog.tags.map(({ slug, name }) => ({
      from: aliasPath(fillPlaceholders(from, { tag: slug })),
      to: fillPlaceholders(to, { tag: slug }),
      title: name,
    }));
  if (names.includes('author'))
    return catalog.authors.map(({ slug, name }) => ({
      from: aliasPath(fillPlaceholders(from, { author: slug })),
      to: fillPlaceholders(to, { author: slug }),
      title: name,
    }));
  return catalog.posts.map(({ slug, day, title }) => {
    const [year, month, date] = day.split('-');
    const values = { year, month, day: date, slug };
    return { from: aliasPath(fillPlaceholders(from, values)), to: fillPlaceholders(to, values), title };
  });
}
