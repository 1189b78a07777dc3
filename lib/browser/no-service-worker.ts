import { cacheName } from './saved';

/** Replaces `service-worker.ts` if `site.config.ts` turns it off: deletes the cache and unregisters itself. */
const scope = self as unknown as ServiceWorkerScope;
scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('activate', (event) => {
  event.waitUntil(caches.delete(cacheName).then(() => scope.registration.unregister()));
});
