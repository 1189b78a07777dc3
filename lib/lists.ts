import { site } from './site';

/** A page of a list of posts. */
export interface ListPage<T> {
  items: T[];
  /** 1 for the first. */
  page: number;
  last: number;
}

/** How many pages a list takes; an empty one still takes one. */
export function pageCount(items: readonly unknown[]): number {
  return Math.max(1, Math.ceil(items.length / site.postsPerPage));
}

/** The numbers of the pages after the first, as route parameters. */
export function laterPages(items: readonly unknown[]): string[] {
  return Array.from({ length: pageCount(items) - 1 }, (_, at) => String(at + 2));
}

/** @returns `undefined` where the list has no such page */
export function pageOf<T>(items: readonly T[], page: number): ListPage<T> | undefined {
  const last = pageCount(items);
  if (!Number.isInteger(page) || page < 1 || page > last) return undefined;
  const start = (page - 1) * site.postsPerPage;
  return { items: items.slice(start, start + site.postsPerPage), page, last };
}
