/** Shows the buttons that copy the address of a feed; see `app/subscribe/page.tsx`. */
import { announce } from './announce';

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}

async function copy(button: HTMLButtonElement) {
  const address = button.closest('li')?.querySelector('bdi');
  if (!address) return;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(address.textContent);
  } catch {
    isCopied = false;
    getSelection()?.selectAllChildren(address);
  }
  announce(button, isCopied ? browserMessages.copied : browserMessages.selected);
}
