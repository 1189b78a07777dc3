/** Replaces the link to a video with a player. */
export function play(link: HTMLAnchorElement): void {
  const name = link.querySelector('span:not(.picture)')?.textContent ?? '';
  const player = link.dataset.player ? iframeFor(link.dataset.player, name) : clipOf(link, name);
  link.replaceWith(player);
  player.focus();
}

function iframeFor(address: string, name: string) {
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = name;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  return frame;
}

function clipOf(link: HTMLAnchorElement, name: string) {
  const clip = document.createElement('video');
  clip.src = link.href;
  clip.poster = link.querySelector('img')?.currentSrc ?? '';
  clip.ariaLabel = name;
  clip.controls = clip.autoplay = clip.playsInline = true;
  return clip;
}
