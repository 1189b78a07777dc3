/**
 * Replaces the link to the comments on a page with a frame that has them, when the reader asks for it. Does what
 * giscus' own script does, which the policy of the page does not allow.
 */
const origin = 'https://giscus.app';
const link = document.querySelector<HTMLAnchorElement>('a[data-comments]');
const place = 'comments:session';

// After a reader has signed in, giscus leads back to the page with a session in the URL.
const here = new URL(location.href);
const session = here.searchParams.get('giscus');
here.searchParams.delete('giscus');
here.hash = '';
try {
  if (session) localStorage.setItem(place, session);
} catch {
  // Storage is blocked: the reader signs in again on the next page.
}
if (session) history.replaceState(undefined, '', here);

function show(): void {
  if (!link) return;
  let stored = session;
  try {
    stored ??= localStorage.getItem(place);
  } catch {
    // Storage is blocked.
  }
  const url = new URL(link.dataset.comments ?? '');
  url.searchParams.set('origin', here.href);
  url.searchParams.set('session', stored ?? '');
  const { scheme } = document.documentElement.dataset;
  url.searchParams.set('theme', scheme ?? 'preferred_color_scheme');
  const frame = document.createElement('iframe');
  frame.src = url.href;
  frame.title = document.querySelector('#comments-title')?.textContent ?? '';
  frame.width = '100%';
  addEventListener('message', ({ origin: from, data, source }) => {
    if (from !== origin || source !== frame.contentWindow) return;
    const { resizeHeight, error } = data?.giscus ?? {};
    if (typeof resizeHeight === 'number') frame.height = String(resizeHeight);
    // The session has expired.
    if (typeof error === 'string' && /Bad credentials|Invalid state|State has expired/.test(error))
      localStorage.removeItem(place);
  });
  (link.closest('p') ?? link).replaceWith(frame);
  frame.focus();
}

link?.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show();
});
if (session) show();
