import { site } from '../config/site';
import type { Catalog, Year } from './catalog';

/** Maximum number of articles on one page of the archive. */
const archiveLength = 1000;

/** The number of pages of a list. An empty list has one page. */
export function pageCount(posts: readonly unknown[]): number {
  return Math.max(1, Math.ceil(posts.length / site.postsPerPage));
}

/** The years with their own page: all years if the archive is too long for one page, otherwise none. */
export function yearsWithPages({ posts, years }: Pick<Catalog, 'posts' | 'years'>): readonly Year[] {
  return posts.length > archiveLength ? years : [];
}
