import { allAuthors, allPosts, allSeries } from 'contentlayer/generated';
import { slug } from 'github-slugger';
import { postsPerPage } from './site';

/** All posts, the newest first. */
export const posts = allPosts.toSorted((a, b) => (a.date < b.date ? 1 : -1));

const places = new Map(posts.map((post, at) => [post.slug, at]));
const authorsById = new Map(allAuthors.map((author) => [author.slug, author]));
const seriesById = new Map(allSeries.map((series) => [series.slug, series]));

export const authorsOf = (post) => post.authors.flatMap((id) => authorsById.get(id) ?? []);
export const seriesOf = (post) => seriesById.get(post.series);
export const pathOf = (post) => `/posts/${post.slug}/`;

/** A post with its neighbors. */
export function findPost(slug) {
  const at = places.get(slug);
  return { post: posts[at], next: posts[at - 1], previous: posts[at + 1] };
}

/** All tags by name, with their posts. */
export const tags = [...new Set(posts.flatMap((post) => post.tags))]
  .map((name) => ({ name, slug: slug(name), posts: posts.filter((post) => post.tags.includes(name)) }))
  .sort((a, b) => a.name.localeCompare(b.name));

/** All authors by name, with their posts. */
export const authors = allAuthors
  .map(({ slug, name }) => ({ slug, name, posts: posts.filter((post) => post.authors.includes(slug)) }))
  .sort((a, b) => a.name.localeCompare(b.name));

/** The numbers of all pages of a list. */
export const pages = (list) =>
  Array.from({ length: Math.ceil(list.length / postsPerPage) }, (_, at) => String(at + 1));

/** The numbers of all pages of a list but the first, whose address has no number. */
export const laterPages = (list) => pages(list).slice(1);
