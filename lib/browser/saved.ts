import { isSitePath } from '../util/urls';

/**
 * The articles that a reader has saved, on their device: a list of them, and in a cache what
 * each needs to be read without a network. `service-worker.ts` gives it out.
 */
export interface SavedPost {
  path: string;
  title: string;
  /** The files that it needs besides those that every page has. */
  files: string[];
}

/** Sites under different paths of a host share what is kept there. */
export const cacheName = `saved${basePath}`;

/** Newest first. What is kept there may be anything: other versions of the site write it, and so do extensions. */
export function savedPosts(): SavedPost[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(cacheName) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSavedPost) : [];
  } catch {
    return [];
  }
}

function isSavedPost(kept: Partial<SavedPost> | null): kept is SavedPost {
  return (
    typeof kept?.path === 'string' &&
    kept.path.startsWith(`${basePath}/`) &&
    isSitePath(kept.path) &&
    typeof kept.title === 'string' &&
    Array.isArray(kept.files) &&
    kept.files.every((file) => typeof file === 'string')
  );
}

/** Saves the article that is being read. @throws where there is no room, or no network */
export async function save(): Promise<void> {
  const addresses = [
    ...[...document.images].map((image) => image.currentSrc || image.src),
    ...[...document.scripts].flatMap(({ src }) => src || []),
    ...[...document.querySelectorAll<HTMLLinkElement>('link[as="font"]')].map(({ href }) => href),
  ].map((address) => new URL(address, location.href));
  // What is asked of another server stays there.
  const files = addresses.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
  const path = location.pathname;
  await registered();
  await (await caches.open(cacheName)).addAll([path, ...new Set(files)]);
  const post = { path, title: document.querySelector('h1')?.textContent ?? '', files };
  keep([post, ...savedPosts().filter((other) => other.path !== path)]);
}

/** Takes an article from the list, and what no other one needs from the cache. */
export async function remove(path: string): Promise<void> {
  const posts = savedPosts();
  const left = posts.filter((post) => post.path !== path);
  keep(left);
  const needed = new Set(left.flatMap((post) => [post.path, ...post.files]));
  const cache = await caches.open(cacheName);
  for (const file of [path, ...(posts.find((post) => post.path === path)?.files ?? [])])
    if (!needed.has(file) && !file.startsWith(`${basePath}/assets/`)) await cache.delete(file);
}

function keep(posts: SavedPost[]) {
  localStorage.setItem(cacheName, JSON.stringify(posts));
}

const address = `${basePath}/service-worker.js`;
let policy: ReturnType<NonNullable<typeof window.trustedTypes>['createPolicy']> | undefined;

/** The page lets nothing name the address of a script but a policy of this name (Trusted Types §2.3). */
async function registered(): Promise<unknown> {
  policy ??= window.trustedTypes?.createPolicy('offline', { createScriptURL: () => address });
  await navigator.serviceWorker.register(policy?.createScriptURL('') ?? address);
  // It has put aside by then what every page needs.
  return navigator.serviceWorker.ready;
}
