import { announce } from './announce';
import { remove, save, savedPosts } from './saved';

/**
 * Saves the article, or removes it if it is saved.
 *
 * @param updateLabel updates the button to the new state
 */
export async function toggle(button: HTMLButtonElement, updateLabel: () => void): Promise<void> {
  const isSaved = savedPosts().some(({ path }) => path === location.pathname);
  button.disabled = true;
  try {
    await (isSaved ? remove(location.pathname) : save());
    updateLabel();
  } catch {
    announce(button, browserMessages.notSaved);
  }
  button.disabled = false;
  button.focus();
}
