import type { Post } from 'contentlayer/generated';
import type { Card } from '../cards';
import { shapeOf } from '../cards/shape';
import { messages, site } from '../config/site';
import { formatDay, isolated } from '../i18n/language';
import { tagPath } from '../util/addresses';
import type { Catalog } from './catalog';
import type { TextOf } from './site-content';

/** The number of articles that the shape of a list shows. */
const mostShown = 48;

/** All cards of the site: the one of the site itself, and those of its lists and posts. */
export function* allCards(catalog: Catalog, textOf: TextOf): Generator<{ path: string; card: Card }> {
  const shared = { publication: site.title, language: site.language };
  yield {
    path: '/og.png',
    card: {
      ...shared,
      title: site.tagline,
      byline: [new URL(site.url).host],
      shape: shapeOfList(catalog.posts),
    },
  };
  for (const { path, posts, ...list } of listsOf(catalog))
    yield {
      path: `${path}og.png`,
      card: { ...shared, ...list, byline: [messages.lists.count(posts.length)], shape: shapeOfList(posts) },
    };
  for (const post of [...catalog.allPosts, ...catalog.drafts]) {
    const language = post.lang ?? site.language;
    const { sections, picture } = textOf(post._id);
    const names = catalog.authorsOf(post).map((author) => isolated(author.name));
    const card: Card = {
      ...shared,
      language,
      label: labelOf(catalog, post),
      title: post.title,
      byline: [...(names.length > 0 ? [names.join(' · ')] : []), formatDay(post.day, language)],
      shape: shapeOf(sections),
      picture,
    };
    yield { path: `${post.path}og.png`, card };
  }
}

interface List {
  path: string;
  label: string;
  title: string;
  /** Newest first. */
  posts: readonly Post[];
}

function* listsOf(catalog: Catalog): Generator<List> {
  for (const { slug, name, posts } of catalog.tags)
    yield { path: tagPath(slug), label: messages.topics.label, title: name, posts };
  for (const author of catalog.authors)
    yield {
      path: author.path,
      label: messages.authors.label,
      title: author.name,
      posts: catalog.postsBy(author),
    };
  for (const series of catalog.series)
    yield {
      path: series.path,
      label: messages.series.label,
      title: series.title,
      posts: catalog.partsOf(series).toReversed(),
    };
}

/** The series of a post with its part, or its first topic. */
function labelOf(catalog: Catalog, post: Post): string | undefined {
  const series = post.series === undefined ? undefined : catalog.findSeries(post.series);
  if (!series) return catalog.tagsOf(post)[0]?.name;
  if (post.part === undefined) return series.title;
  const posts = catalog.partsOf(series);
  const parts = Math.max(posts.length, ...posts.map(({ part }) => part ?? 0));
  return `${isolated(series.title)} · ${messages.series.part(post.part, parts)}`;
}

/** @param posts newest first */
const shapeOfList = (posts: readonly Post[]) =>
  shapeOf(
    posts
      .slice(0, mostShown)
      .map(({ minutes }) => minutes)
      .reverse(),
  );
