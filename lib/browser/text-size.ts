/** The menu for the text size. `head.ts` restores the last size. */
const sizes = [90, 100, 115, 130];
const { dataset } = document.documentElement;
const [smaller, normal, larger] = document.querySelectorAll<HTMLButtonElement>('[data-text-size] button');

const current = () => sizes.indexOf(Number(dataset.size ?? 100));

function show() {
  if (!smaller || !normal || !larger) return;
  normal.textContent = `${sizes[current()]}%`;
  smaller.disabled = current() === 0;
  larger.disabled = current() === sizes.length - 1;
}

/** Sets the size that a button of the menu stands for. */
export function press(button: EventTarget | null): void {
  const at = button === smaller ? current() - 1 : button === larger ? current() + 1 : 1;
  const size = sizes[at];
  if (size === undefined || !(button instanceof HTMLButtonElement)) return;
  dataset.size = String(size);
  try {
    localStorage.setItem('size', String(size));
  } catch {
    // Storage is blocked, so the setting is not saved.
  }
  show();
}

show();
