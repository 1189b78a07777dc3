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

/** The whole picture, as large as there is; where it moves, the one that moves. */
function largeOf(link: HTMLAnchorElement, shown: HTMLImageElement): HTMLImageElement {
  const large = shown.cloneNode() as HTMLImageElement;
  for (const name of ['loading', 'srcset', 'sizes']) large.removeAttribute(name);
  large.src = link.href;
  return large;
}
