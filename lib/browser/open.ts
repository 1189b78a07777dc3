/** A click on a picture shows it large, on a video plays it; what that takes is loaded then. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>(
    'a:is(.picture, [data-player], [data-clip])',
  );
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const opening = link.matches('.picture')
    ? import('./picture').then((module) => module.enlarge(link))
    : import('./video').then((module) => module.play(link));
  // What cannot be shown here can be followed.
  opening.catch(() => location.assign(link.href));
});
