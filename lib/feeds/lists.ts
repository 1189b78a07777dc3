import type { Post } from 'contentlayer/generated';
import { type Catalog, summaryOf } from '../catalog';
import { aliasPath, encodePath, tagPath } from '../content/addresses';
import type { TextOf } from '../pages';
import type { FeedCopy, FeedItemCopy } from '../publish/sheet';
import { absoluteUrl, site, words } from '../site';

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
function* feedLists(catalog: Catalog): Generator<FeedList> {
  yield { path: '/', title: site.title, description: site.description, posts: catalog.posts };
  for (const tag of catalog.tags)
    yield {
      path: tagPath(tag.slug),
      title: `${tag.name} · ${site.title}`,
      description: words.topics.about(site.title, tag.name),
      posts: tag.posts,
    };
  for (const author of catalog.authors)
    yield {
      path: author.path,
      title: `${author.name} · ${site.title}`,
      description: summaryOf(author) || words.authors.articlesBy(author.name),
      posts: catalog.postsBy(author),
    };
}

/** The feeds of the site, with the newest posts in full. */
export function* allFeeds(catalog: Catalog, textOf: TextOf): Generator<{ path: string; feed: FeedCopy }> {
  for (const { path, title, description, posts } of feedLists(catalog))
    yield {
      path,
      feed: {
        title,
        description,
        url: absoluteUrl(encodePath(path)),
        language: site.language,
        copyright: site.copyright,
        icon: absoluteUrl('/icon-512.png'),
        items: posts.slice(0, site.feedLength).map((post) => itemOf(catalog, textOf, post)),
      },
    };
}

function itemOf(catalog: Catalog, textOf: TextOf, post: Post): FeedItemCopy {
  const authors = catalog.authorsOf(post).map(({ name, path }) => ({
    name,
    url: absoluteUrl(encodePath(path)),
  }));
  return {
    // A renamed post lists its old addresses, oldest first: readers know it by that one.
    id: absoluteUrl(encodePath(aliasPath(post.aliases[0] ?? post.path))),
    url: absoluteUrl(encodePath(post.path)),
    title: post.title,
    summary: summaryOf(post),
    body: textOf(post._id).body,
    published: post.date,
    updated: post.updated ?? post.date,
    authors: authors.length > 0 ? authors : [{ name: site.title, url: absoluteUrl('/') }],
    tags: catalog.tagsOf(post).map((tag) => tag.name),
    image: absoluteUrl(post.image ?? `${encodePath(post.path)}og.png`),
    language: post.lang ?? site.language,
  };
}
