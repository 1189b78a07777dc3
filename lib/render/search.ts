import { codeHash, searchCode } from '../cache/code-hash';
import { memoizeOnDisk } from '../cache/memoize-on-disk';
import type { Publication } from '../content/publication';
import type { Catalog } from '../pages/catalog';
import { summaryOf } from '../pages/catalog';
import type { indexPosts, SearchFile } from '../search/cached';
import type { SearchedPost } from '../search/word-index';
import { encodePath } from '../util/addresses';
import { hashOf } from '../util/hash';

/** Makes the search index, possibly in another process. */
export type MakeIndex = typeof indexPosts;

/**
 * The files of the search index, cached until a post changes.
 *
 * @param makeIndex makes the search index
 */
export async function searchFiles(
  publication: Publication,
  catalog: Catalog,
  makeIndex: MakeIndex,
): Promise<SearchFile[]> {
  const posts = searchedPosts(publication, catalog);
  const code = await codeHash(searchCode);
  const key = hashOf(code, JSON.stringify(posts));
  return memoizeOnDisk(key, 'search', () => makeIndex({ posts, code }));
}

/** The posts to index for search, year by year, oldest first; see `lib/search/files.ts`. */
function searchedPosts({ entries }: Publication, catalog: Catalog): SearchedPost[] {
  const texts = new Map(entries.map(({ file, text }) => [file.path, text]));
  const posts = catalog.years.toReversed().flatMap(({ posts }) => posts.toReversed());
  return posts.map((post) => {
    const { headings = [], frequencies = '' } = texts.get(post._id) ?? {};
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
