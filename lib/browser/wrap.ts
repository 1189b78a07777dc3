const { dataset } = document.documentElement;

/**
 * Wraps the lines of all code blocks, or stops wrapping them. The choice is saved on the device.
 *
 * @param buttons the buttons that show the choice, one for each block
 */
export function toggleWrap(buttons: HTMLElement[]): void {
  const isWrapped = dataset.wrap === undefined;
  if (isWrapped) dataset.wrap = '';
  else delete dataset.wrap;
  for (const button of buttons) button.ariaPressed = String(isWrapped);
  try {
    if (isWrapped) localStorage.setItem('wrap', '1');
    else localStorage.removeItem('wrap');
  } catch {
    // Storage is blocked, so the setting is not saved.
  }
}
