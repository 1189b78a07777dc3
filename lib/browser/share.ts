import { announce } from './announce';

/** Shares the page with the system's share sheet, or copies its URL if there is none. */
export async function share(button: HTMLButtonElement): Promise<void> {
  const url = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
  if (navigator.share)
    // Rejected if the reader closes the sheet.
    return navigator.share({ title: document.querySelector('h1')?.textContent ?? '', url }).catch(() => {});
  await navigator.clipboard.writeText(url).then(
    () => announce(button, browserMessages.linkCopied),
    () => announce(button, url),
  );
}
