import type { Post } from 'contentlayer/generated';
import { aliasPath, encodePath, tagPath } from '../content/addresses';
import { readBody } from '../content/body';
import { authors, authorsOf, posts, postsBy, summaryOf, tags, tagsOf } from '../posts';
import { absoluteUrl, site } from '../site';
import type { FeedContent, FeedItem } from './index';
import { itemHtml } from './item-html';

/** A list that can be subscribed to. */
interface FeedList {
  /** Its address, such as `/tags/wasi/`. */
  path: string;
  title: string;
  description: string;
  /** Newest first. */
  posts: readonly Post[];
}

/** The whole site, each topic and each author. */
function feedLists(): FeedList[] {
  return [
    { path: '/', title: site.title, description: site.description, posts },
    ...tags.map((tag) => ({
      path: tagPath(tag.slug),
      title: `${tag.name} · ${site.title}`,
      description: `What ${site.title} has written about ${tag.name}.`,
      posts: tag.posts,
    })),
    ...authors.map((author) => ({
      path: author.path,
      title: `${author.name} · ${site.title}`,
      description: summaryOf(author) || `Articles by ${author.name}.`,
      posts: postsBy(author),
    })),
  ];
}

/** The feeds of the site, with the newest posts in full. */
export async function* allFeeds(): AsyncGenerator<{ path: string; feed: FeedContent }> {
  const items = new Map<string, Promise<FeedItem>>();
  for (const { path, title, description, posts: listed } of feedLists()) {
    const newest = listed.filter((post) => post.state === 'published').slice(0, site.feedLength);
    const feed: FeedContent = {
      title,
      description,
      url: absoluteUrl(encodePath(path)),
      language: site.language,
      copyright: site.copyright,
      icon: absoluteUrl('/icon-512.png'),
      items: await Promise.all(
        newest.map((post) => {
          const item = items.get(post.slug) ?? itemOf(post);
          items.set(post.slug, item);
          return item;
        }),
      ),
    };
    yield { path, feed };
  }
}

async function itemOf(post: Post): Promise<FeedItem> {
  const { html } = await readBody(post.bodyFile);
  const url = absoluteUrl(encodePath(post.path));
  const authorsOfPost = authorsOf(post).map(({ name, path }) => ({
    name,
    url: absoluteUrl(encodePath(path)),
  }));
  return {
    // A renamed post lists its old addresses, oldest first: readers know it by that one.
    id: absoluteUrl(encodePath(aliasPath(post.aliases[0] ?? post.path))),
    url,
    title: post.title,
    summary: summaryOf(post),
    html: itemHtml(html, url),
    published: post.date,
    updated: post.updated ?? post.date,
    authors: authorsOfPost.length > 0 ? authorsOfPost : [{ name: site.title, url: absoluteUrl('/') }],
    tags: tagsOf(post).map((tag) => tag.name),
    image: absoluteUrl(post.image ?? `${encodePath(post.path)}og.png`),
    language: post.lang ?? site.language,
  };
}
