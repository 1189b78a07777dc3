// Runs in the head, before anything is painted, so that nothing flashes or moves that a reader has chosen.
const { dataset } = document.documentElement;
// What is of no use without scripts is shown by it.
dataset.js = '';
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
  const size = localStorage.getItem('size') ?? '';
  // The sizes of `text-size.ts`, but for the one that is there anyway.
  if (/^(?:90|115|130)$/.test(size)) dataset.size = size;
  if (localStorage.getItem('wrap')) dataset.wrap = '';
} catch {
  // Storage is blocked: the system's theme it is.
}
