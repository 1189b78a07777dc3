import { site } from '../config/site';
import type { Catalog, Year } from './catalog';

/** So many articles are listed on one page of the archive. */
const archiveLength = 1000;

/** How many pages a list is cut into; an empty one still has one. */
export function pageCount(posts: readonly unknown[]): number {
  return Math.max(1, Math.ceil(posts.length / site.postsPerPage));
}

/** The years with a page of their own: all of them where the archive is too long for one, otherwise none. */
export function yearsWithPages({ posts, years }: Pick<Catalog, 'posts' | 'years'>): readonly Year[] {
  return posts.length > archiveLength ? years : [];
}
