import { cacheName } from './saved';

/** Takes the place of `service-worker.ts` where `site.config.ts` has turned it off, and goes with all it kept. */
const scope = self as unknown as ServiceWorkerScope;
scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('activate', (event) => {
  event.waitUntil(caches.delete(cacheName).then(() => scope.registration.unregister()));
});
