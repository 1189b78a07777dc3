/** Plays the audio of a post from the chapter or the line of the transcript that the reader clicks. */
const player = document.querySelector<HTMLAudioElement>('audio[data-player]');

function playFrom(time: string | undefined): void {
  if (!player || time === undefined) return;
  player.currentTime = Number(time);
  void player.play();
}

/** The time in a link to the audio, as a media fragment (W3C Media Fragments §4.2.1). */
const timeIn = (href: string) => /#t=(\d+)$/.exec(href)?.[1];

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = (event.target as Element).closest('a');
  const time = timeIn(link?.href ?? '');
  if (!link || time === undefined || !player || link.href.replace(/#.*/, '') !== player.src) return;
  event.preventDefault();
  playFrom(time);
});

// A link to the page may name a time: `…/#t=270`. Browsers do not play before the reader has done something.
const time = timeIn(location.hash);
if (player && time !== undefined) player.currentTime = Number(time);
