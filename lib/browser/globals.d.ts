import type { Beacon } from '../config/analytics';
import type { Messages } from '../i18n/index';

declare global {
  /** The path of the site on its host; see `lib/config/site.ts`. */
  const basePath: string;
  /** The messages of the interface, which `bundle.ts` inlines. Plural forms are JSON. */
  const browserMessages: Record<keyof Messages['browser'], string>;
  /** The host of the site, with its port if it has one. */
  const siteHost: string;
  /** Where `analytics.ts` reports visits. */
  const beacon: Beacon;
  /** `app/_styles/lines.css`, which is inlined as well. */
  const lineStyles: string;
  /** `app/_styles/search.css`. */
  const searchStyles: string;
  /** `app/_styles/viewer.css`. */
  const viewerStyles: string;
  /** The URL of `late-fonts.ts`. */
  const lateFonts: string;
  /** The paths of the files that every page needs offline. */
  const offlineFiles: readonly string[];

  /**
   * The part of the service worker scope (Service Workers §4.1) that is used. TypeScript's own types
   * conflict with those of pages.
   */
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
    /** The part of Trusted Types §3.1 that is used. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(address: string): string },
      ): { createScriptURL(address: string): string };
    };
  }
}
