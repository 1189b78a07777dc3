import { maxArchiveArticles } from '../config/routes';
import { yearPath } from '../util/addresses';
import { type Catalog, lastChange, type Year } from './catalog';
import { briefOf, hrefOf } from './links';
import type { YearLink } from './props';
import type { PagesOf } from './site-content';

/** The years with their own page: all years if the archive is too long for one page, otherwise none. */
const yearsWithPages = ({ posts, years }: Catalog): readonly Year[] =>
  posts.length > maxArchiveArticles ? years : [];

const yearLink = ({ year, posts }: Year): YearLink => ({ href: yearPath(year), year, count: posts.length });

export const archivePage: PagesOf<'/archive'> = function* ({ catalog }) {
  const { posts, series, years } = catalog;
  const yearLinks = yearsWithPages(catalog).map(yearLink);
  yield {
    address: '/archive/',
    props: {
      count: posts.length,
      series: series.map((one) => ({ href: hrefOf(one), title: one.title })),
      years:
        yearLinks.length > 0
          ? []
          : years.map((year) => ({ year: year.year, posts: year.posts.map(briefOf) })),
      yearPages: yearLinks,
    },
    lastModified: lastChange(posts),
  };
};

export const yearPages: PagesOf<'/archive/[year]'> = function* ({ catalog }) {
  const years = yearsWithPages(catalog);
  const links = years.map(yearLink);
  for (const [at, { year, posts }] of years.entries()) {
    const href = yearPath(year);
    yield {
      address: href,
      props: { href, year, posts: posts.map(briefOf), older: links[at + 1], newer: links[at - 1] },
      lastModified: lastChange(posts),
    };
  }
};
