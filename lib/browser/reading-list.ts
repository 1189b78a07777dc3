import { remove, savedPosts } from './saved';

/** Lists the saved articles on `/reading-list/`, which is also shown offline for pages that are not saved. */
const list = document.querySelector('[data-saved]');
const empty = document.querySelector<HTMLElement>('[data-empty]');
const missing = document.querySelector<HTMLElement>('[data-missing]');

function show() {
  const posts = savedPosts();
  if (empty) empty.hidden = posts.length > 0;
  list?.replaceChildren(
    ...posts.map(({ path, title }) => {
      const item = document.createElement('li');
      item.className = 'flex justify-between gap-x-5 border-t border-rule py-4';
      const link = document.createElement('a');
      link.href = path;
      link.textContent = title;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'label';
      button.textContent = browserMessages.remove;
      button.ariaLabel = `${browserMessages.remove}: ${title}`;
      button.addEventListener('click', () => {
        void remove(path).then(() => {
          show();
          // The button with the focus is gone.
          list?.querySelector('button')?.focus();
        });
      });
      item.append(link, button);
      return item;
    }),
  );
}

if (missing) missing.hidden = location.pathname === `${basePath}/reading-list/`;
show();
