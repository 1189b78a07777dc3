import { escapeForRegExp } from '../hosts/headers';
import { addressKey, feedFiles } from '../util/addresses';
import { postPattern } from './post-path';
import { site } from './site';

/** A page or file that Next renders. */
interface RouteDefinition {
  /** The address, if it is not the route itself. */
  address?: string;
  /** Whether its pages are in the sitemap, unless they say `noindex`. */
  inSitemap?: true;
  /** The files next to each of its pages, such as `og.png`. */
  files?: readonly string[];
  /** Its pages are at addresses below posts, not at the route. */
  isBelowPosts?: true;
  /** Only the preview has it. */
  isPreviewOnly?: true;
  /** This publication does not have it. Its address stays reserved. */
  isDisabled?: boolean;
}

/** The files next to a list of posts: its feeds and its card. */
const listFiles = [...Object.values(feedFiles), 'og.png'];

/**
 * All routes, by their path under `app/`. The reserved addresses of the site, the addresses that
 * links may lead to and the sitemap follow from this table. To add a page without props, add a row
 * here and the page under `app/`. A page with props also needs its type in `lib/pages/props.ts` and
 * its pages in `lib/pages/index.ts`: the compiler asks for both.
 */
export const routes = {
  '/': { inSitemap: true, files: listFiles },
  '/page/[number]': { inSitemap: true },
  '/posts/[...slug]': { inSitemap: true, files: ['og.png', 'index.md', 'oembed.json', 'chapters.json'] },
  '/history/[...slug]': { isBelowPosts: true },
  '/version/[day]/[...slug]': { isBelowPosts: true },
  '/tags': { inSitemap: true },
  '/tags/[tag]': { inSitemap: true, files: listFiles },
  '/tags/[tag]/page/[number]': { inSitemap: true },
  '/authors': { inSitemap: true },
  '/authors/[author]': { inSitemap: true, files: listFiles },
  '/authors/[author]/page/[number]': { inSitemap: true },
  '/series/[series]': { inSitemap: true, files: ['og.png'] },
  '/archive': { inSitemap: true },
  '/archive/[year]': { inSitemap: true },
  '/search': { inSitemap: true },
  '/subscribe': { inSitemap: true },
  '/reading-list': { isDisabled: !site.offline },
  '/[slug]': { inSitemap: true },
  /** The owner's pages. */
  '/[...path]': { inSitemap: true },
  /** How links to a post look elsewhere. */
  '/preview/links/[...slug]': { isPreviewOnly: true },
  '/_not-found': { address: '/404.html' },
  '/manifest.webmanifest': {},
} as const satisfies Record<`/${string}`, RouteDefinition>;

/** A route, by its path under `app/`. */
export type Route = keyof typeof routes;

const definitions: Record<Route, RouteDefinition> = routes;

/** All routes, with their definitions. */
export const allRoutes = Object.entries(definitions) as [Route, RouteDefinition][];

/** Whether the pages of a route are in the sitemap. */
export const isInSitemap = (route: Route): boolean => definitions[route].inSitemap === true;

const isParametric = (route: Route) => route.includes('[');

/** `/tags` is at `/tags/`, `/manifest.webmanifest` at `/manifest.webmanifest`. */
const addressOf = (route: Route) => (/\/$|\.\w+$/.test(route) ? route : `${route}/`);

/** The routes with one page in every build, with the address of the page. */
export const fixedRoutes = allRoutes.flatMap(([route, { address, isPreviewOnly, isDisabled }]) =>
  isParametric(route) || isPreviewOnly || isDisabled ? [] : [{ route, address: address ?? addressOf(route) }],
);

/** The names of the files next to each page of a route. */
export const filesOf = (route: Route): readonly string[] => definitions[route].files ?? [];

/**
 * Parameters whose values do not come from content: no document, alias or file may have an address of
 * these routes. A document owns the addresses of the other parameters. Regular expressions.
 */
const siteParameters: Record<string, string> = { number: '.*', year: '\\d{4}' };

/** The pattern of post addresses as a key, written like a route. */
const postRoute = addressKey(postPattern)
  .replace(/:slug$/, '[...slug]')
  .replace(/:([a-z]+)/g, '[$1]');

/**
 * Matches the addresses that routes with parameters reserve, as keys (`addressKey`): the pages with
 * `siteParameters`, the files next to pages, and the folder of the pages.
 */
export const reservedByRoutes: readonly RegExp[] = allRoutes
  .filter(([route, { isBelowPosts }]) => isParametric(route) && !isBelowPosts)
  .flatMap(([route, { files = [] }]) => {
    const isPost = route === '/posts/[...slug]';
    const [, folder = '', rest, parameter = ''] =
      /^(.*)\/\[(\.\.\.)?(\w+)\]$/.exec(isPost ? postRoute : route) ?? [];
    const page = rest ? '.+' : '[^/]+';
    const parent = folder
      .split('/')
      .map((segment) => (/^\[\w+\]$/.test(segment) ? (isPost ? '\\d+' : '[^/]+') : escapeForRegExp(segment)))
      .join('/');
    const ownValue = siteParameters[parameter];
    return [
      // With dates, the folders of posts are not known.
      ...(folder === '' || (isPost && folder.includes('[')) ? [] : [parent]),
      ...(ownValue === undefined ? [] : [`${parent}/${ownValue}`]),
      ...files.map((file) => `${parent}/${page}/${file.replaceAll('.', '\\.')}`),
    ];
  })
  .map((source) => new RegExp(`^${source}$`));

/** The maximum number of articles on one page of the archive. If there are more, each year has a page. */
export const maxArchiveArticles = 1000;
