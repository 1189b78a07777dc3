/** Switches between light and dark. Until it is used, and without JavaScript, the setting of the system applies. */
const button = document.querySelector<HTMLButtonElement>('button[data-scheme]');
const { dataset } = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = () => (dataset.scheme ? dataset.scheme === 'dark' : systemDark.matches);

function show() {
  if (button) button.ariaPressed = String(isDark());
  // Browsers color their own bars by the first of these that matches.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[data-bar]')) {
    const { bar } = meta.dataset;
    if (!dataset.scheme) meta.media = `(prefers-color-scheme: ${bar})`;
    else meta.media = dataset.scheme === bar ? 'all' : 'not all';
  }
}

if (button) {
  button.addEventListener('click', () => {
    const scheme = isDark() ? 'light' : 'dark';
    try {
      // Switching back to what the system uses means following the system again.
      if ((scheme === 'dark') === systemDark.matches) {
        delete dataset.scheme;
        localStorage.removeItem('scheme');
      } else {
        dataset.scheme = scheme;
        localStorage.setItem('scheme', scheme);
      }
    } catch {
      // Storage is blocked, so the setting is not saved.
    }
    show();
  });
  systemDark.addEventListener('change', show);
  show();
}
