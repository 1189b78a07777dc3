/** The theme switch. Until it is used, and without JavaScript, the system's theme applies. */
const button = document.querySelector<HTMLButtonElement>('button[data-theme-switch]');
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemDark.matches);

function show() {
  button?.setAttribute('aria-pressed', String(isDark()));
  // Browsers color their own bars by the first of these that matches.
  const bar = isDark() ? 'dark' : 'light';
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.media = root.dataset.theme
      ? meta.dataset.bar === bar
        ? 'all'
        : 'not all'
      : `(prefers-color-scheme: ${meta.dataset.bar})`;
}

if (button) {
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    // Switching back to the system's theme means following the system again.
    const follows = (theme === 'dark') === systemDark.matches;
    try {
      if (follows) localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // Storage is blocked, so the setting is not saved.
    }
    if (follows) delete root.dataset.theme;
    else root.dataset.theme = theme;
    show();
  });
  systemDark.addEventListener('change', show);
  show();
}
