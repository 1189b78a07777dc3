/** The module of every page. Small; loads the rest on demand. */
import './color-scheme';
import './open-search';
import './open';
import './article';

const menu = document.querySelector('[data-text-size]');
const textSize = () => import('./text-size');
menu?.addEventListener('beforetoggle', textSize, { once: true });
// A click counts even if the module is not there yet.
menu?.addEventListener('click', async ({ target }) => (await textSize()).press(target));
