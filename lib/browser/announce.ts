let status: HTMLElement | undefined;

/** Shows a message on a button for two seconds, and announces it to screen readers. */
export function announce(button: HTMLButtonElement, message: string): void {
  if (!status) {
    status = document.createElement('p');
    status.className = 'sr-only';
    status.role = 'status';
    document.body.append(status);
  }
  // A button that is pressed again may still show the message instead of its label.
  button.dataset.label ??= button.textContent;
  status.textContent = button.textContent = message;
  setTimeout(() => {
    if (status) status.textContent = '';
    button.textContent = button.dataset.label ?? null;
  }, 2000);
}
