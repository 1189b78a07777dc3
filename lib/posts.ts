import {
  type Author,
  allAuthors,
  allPages,
  allPosts,
  allSeries,
  type Page,
  type Post,
  type Series,
} from 'contentlayer/generated';
import { slugify } from './slug';

/**
 * The questions that pages ask of the publication. Everything is sorted and grouped once,
 * when this module is loaded: no page sorts or searches a list for itself.
 */

/** Newest first; posts of one moment by slug. */
export const posts: readonly Post[] = allPosts.toSorted(
  (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) || (a.slug < b.slug ? -1 : 1),
);

const bySlug = new Map(posts.map((post, index) => [post.slug, { post, index }]));

/** @returns `undefined` where there is no such post */
export function findPost(slug: string): Post | undefined {
  return bySlug.get(slug)?.post;
}

/** The posts printed before and after this one. */
export function neighbours(post: Post): { older: Post | undefined; newer: Post | undefined } {
  const index = bySlug.get(post.slug)?.index ?? -1;
  return {
    older: index === -1 ? undefined : posts[index + 1],
    newer: index > 0 ? posts[index - 1] : undefined,
  };
}

/** Three to five posts to read next, best first. */
export function recommendedPosts(post: Post): Post[] {
  return post.recommended.flatMap((slug) => findPost(slug) ?? []);
}

/** A topic with the posts about it, newest first. */
export interface Tag {
  slug: string;
  /** As most posts spell it. */
  name: string;
  posts: Post[];
}

/** Topics by the number of their posts, most first. */
export const tags: readonly Tag[] = groupTags();
const tagsBySlug = new Map(tags.map((tag) => [tag.slug, tag]));

export function findTag(slug: string): Tag | undefined {
  return tagsBySlug.get(slug);
}

/** The topics of a post, spelt as the publication spells them. */
export function tagsOf(post: Post): Tag[] {
  return post.tags.flatMap((tag) => findTag(slugify(tag)) ?? []);
}

function groupTags(): Tag[] {
  interface Group {
    spellings: Map<string, number>;
    posts: Post[];
  }
  const groups = new Map<string, Group>();
  for (const post of posts)
    for (const tag of post.tags) {
      const slug = slugify(tag);
      const group: Group = groups.get(slug) ?? { spellings: new Map(), posts: [] };
      group.spellings.set(tag, (group.spellings.get(tag) ?? 0) + 1);
      group.posts.push(post);
      groups.set(slug, group);
    }
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...groups]
    .map(([slug, { spellings, posts }]) => {
      const [name = slug] = [...spellings].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0] ?? [];
      return { slug, name, posts };
    })
    .sort((a, b) => b.posts.length - a.posts.length || compare(a.slug, b.slug));
}

const authorsById = new Map(allAuthors.map((author) => [author.slug, author]));
const postsByAuthor = groupBy(posts, (post) => post.authors);

/** By name. */
export const authors: readonly Author[] = allAuthors.toSorted((a, b) => (a.name < b.name ? -1 : 1));

export function findAuthor(id: string): Author | undefined {
  return authorsById.get(id);
}

export function authorsOf(post: Post): Author[] {
  return post.authors.flatMap((id) => findAuthor(id) ?? []);
}

export function postsBy(author: Author): readonly Post[] {
  return postsByAuthor.get(author.slug) ?? [];
}

const seriesById = new Map(allSeries.map((series) => [series.slug, series]));
const postsBySeries = groupBy(posts, (post) => (post.series === undefined ? [] : [post.series]));

/** By title, those with posts. */
export const series: readonly Series[] = allSeries
  .filter((one) => postsBySeries.has(one.slug))
  .sort((a, b) => (a.title < b.title ? -1 : 1));

export function findSeries(id: string): Series | undefined {
  return seriesById.get(id);
}

/** A part without a number comes after those that have one. */
const last = Number.MAX_SAFE_INTEGER;

/** The posts of a series in the order to read them: by part, then by date. */
export function partsOf(one: Series): Post[] {
  return (postsBySeries.get(one.slug) ?? []).toReversed().sort((a, b) => (a.part ?? last) - (b.part ?? last));
}

/** The posts of each year, newest first. */
export const years: readonly { year: string; posts: Post[] }[] = [
  ...groupBy(posts, (post) => [post.day.slice(0, 4)]),
].map(([year, posts]) => ({ year, posts }));

/** Content pages by title. */
export const pages: readonly Page[] = allPages.toSorted((a, b) => (a.title < b.title ? -1 : 1));
const pagesBySlug = new Map(pages.map((page) => [page.slug, page]));

export function findPage(slug: string): Page | undefined {
  return pagesBySlug.get(slug);
}

/** What a document says of itself in a sentence or two: its description, or how it begins. */
export function summaryOf(document: Post | Page | Author | Series): string {
  return document.description ?? document.excerpt;
}

/** When any of these posts was last changed (RFC 3339); `undefined` where there are none. */
export function lastChange(changed: readonly Post[]): string | undefined {
  return changed
    .map((post) => post.updated ?? post.date)
    .sort()
    .at(-1);
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
