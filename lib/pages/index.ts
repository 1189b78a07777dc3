import type { Author, Page, Post, Series } from 'contentlayer/generated';
import { type Catalog, lastChange, summaryOf, type Year } from '../catalog';
import {
  addressKey,
  authorPath,
  encodePath,
  listPath,
  postPath,
  seriesPath,
  tagPath,
  yearPath,
} from '../content/addresses';
import type { BodyText } from '../content/body';
import { fixedAddresses } from '../content/site-addresses';
import type { Heading } from '../markdown/render';
import { site } from '../site';
import type { Frame, ListCopy, PageCopy, PostCopy, PostLine, PostLink, SitemapCopy, YearLink } from './copy';

/** The text of a document and its headings. */
export interface DocumentText {
  body: BodyText;
  headings: Heading[];
}

/** Finds the text of a document by its `_id`. */
export type TextOf = (id: string) => DocumentText;

/** So many topics are on the front page. */
const frontTopics = 12;

/** Every page of the site with what it shows, posts first. */
export function* sitePages(catalog: Catalog, textOf: TextOf): Generator<PageCopy> {
  const { posts, tags, authors, series, pages } = catalog;
  for (const [at, post] of posts.entries())
    yield {
      route: '/posts/[slug]',
      address: hrefOf(post),
      copy: postCopy(catalog, textOf, post, posts[at + 1], posts[at - 1]),
    };
  const topics = tags.map((tag) => ({
    href: encodePath(tagPath(tag.slug)),
    name: tag.name,
    count: tag.posts.length,
  }));
  for (const list of listPages('/', posts)) {
    const address = addressOf(list);
    if (list.page > 1) yield { route: '/page/[page]', address, copy: list };
    else
      yield {
        route: '/',
        address,
        copy: {
          list,
          leadSlug: posts[0]?.slug ?? '',
          series: series.map(seriesLink),
          topics: topics.slice(0, frontTopics),
        },
      };
  }
  for (const tag of tags) {
    const href = encodePath(tagPath(tag.slug));
    for (const list of listPages(href, tag.posts))
      yield {
        route: list.page === 1 ? '/tags/[tag]' : '/tags/[tag]/page/[page]',
        address: addressOf(list),
        copy: { href, name: tag.name, count: tag.posts.length, list },
      };
  }
  for (const author of authors)
    for (const list of listPages(hrefOf(author), catalog.postsBy(author))) {
      const address = addressOf(list);
      if (list.page > 1)
        yield { route: '/authors/[author]/page/[page]', address, copy: { ...authorLink(author), list } };
      else
        yield {
          route: '/authors/[author]',
          address,
          copy: {
            ...authorLink(author),
            description: author.description,
            summary: summaryOf(author),
            url: author.url,
            body: textOf(author._id).body,
            list,
          },
        };
    }
  for (const one of series)
    yield {
      route: '/series/[series]',
      address: hrefOf(one),
      copy: {
        href: hrefOf(one),
        title: one.title,
        description: one.description,
        summary: summaryOf(one),
        body: textOf(one._id).body,
        parts: catalog.partsOf(one).map(lineOf),
      },
    };
  for (const page of pages)
    yield {
      route: '/[page]',
      address: hrefOf(page),
      copy: {
        href: hrefOf(page),
        title: page.title,
        description: page.description,
        summary: summaryOf(page),
        lang: page.lang,
        noindex: page.noindex,
        body: textOf(page._id).body,
      },
    };
  yield { route: '/tags', address: '/tags/', copy: { topics } };
  yield {
    route: '/authors',
    address: '/authors/',
    copy: {
      authors: authors.map((author) => ({
        ...authorLink(author),
        summary: summaryOf(author),
        count: catalog.postsBy(author).length,
      })),
    },
  };
  yield* archivePages(catalog);
  yield { route: '/search', address: '/search/', copy: { topics } };
  if (site.offline) yield { route: '/reading-list', address: '/reading-list/', copy: {} };
  yield { route: '/_not-found', address: '/404.html', copy: { latest: posts.slice(0, 5).map(briefOf) } };
  yield { route: '/sitemap.xml', address: '/sitemap.xml', copy: sitemap(catalog) };
  yield { route: '/robots.txt', address: '/robots.txt', copy: {} };
  yield { route: '/manifest.webmanifest', address: '/manifest.webmanifest', copy: {} };
}

/** What stands around every page of this publication. */
export function frameOf(catalog: Catalog, assets: Pick<Frame, 'modules' | 'headScript'>): Frame {
  const there = new Set([...fixedAddresses, ...catalog.pages.map((page) => page.path)].map(addressKey));
  return {
    // One configuration may serve several publications (`CONTENT_DIR`): links to content
    // pages that this one does not have are left out.
    navigation: site.navigation.filter(
      ({ href }) => !/^\/[^/]+\/$/.test(href) || there.has(addressKey(href)),
    ),
    pages: catalog.pages.map((page) => ({ href: hrefOf(page), label: page.title })),
    modules: assets.modules,
    headScript: assets.headScript,
  };
}

function postCopy(
  catalog: Catalog,
  textOf: TextOf,
  post: Post,
  older: Post | undefined,
  newer: Post | undefined,
): PostCopy {
  const { body, headings } = textOf(post._id);
  const sections = headings.filter((heading) => heading.depth === 2);
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  return {
    ...linkOf(post),
    slug: post.slug,
    description: post.description,
    summary: summaryOf(post),
    day: post.day,
    date: post.date,
    updated: post.updated,
    updatedDay: post.updatedDay,
    minutes: post.minutes,
    state: post.state,
    noindex: post.noindex,
    canonical: post.canonical,
    image:
      post.image && post.imageAlt
        ? { path: post.image, alt: post.imageAlt, width: post.imageWidth, height: post.imageHeight }
        : undefined,
    authors: catalog.authorsOf(post).map(authorLink),
    topics: catalog.tagsOf(post).map((tag) => ({ href: encodePath(tagPath(tag.slug)), name: tag.name })),
    series: series && {
      href: hrefOf(series),
      title: series.title,
      parts: catalog.partsOf(series).map(linkOf),
    },
    contents: (post.toc ?? sections.length >= site.tocMinHeadings) ? sections : [],
    callToAction: post.hideCta ? false : (post.cta ?? site.callToAction),
    recommended: catalog
      .recommendedFor(post)
      .map((other) => ({ ...linkOf(other), summary: summaryOf(other) })),
    translations: catalog
      .translationsOf(post)
      .map((one) => ({ href: hrefOf(one), language: one.lang ?? site.language })),
    older: older && linkOf(older),
    newer: newer && linkOf(newer),
    body,
  };
}

/** A list cut into pages; an empty one still has one. */
function* listPages(href: string, posts: readonly Post[]): Generator<ListCopy> {
  const last = pageCount(posts);
  for (let page = 1; page <= last; page++)
    yield {
      href,
      posts: posts.slice((page - 1) * site.postsPerPage, page * site.postsPerPage).map(lineOf),
      page,
      last,
    };
}

function pageCount(posts: readonly Post[]): number {
  return Math.max(1, Math.ceil(posts.length / site.postsPerPage));
}

/** So many articles are listed on one page of the archive; where there are more, each year has a page. */
const archiveLength = 1000;

function* archivePages({ posts, series, years }: Catalog): Generator<PageCopy> {
  const isLarge = posts.length > archiveLength;
  const yearPages = isLarge ? years.map(yearLink) : [];
  yield {
    route: '/archive',
    address: '/archive/',
    copy: {
      count: posts.length,
      series: series.map(({ path, title }) => ({ href: encodePath(path), title })),
      years: isLarge ? [] : years.map((year) => ({ year: year.year, posts: year.posts.map(briefOf) })),
      yearPages,
    },
  };
  for (const [at, { href, year }] of yearPages.entries())
    yield {
      route: '/archive/[year]',
      address: href,
      copy: {
        href,
        year,
        posts: years[at]?.posts.map(briefOf) ?? [],
        older: yearPages[at + 1],
        newer: yearPages[at - 1],
      },
    };
}

const yearLink = ({ year, posts }: Year): YearLink => ({ href: yearPath(year), year, count: posts.length });

const addressOf = ({ href, page }: ListCopy) => listPath(href, page);

/** Every page that search engines may show, with the day that its content last changed. */
function sitemap(catalog: Catalog): SitemapCopy {
  const { posts, tags, authors, series, pages, years } = catalog;
  const latest = lastChange(posts);
  const list = (path: string, listed: readonly Post[]) => {
    const lastModified = lastChange(listed);
    return Array.from({ length: pageCount(listed) }, (_, at) => ({
      href: encodePath(listPath(path, at + 1)),
      lastModified,
    }));
  };
  const entry = (path: string, lastModified: string | undefined) => ({
    href: encodePath(path),
    lastModified,
  });
  return {
    pages: [
      ...list('/', posts),
      ...posts
        .filter((post) => !post.noindex && post.canonical === undefined)
        .map((post) => entry(postPath(post.slug), lastChange([post]))),
      ...series.map((one) => entry(seriesPath(one.slug), lastChange(catalog.partsOf(one)))),
      ...tags.flatMap((tag) => list(tagPath(tag.slug), tag.posts)),
      ...authors.flatMap((author) => list(authorPath(author.slug), catalog.postsBy(author))),
      ...pages.filter((page) => !page.noindex).map((page) => entry(page.path, page.updated)),
      ...['/archive/', '/tags/', '/authors/'].map((path) => entry(path, latest)),
      ...(posts.length > archiveLength
        ? years.map(({ year, posts }) => entry(yearPath(year), lastChange(posts)))
        : []),
      entry('/search/', undefined),
    ],
  };
}

const hrefOf = (document: Post | Author | Series | Page) => encodePath(document.path);

function linkOf(post: Post): PostLink {
  return { href: hrefOf(post), title: post.title, lang: post.lang };
}

function briefOf(post: Post): PostLine {
  return { ...linkOf(post), day: post.day, date: post.date };
}

const lines = new WeakMap<Post, PostLine>();

/** A post is in several lists; its line is made once. */
function lineOf(post: Post): PostLine {
  const line = lines.get(post) ?? { ...briefOf(post), summary: summaryOf(post), minutes: post.minutes };
  lines.set(post, line);
  return line;
}

function seriesLink(series: Series) {
  return { href: hrefOf(series), title: series.title, summary: summaryOf(series) };
}

function authorLink(author: Author) {
  return { href: hrefOf(author), name: author.name, organization: author.organization ?? false };
}
