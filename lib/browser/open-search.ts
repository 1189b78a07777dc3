let loaded: typeof import('./search') | undefined;
/** Keeps the loaded module: a second `import` might resolve only after the next key. */
const search = async () => (loaded ??= await import('./search'));

/** On the search page, the form is activated when it gets the focus. */
const here = document.querySelector<HTMLElement>('main .search');
if (here) {
  const attach = () => void search().then((module) => module.attach(here, true));
  if (location.search) attach();
  else here.addEventListener('focusin', attach, { once: true });
}

/** On other pages, `/`, Ctrl-K and a click on a link to the search page open the search dialog. */
function openSearch(event: Event) {
  event.preventDefault();
  if (here) here.querySelector('input')?.focus();
  // If the module cannot be loaded, go to the search page.
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
