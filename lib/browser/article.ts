/**
 * What a reader can do with an article besides reading it. The buttons are made here, and what
 * they do is loaded when one is pressed; where one stopped reading is kept on the device.
 */
const tools = document.querySelector<HTMLElement>('[data-tools]');
const place = `at:${location.pathname}`;

if (tools)
  try {
    const at = document.getElementById(localStorage.getItem(place) ?? '');
    if (at && !location.hash) {
      const link = document.createElement('a');
      link.href = `#${at.id}`;
      link.textContent = browserWords.goOn.replace('{section}', at.textContent);
      tools.append(link);
    }
    addEventListener('pagehide', () => {
      const isOver = (element: Element | null) =>
        (element?.getBoundingClientRect().top ?? Infinity) < innerHeight;
      const past = [...document.querySelectorAll('.article :is(h2, h3)')].filter(isOver).at(-1);
      // Whoever has come to the end does not want to be led back.
      if (past && !isOver(document.querySelector('#recommended'))) localStorage.setItem(place, past.id);
      else localStorage.removeItem(place);
    });
  } catch {
    // Storage is blocked.
  }
if (tools) {
  const share = document.createElement('button');
  share.type = 'button';
  share.textContent = browserWords.share;
  share.addEventListener('click', () => void import('./share').then((module) => module.share(share)));
  tools.prepend(share);
}
