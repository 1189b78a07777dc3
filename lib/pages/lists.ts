import type { Post, Series } from 'contentlayer/generated';
import { shapeOf } from '../cards/shape';
import { site } from '../config/site';
import { encodePath, listPath, tagPath } from '../util/addresses';
import { lastChange, summaryOf, type Tag } from './catalog';
import { copiedFields } from './fields';
import { authorLink, hrefOf, lineOf, linkOf } from './links';
import type { GroupLine, ListProps, Story, TopicLink } from './props';
import type { PagesOf, SiteContent } from './site-content';

/** Maximum number of topics on the front page, and of topics and authors on the Subscribe page. */
export const shortListLength = 12;

/** The number of pages of a list. An empty list has one page. */
const pageCount = (posts: readonly Post[]) => Math.max(1, Math.ceil(posts.length / site.postsPerPage));

/** One page of a list, counted from 1. */
function listPage(href: string, posts: readonly Post[], page: number): ListProps {
  const { postsPerPage } = site;
  return {
    href,
    posts: posts.slice((page - 1) * postsPerPage, page * postsPerPage).map(lineOf),
    page,
    last: pageCount(posts),
  };
}

/** The pages of a list after the first, with their addresses. */
function* laterPages(href: string, posts: readonly Post[]) {
  const lastModified = lastChange(posts);
  for (let page = 2; page <= pageCount(posts); page++)
    yield { address: listPath(href, page), list: listPage(href, posts, page), lastModified };
}

/** The topics with their number of posts, most first. */
export function topicLinks({ catalog }: SiteContent): (TopicLink & { count: number })[] {
  return catalog.tags.map(topicOf);
}

/**
 * What a list of topics or authors shows of their posts.
 *
 * @param shown the posts whose pictures are in the list already; gets the next one
 */
export function groupOf(
  posts: readonly Post[],
  shown: Set<Post>,
): Pick<GroupLine, 'count' | 'latest' | 'picture'> {
  const pictured = posts.filter(({ picture }) => picture);
  const post = pictured.find((one) => !shown.has(one)) ?? pictured[0];
  if (post) shown.add(post);
  return { count: posts.length, latest: posts[0] && linkOf(posts[0]), picture: post?.picture };
}

/** The number of featured posts on the front page, unless the configuration names them. */
const defaultFeatured = 3;

export const frontPage: PagesOf<'/'> = function* (content) {
  const { catalog } = content;
  const { posts, series } = catalog;
  const find = (slug?: string) => posts.find((post) => post.slug === slug);
  const lead = find(site.frontPage.lead) ?? posts[0];
  const start = find(site.frontPage.start);
  const others = posts.filter((post) => post !== lead);
  const named = (site.frontPage.featured ?? []).flatMap((slug) => find(slug) ?? []);
  const withPictures = others.filter(({ picture }) => picture).slice(0, defaultFeatured);
  const featured =
    named.length > 0
      ? named.filter((post) => post !== lead)
      : // One alone would leave most of the row empty.
        withPictures.length > 1
        ? withPictures
        : [];
  const presented = new Set([lead, ...featured].map((post) => post && hrefOf(post)));
  const list = listPage('/', posts, 1);
  yield {
    address: '/',
    props: {
      lead: lead && storyOf(content, lead),
      featured: featured.map((post) => storyOf(content, post)),
      start: start && linkOf(start),
      list: { ...list, posts: list.posts.filter(({ href }) => !presented.has(href)) },
      series: series.map((one) => ({ ...seriesLink(one), count: catalog.partsOf(one).length })),
      topics: topicLinks(content).slice(0, shortListLength),
    },
    lastModified: lastChange(posts),
  };
};

function storyOf({ catalog, textOf }: SiteContent, post: Post): Story {
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  const [tag] = catalog.tagsOf(post);
  return {
    ...lineOf(post),
    authors: catalog.authorsOf(post).map(authorLink),
    about: series
      ? { href: hrefOf(series), name: series.title }
      : tag && { href: topicOf(tag).href, name: tag.name },
    shape: shapeOf(textOf(post._id).sections),
  };
}

function seriesLink(series: Series) {
  return { href: hrefOf(series), title: series.title, summary: summaryOf(series) };
}

export const laterFrontPages: PagesOf<'/page/[number]'> = function* ({ catalog: { posts } }) {
  for (const { list, ...page } of laterPages('/', posts)) yield { ...page, props: list };
};

export const topicPages: PagesOf<'/tags/[tag]'> = function* ({ catalog }) {
  for (const tag of catalog.tags) {
    const topic = topicOf(tag);
    const list = listPage(topic.href, tag.posts, 1);
    yield { address: topic.href, props: { ...topic, list }, lastModified: lastChange(tag.posts) };
  }
};

export const laterTopicPages: PagesOf<'/tags/[tag]/page/[number]'> = function* ({ catalog }) {
  for (const tag of catalog.tags) {
    const topic = topicOf(tag);
    for (const { list, ...page } of laterPages(topic.href, tag.posts))
      yield { ...page, props: { ...topic, list } };
  }
};

/** A link to a topic, with its number of posts. */
export const topicOf = ({ slug, name, posts }: Tag) => ({
  href: encodePath(tagPath(slug)),
  name,
  count: posts.length,
});

export const authorPages: PagesOf<'/authors/[author]'> = function* ({ catalog, textOf }) {
  for (const author of catalog.authors) {
    const posts = catalog.postsBy(author);
    yield {
      address: hrefOf(author),
      props: {
        ...copiedFields('Author', author),
        ...authorLink(author),
        summary: summaryOf(author),
        body: textOf(author._id).body,
        list: listPage(hrefOf(author), posts, 1),
      },
      lastModified: lastChange(posts),
    };
  }
};

export const laterAuthorPages: PagesOf<'/authors/[author]/page/[number]'> = function* ({ catalog }) {
  for (const author of catalog.authors) {
    const link = authorLink(author);
    for (const { list, ...page } of laterPages(link.href, catalog.postsBy(author)))
      yield { ...page, props: { ...link, list } };
  }
};

export const seriesPages: PagesOf<'/series/[series]'> = function* ({ catalog, textOf }) {
  for (const series of catalog.series)
    yield {
      address: hrefOf(series),
      props: {
        ...copiedFields('Series', series),
        href: hrefOf(series),
        summary: summaryOf(series),
        body: textOf(series._id).body,
        parts: catalog.partsOf(series).map(lineOf),
      },
      lastModified: lastChange(catalog.partsOf(series)),
    };
};
