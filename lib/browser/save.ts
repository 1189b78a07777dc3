import { remove, save, savedPosts } from './saved';
import { say } from './say';

/**
 * Saves the article or, where it is, takes it away again.
 *
 * @param name tells on the button which of the two it has come to
 */
export async function toggle(button: HTMLButtonElement, name: () => void): Promise<void> {
  const isSaved = savedPosts().some(({ path }) => path === location.pathname);
  button.disabled = true;
  try {
    await (isSaved ? remove(location.pathname) : save());
    name();
  } catch {
    say(button, browserMessages.notSaved);
  }
  button.disabled = false;
  button.focus();
}
