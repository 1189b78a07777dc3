import { getCollection } from 'astro:content';
import { createHash } from 'node:crypto';

/** All posts, the newest first. */
export async function getPosts() {
  const posts = await getCollection('posts');
  return posts.sort((a, b) => b.data.date - a.data.date);
}

/** All tags by name, with their posts. */
export async function getTags() {
  const pairs = (await getPosts()).flatMap((post) => post.data.tags.map((tag) => ({ tag, post })));
  return [...Map.groupBy(pairs, ({ tag }) => tag)]
    .map(([name, tagged]) => ({ name, slug: slugOf(name), posts: tagged.map(({ post }) => post) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** All authors by name, with their posts. */
export async function getAuthors() {
  const [authors, posts] = await Promise.all([getCollection('authors'), getPosts()]);
  return authors
    .map(({ id, data }) => ({
      id,
      name: data.name,
      posts: posts.filter((post) => post.data.authors.some((author) => author.id === id)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const pathOf = (post) => `/posts/${post.id}/`;

export const slugOf = (tag) => tag.toLowerCase().replaceAll(' ', '-');

export const minutesToRead = (post) => Math.ceil(post.body.split(/\s+/).length / 220);

/** For `cacheKey`: an incremental build renders a page again if one of these values has changed. */
export const hashOf = (...values) => createHash('sha256').update(JSON.stringify(values)).digest('hex');

/** Lists depend on what they show of their posts, not on the text. */
export const withCacheKeys = (paths) =>
  paths.map((path) => {
    const { page, ...props } = path.props;
    const posts = page.data.map(({ id, data }) => ({ id, data }));
    return { ...path, cacheKey: hashOf({ ...page, data: posts }, props) };
  });
