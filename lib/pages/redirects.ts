import { fillPlaceholders, placeholdersIn } from '../config/redirects';
import { maxArchiveArticles } from '../config/routes';
import { site } from '../config/site';
import { fixedAddresses } from '../content/site-addresses';
import { addressKey, aliasPath, aliasProblem, tagPath, yearPath } from '../util/addresses';
import type { Catalog } from './catalog';

/** A redirect from a path that no document has. Neither is percent-encoded. */
export interface SiteRedirect {
  from: string;
  to: string;
  /** The title of the page that it leads to. */
  title: string;
}

/**
 * The redirects of `site.config.ts`, with a redirect for each post, date, topic or author that a pattern
 * stands for, in every way that other systems write it. Paths that the site has, and aliases, are left out.
 */
export function siteRedirects(catalog: Catalog): SiteRedirect[] {
  const documents = [...catalog.allPosts, ...catalog.pages];
  const taken = new Set(
    [
      ...documents.flatMap(({ path, aliases }) => [path, ...aliases.map(aliasPath)]),
      ...fixedAddresses,
      ...(catalog.posts.length > maxArchiveArticles ? catalog.years.map(({ year }) => yearPath(year)) : []),
      ...catalog.tags.map(({ name }) => tagPath(name)),
      ...[...catalog.authors, ...catalog.series].map(({ path }) => path),
    ].map(addressKey),
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
  for (const kind of ['tag', 'author'] as const)
    if (names.includes(kind))
      return (kind === 'tag' ? catalog.tags : catalog.authors).flatMap(({ slug, name }) =>
        namesOf(slug, name).flatMap((old) => {
          const filled = fillPlaceholders(from, { [kind]: old });
          const target = fillPlaceholders(to, { [kind]: slug });
          return aliasProblem(filled) ? [] : { from: aliasPath(filled), to: target, title: name };
        }),
      );
  return catalog.allPosts.map(({ slug, day, title }) => {
    const [year, month, date] = day.split('-');
    const values = { year, month, day: date, slug };
    return {
      from: aliasPath(fillPlaceholders(from, values)),
      to: fillPlaceholders(to, values),
      title: names.includes('slug') ? title : site.title,
    };
  });
}

/** How other systems write a topic or an author in a path: as we do, or with the name almost as it is. */
const namesOf = (slug: string, name: string): string[] => [
  ...new Set([slug, encodeURIComponent(name), encodeURIComponent(name.replace(/\s+/g, '-'))]),
];
