/** The text size button cycles through the sizes. `head.ts` restores the last one. */
const sizes = ['100', '115', '130', '90'];
const root = document.documentElement;
const button = document.querySelector<HTMLButtonElement>('[data-text-size]');

if (button) {
  const updateLabel = () => {
    button.title = button.ariaLabel = browserMessages.textSize.replace(
      '{percent}',
      root.dataset.size ?? '100',
    );
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    const size = sizes[(sizes.indexOf(root.dataset.size ?? '100') + 1) % sizes.length] ?? '100';
    root.dataset.size = size;
    try {
      localStorage.setItem('size', size);
    } catch {
      // Storage is blocked, so the setting is not saved.
    }
    updateLabel();
  });
  updateLabel();
}
