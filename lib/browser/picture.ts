/** Opens a large version of a picture in a dialog. @param link the link to its file */
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
  // The browser returns the focus to the link.
  viewer.addEventListener('close', () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}

/** The picture at full size. Animated, if it is an animation. */
function largeOf(link: HTMLAnchorElement, shown: HTMLImageElement): HTMLImageElement {
  const large = shown.cloneNode() as HTMLImageElement;
  for (const name of ['loading', 'srcset', 'sizes']) large.removeAttribute(name);
  large.src = link.href;
  return large;
}
