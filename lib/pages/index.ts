import type { Post } from 'contentlayer/generated';
import type { BrowserAssets } from '../browser/assets';
import { hasOwnConfig, readSettings } from '../config/env';
import { allRoutes, fixedRoutes, type Route } from '../config/routes';
import { site } from '../config/site';
import { fixedAddresses } from '../content/site-addresses';
import { postsOffered } from '../search/files';
import { addressKey, encodePath } from '../util/addresses';
import { nameKey } from '../util/names';
import { archivePage, yearPages } from './archive';
import { type Catalog, lastChange, summaryOf } from './catalog';
import { copiedFields } from './fields';
import { historyPages, versionPages } from './history';
import { authorLink, briefOf, hrefOf } from './links';
import {
  authorPages,
  frontPage,
  groupOf,
  laterAuthorPages,
  laterFrontPages,
  laterTopicPages,
  seriesPages,
  shortListLength,
  topicLinks,
  topicOf,
  topicPages,
} from './lists';
import { extensionPages, factsOf, propsOfPage } from './loaded-pages';
import { postPages } from './posts';
import type { LayoutProps, PageInput, RouteWithProps } from './props';
import type { PagesOf, SiteContent } from './site-content';

/** The pages of each route that has props. The other routes have one page without props. */
const pagesByRoute: { [R in RouteWithProps]: PagesOf<R> } = {
  '/': frontPage,
  '/page/[number]': laterFrontPages,
  '/posts/[...slug]': postPages,
  '/history/[...slug]': historyPages,
  '/version/[day]/[...slug]': versionPages,
  '/tags': function* (content) {
    const lastModified = lastChange(content.catalog.posts);
    const shown = new Set<Post>();
    const topics = content.catalog.tags.map((tag) => ({ ...topicOf(tag), ...groupOf(tag.posts, shown) }));
    yield { address: '/tags/', props: { topics }, lastModified };
  },
  '/tags/[tag]': topicPages,
  '/tags/[tag]/page/[number]': laterTopicPages,
  '/authors': function* ({ catalog }) {
    const shown = new Set<Post>();
    const authors = catalog.authors.map((author) => ({
      href: hrefOf(author),
      name: author.name,
      summary: summaryOf(author),
      ...groupOf(catalog.postsBy(author), shown),
    }));
    yield { address: '/authors/', props: { authors }, lastModified: lastChange(catalog.posts) };
  },
  '/authors/[author]': authorPages,
  '/authors/[author]/page/[number]': laterAuthorPages,
  '/series/[series]': seriesPages,
  '/archive': archivePage,
  '/archive/[year]': yearPages,
  '/search': function* (content) {
    const latest = content.catalog.posts.slice(0, postsOffered).map(briefOf);
    yield { address: '/search/', props: { latest, topics: topicLinks(content) } };
  },
  '/subscribe': function* (content) {
    const topics = topicLinks(content).slice(0, shortListLength);
    const authors = content.catalog.authors.slice(0, shortListLength).map(authorLink);
    yield { address: '/subscribe/', props: { topics, authors } };
  },
  '/[slug]': function* ({ catalog, textOf }) {
    for (const page of catalog.pages)
      yield {
        address: hrefOf(page),
        props: {
          ...copiedFields('Page', page),
          href: hrefOf(page),
          summary: summaryOf(page),
          body: textOf(page._id).body,
        },
        lastModified: page.updated,
      };
  },
  '/[...path]': function* ({ catalog }) {
    for (const [path, page] of Object.entries(extensionPages)) {
      const href = encodePath(path);
      yield { address: href, props: { ...factsOf(page), path, href, own: propsOfPage(path, page, catalog) } };
    }
  },
  // Rendered only when requested; see `lib/preview/outputs.ts`.
  '/preview/links/[...slug]': () => [],
  '/_not-found': function* ({ catalog }) {
    yield { address: '/404.html', props: { latest: catalog.posts.slice(0, 5).map(briefOf) } };
  },
};

/** A page with the date for the sitemap. */
export interface SitePage {
  page: PageInput;
  /** RFC 3339. */
  lastModified?: string;
}

/** All pages of the site with their props. */
export function* sitePages(content: SiteContent): Generator<SitePage> {
  for (const [route] of allRoutes) yield* pagesOf(route, content);
}

/** The pages of one route. */
export function* pagesOf(route: Route, content: SiteContent): Generator<SitePage> {
  const pages = pagesByRoute as Partial<Record<Route, PagesOf<Route>>>;
  const listed = pages[route]?.(content);
  if (listed)
    // `pagesByRoute` has the right props for each route.
    for (const { address, props, lastModified } of listed)
      yield { page: { route, address, props } as PageInput, lastModified };
  else
    for (const fixed of fixedRoutes)
      if (fixed.route === route) yield { page: { route, address: fixed.address, props: {} } as PageInput };
}

/** The layout props of this publication. */
export function layoutPropsOf(catalog: Catalog, assets: BrowserAssets): LayoutProps {
  const isOwn = hasOwnConfig(readSettings());
  const addresses = new Set([...fixedAddresses, ...catalog.pages.map((page) => page.path)].map(addressKey));
  return {
    // Other content can share the configuration (`CONTENT_DIR`). Leave out links to content pages that it
    // does not have. In the publication's own content, these are errors.
    navigation: site.navigation
      .filter(({ href }) => isOwn || !/^\/[^/]+\/$/.test(href) || addresses.has(addressKey(href)))
      .map(({ label, href }) => ({ label, href: nameKey(href) })),
    pages: catalog.pages.map((page) => ({ href: hrefOf(page), label: page.title })),
    modules: assets.modules,
    headScript: assets.headScript,
    optional: assets.optional,
    previewModule: assets.previewModule,
  };
}
