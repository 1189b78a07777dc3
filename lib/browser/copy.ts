import { announce } from './announce';
import { copied } from './copied';

/** The text to copy from a code block. */
export function textOf(pre: HTMLElement): string {
  const lines = [...pre.querySelectorAll('.line')];
  // Without the removed lines of a diff, and without the space before the mark of a line.
  const remaining = lines.filter((line) => !line.classList.contains('remove'));
  const text =
    lines.length > 0 ? remaining.map((line) => line.textContent?.trimEnd()).join('\n') : pre.textContent;
  return copied(text, pre.dataset.lang ?? '');
}

/** Announces that the code was copied, or selects it if copying was not allowed. */
export function report(pre: HTMLElement, button: HTMLButtonElement, isCopied: boolean): void {
  if (!isCopied) getSelection()?.selectAllChildren(pre);
  announce(button, isCopied ? browserMessages.copied : browserMessages.selected);
}
