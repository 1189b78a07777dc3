import { cacheName } from './saved';

/**
 * Gives out saved articles where there is no network, and nothing else: whoever has one always
 * sees the site as it is. It is registered for readers who save something.
 */
const scope = self as unknown as ServiceWorkerScope;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(offlineFiles))
      .then(() => scope.skipWaiting()),
  );
});

/** After a new edition of the site: what is saved is taken from it, so that no page needs what is gone. */
scope.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      for (const { url } of await cache.keys()) {
        const { pathname } = new URL(url);
        if (pathname.startsWith(`${basePath}/posts/`)) await cache.add(pathname).catch(() => {});
        else if (pathname.startsWith(`${basePath}/assets/`) && !offlineFiles.includes(pathname))
          await cache.delete(url);
      }
      await scope.clients.claim();
    })(),
  );
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin)
    event.respondWith(fetch(request).then(kept(request), saved(request)));
});

/** Renews what is saved of a page whenever it is read. */
const kept = (request: Request) => async (response: Response) => {
  try {
    const cache = await caches.open(cacheName);
    if (request.mode === 'navigate' && response.ok && (await cache.match(request)))
      await cache.put(request, response.clone());
  } catch {
    // Full or damaged: what came from the network is shown all the same.
  }
  return response;
};

const saved = (request: Request) => async (error: unknown) => {
  const cache = await caches.open(cacheName);
  const there =
    (await cache.match(request, { ignoreSearch: true })) ??
    (request.mode === 'navigate'
      ? await cache.match(`${basePath}/reading-list/`)
      : await otherSize(cache, request));
  if (there) return there;
  throw error;
};

/** A picture is saved in the size that was shown; a turned phone may want another. */
async function otherSize(cache: Cache, { url }: Request): Promise<Response | undefined> {
  const base = /^.*\/media\/[^/]+\//.exec(url)?.[0];
  const other = base && (await cache.keys()).find((request) => request.url.startsWith(base));
  return other ? cache.match(other) : undefined;
}
