import type { Author, Page, Post, Series } from 'contentlayer/generated';
import type { BrowserAssets } from '../browser/assets';
import { site } from '../config/site';
import type { BodyText } from '../content/body';
import { fixedAddresses } from '../content/site-addresses';
import type { Formulas } from '../markdown/formulas';
import type { Heading } from '../markdown/render';
import { addressKey, encodePath, listPath, tagPath, yearPath } from '../util/addresses';
import { nameKey } from '../util/names';
import { type Catalog, summaryOf, type Year } from './catalog';
import { pageCount, yearsWithPages } from './lists';
import type { LayoutProps, ListProps, PageInput, PostLine, PostLink, PostProps, YearLink } from './props';

/** The text of a document, with its headings, formulas and word count. */
export interface DocumentText {
  body: BodyText;
  headings: Heading[];
  words: number;
  formulas: Formulas;
}

/** Returns the text of a document by its `_id`. */
export type TextOf = (id: string) => DocumentText;

/** Maximum number of topics on the front page, and of topics and authors on the Subscribe page. */
const frontTopics = 12;

/** All pages of the site with their props, posts first. */
export function* sitePages(catalog: Catalog, textOf: TextOf): Generator<PageInput> {
  const { posts, tags, authors, series, pages } = catalog;
  for (const [at, post] of posts.entries())
    yield {
      route: '/posts/[slug]',
      address: hrefOf(post),
      props: postProps(catalog, textOf, post, posts[at + 1], posts[at - 1]),
    };
  const topics = tags.map((tag) => ({
    href: encodePath(tagPath(tag.slug)),
    name: tag.name,
    count: tag.posts.length,
  }));
  for (const list of listPages('/', posts)) {
    const address = addressOf(list);
    if (list.page > 1) yield { route: '/page/[page]', address, props: list };
    else
      yield {
        route: '/',
        address,
        props: {
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
        props: { href, name: tag.name, count: tag.posts.length, list },
      };
  }
  for (const author of authors)
    for (const list of listPages(hrefOf(author), catalog.postsBy(author))) {
      const address = addressOf(list);
      if (list.page > 1)
        yield { route: '/authors/[author]/page/[page]', address, props: { ...authorLink(author), list } };
      else
        yield {
          route: '/authors/[author]',
          address,
          props: {
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
      props: {
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
      props: {
        href: hrefOf(page),
        title: page.title,
        description: page.description,
        summary: summaryOf(page),
        lang: page.lang,
        noindex: page.noindex,
        body: textOf(page._id).body,
      },
    };
  yield { route: '/tags', address: '/tags/', props: { topics } };
  yield {
    route: '/authors',
    address: '/authors/',
    props: {
      authors: authors.map((author) => ({
        ...authorLink(author),
        summary: summaryOf(author),
        count: catalog.postsBy(author).length,
      })),
    },
  };
  yield* archivePages(catalog);
  yield { route: '/search', address: '/search/', props: { topics } };
  yield {
    route: '/subscribe',
    address: '/subscribe/',
    props: { topics: topics.slice(0, frontTopics), authors: authors.slice(0, frontTopics).map(authorLink) },
  };
  if (site.offline) yield { route: '/reading-list', address: '/reading-list/', props: {} };
  yield { route: '/_not-found', address: '/404.html', props: { latest: posts.slice(0, 5).map(briefOf) } };
  yield { route: '/robots.txt', address: '/robots.txt', props: {} };
  yield { route: '/manifest.webmanifest', address: '/manifest.webmanifest', props: {} };
}

/** The layout props of this publication. */
export function layoutPropsOf(catalog: Catalog, assets: BrowserAssets): LayoutProps {
  const addresses = new Set([...fixedAddresses, ...catalog.pages.map((page) => page.path)].map(addressKey));
  return {
    // Several publications can share one configuration (`CONTENT_DIR`). Leave out links to content
    // pages that this publication does not have.
    navigation: site.navigation
      .filter(({ href }) => !/^\/[^/]+\/$/.test(href) || addresses.has(addressKey(href)))
      .map(({ label, href }) => ({ label, href: nameKey(href) })),
    pages: catalog.pages.map((page) => ({ href: hrefOf(page), label: page.title })),
    modules: assets.modules,
    headScript: assets.headScript,
    previewModule: assets.previewModule,
  };
}

function postProps(
  catalog: Catalog,
  textOf: TextOf,
  post: Post,
  older: Post | undefined,
  newer: Post | undefined,
): PostProps {
  const { body, headings, words } = textOf(post._id);
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
    words,
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
    recommended: catalog.recommendedFor(post).map(({ post: other, reason }) => ({
      ...linkOf(other),
      summary: summaryOf(other),
      reason,
    })),
    translations: catalog
      .translationsOf(post)
      .map((one) => ({ href: hrefOf(one), language: one.lang ?? site.language })),
    older: older && linkOf(older),
    newer: newer && linkOf(newer),
    body,
  };
}

/** The pages of a list. An empty list has one page. */
function* listPages(href: string, posts: readonly Post[]): Generator<ListProps> {
  const last = pageCount(posts);
  for (let page = 1; page <= last; page++)
    yield {
      href,
      posts: posts.slice((page - 1) * site.postsPerPage, page * site.postsPerPage).map(lineOf),
      page,
      last,
    };
}

function* archivePages({ posts, series, years }: Catalog): Generator<PageInput> {
  const withPages = yearsWithPages({ posts, years });
  const yearPages = withPages.map(yearLink);
  yield {
    route: '/archive',
    address: '/archive/',
    props: {
      count: posts.length,
      series: series.map(({ path, title }) => ({ href: encodePath(path), title })),
      years:
        withPages.length > 0
          ? []
          : years.map((year) => ({ year: year.year, posts: year.posts.map(briefOf) })),
      yearPages,
    },
  };
  for (const [at, { href, year }] of yearPages.entries())
    yield {
      route: '/archive/[year]',
      address: href,
      props: {
        href,
        year,
        posts: years[at]?.posts.map(briefOf) ?? [],
        older: yearPages[at + 1],
        newer: yearPages[at - 1],
      },
    };
}

const yearLink = ({ year, posts }: Year): YearLink => ({ href: yearPath(year), year, count: posts.length });

const addressOf = ({ href, page }: ListProps) => listPath(href, page);

const hrefOf = (document: Post | Author | Series | Page) => encodePath(document.path);

function linkOf(post: Post): PostLink {
  return { href: hrefOf(post), title: post.title, lang: post.lang };
}

function briefOf(post: Post): PostLine {
  return { ...linkOf(post), day: post.day, date: post.date };
}

const lines = new WeakMap<Post, PostLine>();

/** The line of a post in a list, cached because a post is in several lists. */
function lineOf(post: Post): PostLine {
  const line = lines.get(post) ?? { ...briefOf(post), summary: summaryOf(post), minutes: post.minutes };
  lines.set(post, line);
  return line;
}

function seriesLink(series: Series) {
  return { href: hrefOf(series), title: series.title, summary: summaryOf(series) };
}

function authorLink(author: Author) {
  return {
    href: hrefOf(author),
    name: author.name,
    organization: author.organization ?? false,
    fediverse: author.fediverse,
  };
}
