import { openSearch, searchAddress } from './open-search';

/**
 * A click on a link to the search opens its dialog, a click on a picture enlarges it, and a click on a
 * video or other embed shows it. The code is loaded on demand.
 */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>(
    `header a[href="${searchAddress}"], a:is(.picture, [data-player], [data-gist], [data-clip])`,
  );
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const opening = link.matches('header *')
    ? openSearch()
    : link.matches('.picture')
      ? import('./picture').then((module) => module.enlarge(link, event))
      : import('./embed').then((module) => module.show(link));
  // If that fails, follow the link.
  opening.catch(() => location.assign(link.href));
});
