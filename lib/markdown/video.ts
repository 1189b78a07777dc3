import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import type { Words } from '../words';

/** A video at a host: the page that shows it, and the player that may be put in its place. */
interface Hosted {
  page: string;
  player?: string;
}

const youTube = /^(?:(?:www\.|m\.)?youtube\.com|www\.youtube-nocookie\.com)$/;

/** Finds out what an `http` address is; `undefined` where it is no URL. */
export function hostedVideo(address: string): Hosted | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, searchParams, href } = new URL(address);
  const [, kind, name] = pathname.split('/');
  const isNamed = kind !== undefined && ['embed', 'shorts', 'live'].includes(kind);
  const id = youTube.test(hostname)
    ? (searchParams.get('v') ?? (isNamed ? name : undefined))
    : hostname === 'youtu.be'
      ? kind
      : undefined;
  if (id && /^[\w-]+$/.test(id))
    return {
      page: `https://www.youtube.com/watch?v=${id}`,
      player: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
    };
  const vimeo = /^\/(?:video\/)?(\d+)$/.exec(pathname)?.[1];
  if (vimeo && /^(?:www\.|player\.)?vimeo\.com$/.test(hostname))
    return {
      page: `https://vimeo.com/${vimeo}`,
      player: `https://player.vimeo.com/video/${vimeo}?autoplay=1&dnt=1`,
    };
  return { page: href };
}

/**
 * A file beside the post plays in place. One at a video host is a link with a picture of ours,
 * so that nothing is asked of the host before a reader wants it; `lib/browser/video.ts` puts the
 * player there then.
 */
export function shapeVideos(tree: Root, words: Words['text']): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return;
    const { src, poster, title } = node.properties;
    const hosted = typeof src === 'string' && /^https?:/i.test(src) ? hostedVideo(src) : undefined;
    if (node.tagName === 'iframe') {
      // The sanitizer has left those of video hosts, and no others.
      const name = typeof title === 'string' ? title : words.watch;
      parent.children[index] = hosted ? playLink(hosted, [{ type: 'text', value: name }]) : h('span');
    } else if (node.tagName === 'lp-video') {
      const name = node.children.length > 0 ? node.children : undefined;
      parent.children[index] = h(
        'figure.video',
        hosted
          ? playLink(hosted, name ?? [{ type: 'text', value: words.watch }], poster)
          : typeof src === 'string' && !/^https?:/i.test(src)
            ? playInPlace(node)
            : undefined,
        hosted || !name ? undefined : h('figcaption', name),
      );
    }
  });
}

function playLink({ page, player }: Hosted, name: ElementContent[], poster?: unknown): Element {
  return h(
    'a.play',
    { href: page, rel: ['external', 'noopener'], dataPlayer: player },
    typeof poster === 'string' ? h('img', { src: poster, alt: '', dataBlock: 'linked' }) : undefined,
    h('span', name),
    ' ',
    h('small', new URL(page).hostname),
  );
}

function playInPlace(video: Element): Element {
  const { src, poster, width, height } = video.properties;
  const ariaLabel = textOf(video) || undefined;
  return h('video', {
    src,
    poster,
    width,
    height,
    controls: true,
    playsInline: true,
    preload: 'none',
    ariaLabel,
  });
}
