import { CallError } from './api';
import { button, element } from './dom';

let opened = 0;

/**
 * Shows a form in a dialog.
 *
 * @param submit does what the author has asked for; if it fails, the dialog stays open and shows why
 */
export function showDialog(
  title: string,
  submitText: string,
  content: readonly (Node | string)[],
  submit: () => Promise<unknown> | unknown,
): void {
  const id = `dialog-${opened++}`;
  const before = document.activeElement;
  const error = element('p', { class: 'error', role: 'alert' });
  const submitButton = element('button', { type: 'submit', class: 'primary' }, submitText);
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id }, title),
    ...content,
    error,
    element(
      'p',
      { class: 'actions' },
      submitButton,
      button('Cancel', () => dialog.close()),
    ),
  );
  const dialog: HTMLDialogElement = element('dialog', { 'aria-labelledby': id }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submitButton.disabled = true;
    error.textContent = '';
    try {
      await submit();
      dialog.close();
    } catch (failure) {
      if (!(failure instanceof Error)) throw failure;
      error.textContent = failure.message;
      if (!(failure instanceof CallError) && failure.name !== 'DeskError') console.error(failure);
    } finally {
      submitButton.disabled = false;
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('input, textarea, select')?.focus();
}

/** A field of a form with its label. */
export function labeled<Input extends HTMLElement>(label: string, input: Input, hint = ''): HTMLElement {
  return element(
    'label',
    { class: 'field' },
    element('span', {}, label),
    input,
    hint !== '' && element('small', {}, hint),
  );
}
