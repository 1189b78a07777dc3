import type { Post } from 'contentlayer/generated';
import { shapeOf } from '../cards/shape';
import { site } from '../config/site';
import { encodePath, tagPath } from '../util/addresses';
import { type Catalog, isAtPreview, lastChange, summaryOf } from './catalog';
import { conversationOf } from './conversations';
import { episodeOf } from './episodes';
import { copiedFields } from './fields';
import { currentVersionPath, historyHref } from './history';
import { authorLink, hrefOf, licenseOfPost, linkOf } from './links';
import type { PostProps } from './props';
import type { PagesOf, SiteContent } from './site-content';

/** The number of recommended posts on a page. Those that the author chose are always there. */
const maxRecommended = 3;

/** The pages of the posts, also of unlisted ones and drafts, newest first. */
export const postPages: PagesOf<'/posts/[...slug]'> = function* (content) {
  const { allPosts, drafts } = content.catalog;
  for (const post of [...allPosts, ...drafts])
    yield { address: hrefOf(post), props: postProps(content, post), lastModified: lastChange([post]) };
};

function postProps({ catalog, textOf, conversations }: SiteContent, post: Post): PostProps {
  const { body, headings, words, sections, works, audio } = textOf(post._id);
  const topHeadings = headings.filter((heading) => heading.depth === 2);
  return {
    ...copiedFields('Post', post),
    href: hrefOf(post),
    noindex: post.unlisted || post.noindex,
    isUnlisted: post.unlisted || undefined,
    isAtPreview: isAtPreview(post) || undefined,
    summary: summaryOf(post),
    day: post.day,
    updatedDay: post.updatedDay,
    minutes: post.minutes,
    words,
    shape: shapeOf(sections),
    state: post.state,
    image: post.image
      ? { path: post.image, alt: post.imageAlt ?? '', width: post.imageWidth, height: post.imageHeight }
      : undefined,
    cover: post.cover && post.picture ? { picture: post.picture, alt: post.coverAlt ?? '' } : undefined,
    audio: episodeOf(post, audio),
    works,
    authors: catalog.authorsOf(post).map((author) => ({ ...authorLink(author), summary: summaryOf(author) })),
    topics: catalog.tagsOf(post).map((tag) => ({ href: encodePath(tagPath(tag.slug)), name: tag.name })),
    series: seriesOf(catalog, post),
    contents: (post.toc ?? topHeadings.length >= site.tocMinHeadings) ? topHeadings : [],
    license: licenseOfPost(post),
    history: historyHref(post),
    version: site.history && !isAtPreview(post) ? encodePath(currentVersionPath(post)) : undefined,
    conversation: conversationOf(post, conversations[post.slug]),
    callToAction: post.hideCta ? false : (post.cta ?? site.callToAction),
    ...whatNext(catalog, post),
    translations: catalog
      .translationsOf(post)
      .map((one) => ({ href: hrefOf(one), language: one.lang ?? site.language })),
    body,
  };
}

function seriesOf(catalog: Catalog, post: Post): PostProps['series'] {
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  if (!series) return undefined;
  const parts = catalog.partsOf(series);
  // An unlisted post is not one of them.
  if (!parts.includes(post)) return undefined;
  return {
    href: hrefOf(series),
    title: series.title,
    part: parts.indexOf(post) + 1,
    parts: parts.map(linkOf),
  };
}

/** What a reader may read next. No post is in it twice. */
function whatNext(catalog: Catalog, post: Post): Pick<PostProps, 'next' | 'recommended'> {
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  const parts = series && !post.unlisted ? catalog.partsOf(series) : [];
  const recommended = catalog.recommendedFor(post);
  const nextPart = series && parts[parts.indexOf(post) + 1];
  const next = nextPart ?? recommended[0]?.post;
  return {
    next: next && {
      ...linkOf(next),
      summary: summaryOf(next),
      picture: next.picture,
      isInSeries: next === nextPart,
    },
    recommended: recommended
      .filter(({ post: other }) => other !== next)
      .filter(({ reason }, at) => at < maxRecommended || reason?.why === 'pinned')
      .map(({ post: other, reason }) => ({ ...linkOf(other), summary: summaryOf(other), reason })),
  };
}
