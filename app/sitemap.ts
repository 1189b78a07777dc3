import type { MetadataRoute } from 'next';
import { encodePath, listPath, tagPath } from '@/lib/content/addresses';
import { pageCount } from '@/lib/lists';
import { authors, lastChange, pages, partsOf, posts, postsBy, series, tags } from '@/lib/posts';
import { absoluteUrl } from '@/lib/site';

export const dynamic = 'force-static';

/** Every page that search engines may show, with the day that its content last changed. */
export default function sitemap(): MetadataRoute.Sitemap {
  const listPages = (path: string, of: readonly unknown[]) =>
    Array.from({ length: pageCount(of) }, (_, at) => listPath(path, at + 1));
  const published = posts.filter((post) => !post.noindex && post.canonical === undefined);
  const entry = (path: string, lastModified: string | undefined) => ({
    url: absoluteUrl(encodePath(path)),
    lastModified,
  });
  return [
    ...listPages('/', posts).map((path) => entry(path, lastChange(posts))),
    ...published.map((post) => entry(post.path, lastChange([post]))),
    ...series.map((one) => entry(one.path, lastChange(partsOf(one)))),
    ...tags.flatMap((tag) =>
      listPages(tagPath(tag.slug), tag.posts).map((path) => entry(path, lastChange(tag.posts))),
    ),
    ...authors.map((author) => entry(author.path, lastChange(postsBy(author)))),
    ...pages.filter((page) => !page.noindex).map((page) => entry(page.path, page.updated)),
    ...['/archive/', '/tags/', '/authors/'].map((path) => entry(path, lastChange(posts))),
    entry('/search/', undefined),
  ];
}
