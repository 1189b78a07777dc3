/** Opens a picture large, over the page. @param link to its file */
export function enlarge(link: HTMLAnchorElement): void {
  const shown = link.querySelector('img');
  if (!shown) return;
  const viewer = document.createElement('dialog');
  viewer.className = 'viewer';
  viewer.ariaLabel = shown.alt;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = browserMessages.close;
  viewer.append(close, largeOf(link, shown));
  viewer.addEventListener('click', () => viewer.close());
  // The focus goes back to the link by itself.
  viewer.addEventListener('close', () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}

/** The picture in the size of the window; where it moves, the one that moves. */
function largeOf(link: HTMLAnchorElement, shown: HTMLImageElement): Element {
  const large = (shown.closest('picture') ?? shown).cloneNode(true) as Element;
  const image = large instanceof HTMLImageElement ? large : large.querySelector('img');
  const parts = [image, large.querySelector('source')];
  image?.removeAttribute('loading');
  if (link.classList.contains('moving') && image) {
    for (const name of ['srcset', 'sizes']) image.removeAttribute(name);
    image.src = link.href;
  } else for (const part of parts) part?.setAttribute('sizes', '100vw');
  return large;
}
