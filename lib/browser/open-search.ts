let loaded: typeof import('./search') | undefined;
/** What is loaded is at hand before the next key, for which `import` alone may come too late. */
const search = async () => (loaded ??= await import('./search'));

/** The form of the search page is made to work when it is wanted. */
const here = document.querySelector<HTMLElement>('main .search');
if (here) {
  const attach = () => void search().then((module) => module.attach(here, true));
  if (location.search) attach();
  else here.addEventListener('focusin', attach, { once: true });
}

/** On other pages, `/`, Ctrl-K and a click on a link to it open the search over the page. */
function openSearch(event: Event) {
  event.preventDefault();
  if (here) here.querySelector('input')?.focus();
  // Where it cannot be loaded, its page may be.
  else
    search().then(
      (module) => module.openDialog(),
      () => location.assign(`${basePath}/search/`),
    );
}
addEventListener('keydown', (event) => {
  const isTyping = (event.target as Element).closest('input, select, textarea');
  if (event.metaKey || event.ctrlKey ? event.key === 'k' : event.key === '/' && !isTyping) openSearch(event);
});
document.querySelector(`header a[href="${basePath}/search/"]`)?.addEventListener('click', (event) => {
  const { metaKey, ctrlKey, shiftKey } = event as MouseEvent;
  if (!metaKey && !ctrlKey && !shiftKey) openSearch(event);
});
