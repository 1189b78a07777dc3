/** The menu for the text size. `head.ts` restores the last size. */
const sizes = [90, 100, 115, 130];
const { dataset } = document.documentElement;
const menu = document.querySelector('[data-text-size]');
const [smaller, normal, larger] = menu?.querySelectorAll('button') ?? [];

if (smaller && normal && larger) {
  const current = () => sizes.indexOf(Number(dataset.size ?? 100));
  const show = () => {
    normal.textContent = `${sizes[current()]}%`;
    smaller.disabled = current() === 0;
    larger.disabled = current() === sizes.length - 1;
  };
  const setTo = (at: number) => {
    const size = String(sizes[at]);
    dataset.size = size;
    try {
      localStorage.setItem('size', size);
    } catch {
      // Storage is blocked, so the setting is not saved.
    }
    show();
  };
  smaller.onclick = () => setTo(current() - 1);
  normal.onclick = () => setTo(sizes.indexOf(100));
  larger.onclick = () => setTo(current() + 1);
  show();
}
