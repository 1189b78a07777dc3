import { copied } from './copied';
import { say } from './say';

/** What is to be copied of a block of code. */
export function textOf(pre: HTMLElement, code: HTMLElement): string {
  const lines = [...code.querySelectorAll('.line')];
  // What a diff takes away is not wanted, nor the space before the mark of a line.
  const kept = lines.filter((line) => !line.classList.contains('remove'));
  const text =
    lines.length > 0 ? kept.map((line) => line.textContent?.trimEnd()).join('\n') : code.textContent;
  return copied(text, pre.dataset.lang ?? '');
}

/** Says that it has been copied, or selects it where that was not allowed. */
export function report(button: HTMLButtonElement, code: HTMLElement, isCopied: boolean): void {
  if (!isCopied) getSelection()?.selectAllChildren(code);
  say(button, isCopied ? browserMessages.copied : browserMessages.selected);
}
