import type { Post } from 'contentlayer/generated';
import { cardSize } from '../cards/size';
import { absoluteUrl, site } from '../config/site';
import type { Catalog } from '../pages/catalog';
import { encodePath } from '../util/addresses';

/**
 * The oEmbed document of a post as JSON (oEmbed 1.0 §2.3.4.3, a link with a thumbnail), for programs
 * that do not read Open Graph.
 */
export function oEmbed(post: Post, catalog: Catalog): string {
  const [author] = catalog.authorsOf(post);
  return JSON.stringify({
    version: '1.0',
    type: 'link',
    title: post.title,
    author_name: author?.name ?? site.title,
    author_url: absoluteUrl(author ? encodePath(author.path) : '/'),
    provider_name: site.title,
    provider_url: absoluteUrl('/'),
    thumbnail_url: absoluteUrl(`${encodePath(post.path)}og.png`),
    thumbnail_width: cardSize.width,
    thumbnail_height: cardSize.height,
  });
}
