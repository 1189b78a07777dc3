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

/** Saves the current article. @throws if there is no space or no network */
export async function save(): Promise<void> {
  const addresses = [
    ...[...document.images].map((image) => image.currentSrc || image.src),
    ...[...document.scripts].flatMap(({ src }) => src || []),
    ...[...document.querySelectorAll<HTMLLinkElement>('link[as="font"]')].map(({ href }) => href),
  ].map((address) => new URL(address, location.href));
  // Files of other origins are not saved.
  const files = addresses.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
  const path = location.pathname;
  await registered();
  await (await caches.open(cacheName)).addAll([path, ...new Set(files)]);
  const post = { path, title: document.querySelector('h1')?.textContent ?? '', files };
  store([post, ...savedPosts().filter((other) => other.path !== path)]);
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

function store(posts: SavedPost[]) {
  localStorage.setItem(cacheName, JSON.stringify(posts));
}

const address = `${basePath}/service-worker.js`;
let policy: ReturnType<NonNullable<typeof window.trustedTypes>['createPolicy']> | undefined;

/** Registers the service worker. The CSP allows script URLs only from this policy (Trusted Types §2.3). */
async function registered(): Promise<unknown> {
  policy ??= window.trustedTypes?.createPolicy('offline', { createScriptURL: () => address });
  await navigator.serviceWorker.register(policy?.createScriptURL('') ?? address);
  // By then, it has cached the files of every page.
  return navigator.serviceWorker.ready;
}
