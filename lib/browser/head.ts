// Runs in the head, before anything is painted, so that nothing flashes or moves that a reader has chosen.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const size = localStorage.getItem('size');
  if (size) document.documentElement.dataset.size = size;
  if (localStorage.getItem('wrap')) document.documentElement.dataset.wrap = '';
} catch {
  // Storage is blocked: the system's theme it is.
}
