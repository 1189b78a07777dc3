let loaded: typeof import('./search') | undefined;
/** Keeps the loaded module: a second `import` might resolve only after the next key. */
const search = async () => (loaded ??= await import('./search'));

export const searchAddress = `${basePath}/search/`;

/** On the search page, the form is activated when it gets the focus. */
const here = document.querySelector<HTMLElement>('main .search');
if (here) {
  const attach = () => void search().then((module) => module.attach(here, true));
  if (location.search) attach();
  else here.addEventListener('focusin', attach, { once: true });
}

/** Opens the search dialog. On the search page, moves the focus to its form. */
export async function openSearch(): Promise<void> {
  if (here) here.querySelector('input')?.focus();
  else (await search()).openDialog();
}

/** `/` and Ctrl-K open it, too. */
addEventListener('keydown', (event) => {
  const isTyping = (event.target as Element).closest('input, select, textarea');
  if (event.metaKey || event.ctrlKey ? event.key !== 'k' : event.key !== '/' || isTyping) return;
  event.preventDefault();
  // If the module cannot be loaded, go to the search page.
  openSearch().catch(() => location.assign(searchAddress));
});
