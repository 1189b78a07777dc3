import { element } from './dom';

/** What the desk is doing, as screen readers announce it and everyone sees it. */
export const status = element('p', { class: 'status', role: 'status' });
/** What needs a decision or an action. */
export const alerts = element('div', { class: 'alerts', role: 'alert' });

export function announce(text: string, kind: 'idle' | 'busy' | 'failed' = 'idle'): void {
  status.dataset.kind = kind;
  if (status.textContent !== text) status.textContent = text;
}

/** Shows a message until it is dismissed or replaced by another with the same key. @returns removes it */
export function showAlert(key: string, text: string, ...actions: HTMLButtonElement[]): () => void {
  hideAlert(key);
  const box = element('p', { 'data-key': key }, text, ...actions);
  alerts.append(box);
  return () => box.remove();
}

export function hideAlert(key: string): void {
  for (const box of alerts.querySelectorAll<HTMLElement>('[data-key]'))
    if (box.dataset.key === key) box.remove();
}
