/** Puts the player of a video host in the place of the link that leads there, when it is wanted. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-player]'))
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !link.dataset.player) return;
    event.preventDefault();
    const player = document.createElement('iframe');
    player.src = link.dataset.player;
    player.title = link.querySelector('span:not(.picture)')?.textContent ?? '';
    player.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    player.referrerPolicy = 'strict-origin-when-cross-origin';
    link.replaceWith(player);
    player.focus();
  });
