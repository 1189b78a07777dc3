import type { Post } from 'contentlayer/generated';
import { site } from '../config/site';
import { encodePath, tagPath } from '../util/addresses';
import { type Catalog, lastChange, summaryOf } from './catalog';
import { copiedFields } from './fields';
import { authorLink, hrefOf, linkOf } from './links';
import type { PostProps } from './props';
import type { PagesOf, SiteContent } from './site-content';

/** The pages of the posts, newest first. */
export const postPages: PagesOf<'/posts/[slug]'> = function* (content) {
  const { posts } = content.catalog;
  for (const [at, post] of posts.entries())
    yield {
      address: hrefOf(post),
      props: postProps(content, post, posts[at + 1], posts[at - 1]),
      lastModified: lastChange([post]),
    };
};

function postProps(
  { catalog, textOf }: SiteContent,
  post: Post,
  older: Post | undefined,
  newer: Post | undefined,
): PostProps {
  const { body, headings, words } = textOf(post._id);
  const sections = headings.filter((heading) => heading.depth === 2);
  return {
    ...copiedFields('Post', post),
    href: hrefOf(post),
    summary: summaryOf(post),
    day: post.day,
    updatedDay: post.updatedDay,
    minutes: post.minutes,
    words,
    state: post.state,
    image:
      post.image && post.imageAlt
        ? { path: post.image, alt: post.imageAlt, width: post.imageWidth, height: post.imageHeight }
        : undefined,
    authors: catalog.authorsOf(post).map(authorLink),
    topics: catalog.tagsOf(post).map((tag) => ({ href: encodePath(tagPath(tag.slug)), name: tag.name })),
    series: seriesOf(catalog, post),
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

function seriesOf(catalog: Catalog, post: Post): PostProps['series'] {
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  return series && { href: hrefOf(series), title: series.title, parts: catalog.partsOf(series).map(linkOf) };
}
