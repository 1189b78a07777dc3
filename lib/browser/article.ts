/** The tools of an article. This module adds the buttons. Their code is loaded on the first click. */
const tools = document.querySelector<HTMLElement>('[data-tools]');
const { pathname } = location;

function addButton(label: string, onClick: (button: HTMLButtonElement) => Promise<unknown>) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', () => void onClick(button));
  tools?.append(button);
  return button;
}

// Archives and full-page screenshots would otherwise lack what is laid out only near the screen.
const blocks = [...document.querySelectorAll('.article > *')];
const whenIdle = self.requestIdleCallback ?? setTimeout;
function layOutNext() {
  blocks.shift()?.classList.add('whole');
  if (blocks.length > 0) whenIdle(layOutNext);
}
addEventListener('load', () => whenIdle(layOutNext));

if (tools) {
  addButton(browserMessages.share, (button) => import('./share').then(({ share }) => share(button)));
  try {
    if (tools.dataset.offline !== undefined && navigator.serviceWorker) {
      const updateLabel = () => {
        const isSaved = (localStorage.getItem(`saved${basePath}`) ?? '').includes(`"${pathname}"`);
        save.textContent = isSaved ? browserMessages.saved : browserMessages.save;
        save.ariaPressed = String(isSaved);
      };
      const save = addButton('', () => import('./save').then(({ toggle }) => toggle(save, updateLabel)));
      updateLabel();
    }
    const key = `at:${pathname}`;
    if (localStorage.getItem(key)) void import('./place').then(({ addLink }) => addLink(key));
    // Where the reader stops is saved on the device. Someone who does not scroll has not started.
    addEventListener('pagehide', () => {
      const isPast = (element: Element | null) =>
        element && element.getBoundingClientRect().top < innerHeight;
      const past = [...document.querySelectorAll('.article :is(h2, h3)')].filter(isPast).at(-1);
      // A reader who has finished the article needs no link back into it.
      if (past && !isPast(document.querySelector('#recommended'))) localStorage.setItem(key, past.id);
      else if (scrollY) localStorage.removeItem(key);
    });
  } catch {
    // Storage is blocked.
  }
}
