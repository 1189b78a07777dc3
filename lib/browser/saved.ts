import { isSitePath } from '../util/urls';

/**
 * The articles that a reader has saved on the device: a list in `localStorage`, and a cache of the
 * files that each article needs offline. `service-worker.ts` serves them.
 */
export interface SavedPost {
  path: string;
  title: string;
  /** The files that it needs in addition to those of every page. */
  files: string[];
}

/** Sites under different paths of a host share the same storage, so the name contains the path. */
export const cacheName = `saved${basePath}`;

/** Newest first. Validates the stored data: other versions of the site and extensions may have written it. */
export function savedPosts(): SavedPost[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(cacheName) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSavedPost) : [];
  } catch {
    return [];
  }
}

function isSavedPost(item: Partial<SavedPost> | null): item is SavedPost {
  return (
    typeof item?.path === 'string' &&
    item.path.startsWith(`${basePath}/`) &&
    isSitePath(item.path) &&
    typeof item.title === 'string' &&
    Array.isArray(item.files) &&
    item.files.every((file) => typeof file === 'string')
  );
}

/** Removes an article from the list, and the files that no other article needs from the cache. */
export async function remove(path: string): Promise<void> {
  const posts = savedPosts();
  const left = posts.filter((post) => post.path !== path);
  store(left);
  const needed = new Set(left.flatMap((post) => [post.path, ...post.files]));
  const cache = await caches.open(cacheName);
  for (const file of [path, ...(posts.find((post) => post.path === path)?.files ?? [])])
    if (!needed.has(file) && !file.startsWith(`${basePath}/assets/`)) await cache.delete(file);
}

/** Replaces the list. */
export function store(posts: SavedPost[]) {
  localStorage.setItem(cacheName, JSON.stringify(posts));
}
