import { announce } from './announce';
import { cacheName, remove, savedPosts, store } from './saved';

/**
 * Saves the article, or removes it if it is saved.
 *
 * @param updateLabel updates the button to the new state
 */
export async function toggle(button: HTMLButtonElement, updateLabel: () => void): Promise<void> {
  const isSaved = savedPosts().some(({ path }) => path === location.pathname);
  button.disabled = true;
  try {
    await (isSaved ? remove(location.pathname) : save());
    updateLabel();
  } catch {
    announce(button, browserMessages.notSaved);
  }
  button.disabled = false;
  button.focus();
}

/** Saves the current article. @throws if there is no space or no network */
async function save(): Promise<void> {
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

const address = `${basePath}/service-worker.js`;
let policy: ReturnType<NonNullable<typeof window.trustedTypes>['createPolicy']> | undefined;

/** Registers the service worker. The CSP allows script URLs only from this policy (Trusted Types §2.3). */
async function registered(): Promise<unknown> {
  policy ??= window.trustedTypes?.createPolicy('offline', { createScriptURL: () => address });
  await navigator.serviceWorker.register(policy?.createScriptURL('') ?? address);
  // By then, it has cached the files of every page.
  return navigator.serviceWorker.ready;
}
