/** Switches between light and dark. Until it is used, and without JavaScript, the setting of the system applies. */
const button = document.querySelector<HTMLButtonElement>('button[data-scheme]');
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = () => (root.dataset.scheme ? root.dataset.scheme === 'dark' : systemDark.matches);

function show() {
  button?.setAttribute('aria-pressed', String(isDark()));
  // Browsers color their own bars by the first of these that matches.
  const bar = isDark() ? 'dark' : 'light';
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.media = root.dataset.scheme
      ? meta.dataset.bar === bar
        ? 'all'
        : 'not all'
      : `(prefers-color-scheme: ${meta.dataset.bar})`;
}

if (button) {
  button.addEventListener('click', () => {
    const scheme = isDark() ? 'light' : 'dark';
    // Switching back to what the system uses means following the system again.
    const follows = (scheme === 'dark') === systemDark.matches;
    try {
      if (follows) localStorage.removeItem('scheme');
      else localStorage.setItem('scheme', scheme);
    } catch {
      // Storage is blocked, so the setting is not saved.
    }
    if (follows) delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    show();
  });
  systemDark.addEventListener('change', show);
  show();
}
