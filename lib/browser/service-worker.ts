import { cacheName } from './saved';

/**
 * Serves saved articles when there is no network, and does nothing else: online readers always get
 * the current site. Registered only for readers who save an article.
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

/** After a new build of the site, reloads saved pages, so that none needs a file that is gone. */
scope.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      for (const { url } of await cache.keys()) {
        const { pathname } = new URL(url);
        if (pathname.endsWith('/') && !offlineFiles.includes(pathname))
          await cache.add(pathname).catch(() => {});
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
    event.respondWith(fetch(request).then(refresh(request), fromCache(request)));
});

/** Updates the cached version of a saved page whenever it is loaded. */
const refresh = (request: Request) => async (response: Response) => {
  try {
    const cache = await caches.open(cacheName);
    if (request.mode === 'navigate' && response.ok && (await cache.match(request, { ignoreVary: true })))
      await cache.put(request, response.clone());
  } catch {
    // The storage is full or damaged. The response is still shown.
  }
  return response;
};

const fromCache = (request: Request) => async (error: unknown) => {
  const cache = await caches.open(cacheName);
  const cached =
    (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ??
    (request.mode === 'navigate'
      ? await cache.match(`${basePath}/reading-list/`)
      : await otherSize(cache, request));
  if (cached) return cached;
  throw error;
};

/** Another size of a picture: only the displayed size was saved, and a rotated phone may request another. */
async function otherSize(cache: Cache, { url }: Request): Promise<Response | undefined> {
  const base = /^.*\/media\/[^/]+\//.exec(url)?.[0];
  const other = base && (await cache.keys()).find((request) => request.url.startsWith(base));
  return other ? cache.match(other) : undefined;
}
