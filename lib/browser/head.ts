// Runs in the head, before the first paint, so that the reader's settings cause no flash or layout shift.
const { dataset } = document.documentElement;
// Shows the controls that need JavaScript.
dataset.js = '';
// A search is about to be run; see `app/_styles/search.css`.
if (location.search) dataset.query = '';
try {
  const scheme = localStorage.getItem('scheme');
  if (scheme === 'light' || scheme === 'dark') dataset.scheme = scheme;
  const size = localStorage.getItem('size') ?? '';
  // The sizes of `text-size.ts`, except the default.
  if (/^(?:90|115|130)$/.test(size)) dataset.size = size;
  if (localStorage.getItem('wrap')) dataset.wrap = '';
} catch {
  // Storage is blocked: use the system's color scheme.
}
// Fonts that are not there for the first paint are late: `late-fonts.ts` decides whether to show them.
requestAnimationFrame(() => {
  // Layout requests the fonts of the theme. Those in the cache may be there at once.
  document.body?.clientHeight;
  if (document.fonts.check('1em Text,Headings')) return;
  dataset.fallback = '';
  // Without the module, the fallback stays.
  import(lateFonts).catch(() => {});
});
