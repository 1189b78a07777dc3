import { codeHash, searchCode } from '../cache/code-hash';
import { memoizeOnDisk } from '../cache/memoize-on-disk';
import { summaryOf } from '../pages/catalog';
import type { SearchedPost } from '../search/word-index';
import { encodePath } from '../util/addresses';
import { hashOf } from '../util/hash';
import type { Site } from './site';

/** The files of the search index, cached until a post changes. */
export async function searchFiles(site: Site): Promise<[path: string, content: string][]> {
  const posts = searchedPosts(site);
  const code = await codeHash(searchCode);
  const key = hashOf(code, JSON.stringify(posts));
  return memoizeOnDisk(key, 'search', () => site.makeIndex({ posts, code }));
}

/** The posts to index for search, year by year, oldest first; see `lib/search/files.ts`. */
function searchedPosts({ catalog, entryOf }: Site): SearchedPost[] {
  const posts = catalog.years.toReversed().flatMap(({ posts }) => posts.toReversed());
  return posts.map((post) => {
    const { headings, frequencies } = entryOf(post._id).text;
    return {
      href: encodePath(post.path),
      slug: post.slug,
      title: post.title,
      summary: summaryOf(post),
      day: post.day,
      headings: headings.map((heading) => heading.text),
      tags: catalog.tagsOf(post).map(({ slug, name }) => [slug, name]),
      authors: catalog.authorsOf(post).map(({ slug, name }) => [slug, name]),
      frequencies,
    };
  });
}
