import type { Messages } from '../i18n/index';

declare global {
  /** Where the site begins on its host; see `lib/config/site.ts`. */
  const basePath: string;
  /** The interface's words; `bundle.ts` puts the texts themselves in their place. */
  const browserMessages: Messages['browser'];
  /** `app/_styles/search.css`, put in likewise. */
  const searchStyles: string;
  /** What every page needs to be shown without a network, by its path. */
  const offlineFiles: readonly string[];

  /** What a service worker uses of its scope (Service Workers §4.1); TypeScript's own types of it exclude a page's. */
  interface ServiceWorkerScope {
    addEventListener(
      type: 'install' | 'activate',
      listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
    ): void;
    addEventListener(
      type: 'fetch',
      listener: (event: { request: Request; respondWith(response: Promise<Response>): void }) => void,
    ): void;
    skipWaiting(): Promise<void>;
    clients: { claim(): Promise<void> };
    registration: ServiceWorkerRegistration;
  }
  interface Window {
    /** Trusted Types §3.1, as far as they are used. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(address: string): string },
      ): { createScriptURL(address: string): string };
    };
  }
}
