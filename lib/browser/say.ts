let status: HTMLElement | undefined;

/** Says on a button for a moment what it has done, and to those who do not see it. */
export function say(button: HTMLButtonElement, what: string): void {
  if (!status) {
    status = document.createElement('p');
    status.className = 'sr-only';
    status.role = 'status';
    document.body.append(status);
  }
  // Pressed again, it already says something else than it is called.
  button.dataset.label ??= button.textContent;
  status.textContent = button.textContent = what;
  setTimeout(() => {
    if (status) status.textContent = '';
    button.textContent = button.dataset.label ?? null;
  }, 2000);
}
