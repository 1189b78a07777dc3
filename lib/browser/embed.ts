/** Replaces the link to something on another site, or to a video file, with the content. */
export async function show(link: HTMLAnchorElement): Promise<void> {
  const name = link.querySelector('span:not(.picture)')?.textContent ?? '';
  const { player, gist } = link.dataset;
  const content = gist
    ? await filesOf(gist, link.href)
    : player
      ? frameOf(player, name, link)
      : clipOf(link, name);
  link.replaceWith(content);
  content.focus();
}

function frameOf(address: string, name: string, { dataset }: HTMLAnchorElement) {
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = name;
  frame.className = dataset.kind ?? '';
  // A post may be on any server. It may not navigate this page.
  if (dataset.kind === 'post') frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-popups');
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

/** At most this many characters of a gist are shown. The link leads to the rest. */
const maxGistLength = 100_000;

/**
 * The files of a gist as text, with links to it (https://docs.github.com/en/rest/gists/gists#get-a-gist).
 *
 * @throws if GitHub does not answer or the gist is gone; then, the link is followed
 */
async function filesOf(gist: string, page: string) {
  const response = await fetch(`https://api.github.com/gists/${gist}`);
  if (!response.ok) throw new Error(`GitHub answered with ${response.status}`);
  const { files }: { files: Record<string, { filename: string; content: string }> } = await response.json();
  const content = document.createElement('div');
  content.className = 'gist';
  content.tabIndex = -1;
  content.append(
    ...Object.values(files).map(({ filename, content: text }) => {
      const figure = document.createElement('figure');
      const caption = document.createElement('figcaption');
      const pre = document.createElement('pre');
      const link = document.createElement('a');
      link.href = page;
      link.textContent = filename;
      caption.append(link);
      pre.textContent = text.slice(0, maxGistLength);
      pre.tabIndex = 0;
      figure.append(caption, pre);
      return figure;
    }),
  );
  return content;
}
