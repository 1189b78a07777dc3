/** The module of every page. Small; loads the rest on demand. */
import './theme';
import './open-search';
import './open';
import './article';

document
  .querySelector('[data-text-size]')
  ?.addEventListener('beforetoggle', () => import('./text-size'), { once: true });
