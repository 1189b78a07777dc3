import { say } from './say';

/** Shares the page through the system's sheet or, where there is none, copies its address. */
export async function share(button: HTMLButtonElement): Promise<void> {
  const url = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
  if (navigator.share)
    // Whoever closes the sheet again has changed their mind.
    return navigator.share({ title: document.querySelector('h1')?.textContent ?? '', url }).catch(() => {});
  await navigator.clipboard.writeText(url).then(
    () => say(button, browserMessages.linkCopied),
    () => say(button, url),
  );
}
