import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index';
import { visit } from '../util/visit';
import { marks } from './segments';

/** The page of a video, and the URL of the host's player, if the host is known. */
interface Video {
  page: string;
  player?: string;
}

const youTube = /^(?:(?:www\.|m\.)?youtube\.com|www\.youtube-nocookie\.com)$/;

/**
 * Finds the page and the player of a video.
 *
 * @param address an http(s) URL, with or without the scheme
 * @returns `undefined` if it is not such a URL
 */
export function hostedVideo(address: string): Video | undefined {
  if (!/^(?:https?:)?\/\//i.test(address) || !URL.canParse(address, 'https://x/')) return undefined;
  const { hostname, pathname, searchParams, href } = new URL(address, 'https://x/');
  const [, kind, name] = pathname.split('/');
  const isNamed = kind !== undefined && ['embed', 'shorts', 'live'].includes(kind);
  const id = youTube.test(hostname)
    ? (searchParams.get('v') ?? (isNamed ? name : undefined))
    : hostname === 'youtu.be'
      ? kind
      : undefined;
  if (id && /^[\w-]+$/.test(id)) {
    const start = /^\d{1,6}(?=s?$)/.exec(searchParams.get('start') ?? searchParams.get('t') ?? '')?.[0];
    return {
      page: `https://www.youtube.com/watch?v=${id}${start ? `&t=${start}` : ''}`,
      player: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1${start ? `&start=${start}` : ''}`,
    };
  }
  const vimeo = /^\/(?:video\/)?(\d+)$/.exec(pathname)?.[1];
  if (vimeo && /^(?:www\.|player\.)?vimeo\.com$/.test(hostname))
    return {
      page: `https://vimeo.com/${vimeo}`,
      player: `https://player.vimeo.com/video/${vimeo}?autoplay=1&dnt=1`,
    };
  return { page: href };
}

/**
 * Turns videos into links with a local poster. Nothing is requested from a host until the reader plays
 * the video, and a browser's own controls take longer to lay out than the article around them. On a
 * click, `lib/browser/video.ts` replaces the link with the host's player or a player for a local file.
 * Mutates `tree`.
 */
export function shapeVideoFrames(tree: Root, messages: Messages['text']): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return;
    const { src, title } = node.properties;
    const hosted = typeof src === 'string' ? hostedVideo(src) : undefined;
    if (node.tagName === 'iframe') {
      // The sanitizer has kept only frames of video hosts.
      const name = typeof title === 'string' ? title : messages.watch;
      parent.children[index] = hosted ? playLink(hosted, [{ type: 'text', value: name }]) : h('span');
    }
  });
}

/** The figure of a `::video`, with a link that plays it. */
export function videoFigure({ properties, children }: Element, messages: Messages['text']): Element {
  const { src, poster } = properties;
  if (typeof src !== 'string') return h('figure.video');
  const name = children.length > 0 ? children : [{ type: 'text' as const, value: messages.watch }];
  return h('figure.video', playLink(hostedVideo(src) ?? { page: src }, name, poster));
}

function playLink({ page, player }: Video, name: ElementContent[], poster?: unknown): Element {
  const host = URL.canParse(page) && new URL(page).hostname;
  return h(
    'a.play',
    {
      href: page,
      rel: host ? ['external', 'noopener'] : undefined,
      dataPlayer: player,
      dataClip: !host,
    },
    typeof poster === 'string'
      ? h('img', { src: poster, alt: '', dataBlock: poster.startsWith(marks.asset) ? '' : undefined })
      : undefined,
    h('span', name),
    host ? [' ', h('small', host)] : undefined,
  );
}
