import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Messages } from '../i18n/index';
import { asWritten } from '../util/urls';
import { visit } from '../util/visit';
import { marks } from './segments';

/** What a player shows, which decides its shape. */
type Kind = 'video' | 'audio' | 'post' | 'code';

/** Something on another site that can be shown on the page. */
interface Embed {
  /** The page about it, for readers and feeds. */
  page: string;
  kind: Kind;
  /** The URL that a frame shows. */
  player?: string;
  /** The id of a gist, which GitHub does not allow in a frame. */
  gist?: string;
}

type Provider = (url: URL, path: string[]) => Embed | undefined;

const youTube = /^(?:(?:www\.|m\.)?youtube\.com|www\.youtube-nocookie\.com|youtu\.be)$/;
const isName = (text: string | undefined): text is string => /^[\w.-]+$/.test(text ?? '');

/** The documented frames of each site. */
const providers: Provider[] = [
  // https://developers.google.com/youtube/player_parameters
  ({ hostname, searchParams }, [kind, name]) => {
    if (!youTube.test(hostname)) return undefined;
    const isNamed = kind !== undefined && ['embed', 'shorts', 'live'].includes(kind);
    const id = hostname === 'youtu.be' ? kind : (searchParams.get('v') ?? (isNamed ? name : undefined));
    if (!id || !/^[\w-]+$/.test(id)) return undefined;
    const start = /^\d{1,6}(?=s?$)/.exec(searchParams.get('start') ?? searchParams.get('t') ?? '')?.[0];
    return {
      kind: 'video',
      page: `https://www.youtube.com/watch?v=${id}${start ? `&t=${start}` : ''}`,
      player: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1${start ? `&start=${start}` : ''}`,
    };
  },
  // https://help.vimeo.com/hc/en-us/articles/12426260232977
  ({ hostname, pathname }) => {
    const id = /^\/(?:video\/)?(\d+)$/.exec(pathname)?.[1];
    if (!id || !/^(?:www\.|player\.)?vimeo\.com$/.test(hostname)) return undefined;
    return {
      kind: 'video',
      page: `https://vimeo.com/${id}`,
      player: `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1`,
    };
  },
  // https://blog.codepen.io/documentation/embedded-pens/
  ({ hostname }, path) => {
    const [user, kind, id] = path.filter((part) => part !== 'preview');
    if (hostname !== 'codepen.io' || !isName(user) || !isName(id)) return undefined;
    if (!['pen', 'full', 'details', 'embed'].includes(kind ?? '')) return undefined;
    return {
      kind: 'code',
      page: `https://codepen.io/${user}/pen/${id}`,
      player: `https://codepen.io/${user}/embed/${id}?default-tab=result`,
    };
  },
  // https://developer.spotify.com/documentation/embeds
  ({ hostname }, path) => {
    const [kind, id] = path.filter((part) => part !== 'embed' && !part.startsWith('intl-'));
    if (hostname !== 'open.spotify.com' || !/^[A-Za-z0-9]+$/.test(id ?? '')) return undefined;
    if (!['track', 'album', 'playlist', 'artist', 'episode', 'show'].includes(kind ?? '')) return undefined;
    return {
      kind: 'audio',
      page: `https://open.spotify.com/${kind}/${id}`,
      player: `https://open.spotify.com/embed/${kind}/${id}`,
    };
  },
  // https://developers.soundcloud.com/docs/api/html5-widget
  ({ hostname, searchParams }, path) => {
    const [user, track] = path;
    const given = hostname === 'w.soundcloud.com' ? (searchParams.get('url') ?? '') : '';
    const isTrack = /^(?:www\.|m\.)?soundcloud\.com$/.test(hostname) && isName(user) && isName(track);
    const page = isTrack ? `https://soundcloud.com/${path.join('/')}` : given;
    if (!/^https:\/\/(?:api\.)?soundcloud\.com\/[\w./:%-]+$/.test(page)) return undefined;
    const player = `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}`;
    return {
      kind: 'audio',
      // Pages of the API are not for readers.
      page: page.startsWith('https://api.') ? player : page,
      player: `${player}&auto_play=true`,
    };
  },
  // https://embed.bsky.app: the path of a frame is the post's at:// URI (AT Protocol, "AT URI Scheme").
  ({ hostname }, path) => {
    const [author, id] =
      hostname === 'bsky.app' && path[0] === 'profile' && path[2] === 'post'
        ? [path[1], path[3]]
        : hostname === 'embed.bsky.app' && path[0] === 'embed' && path[2] === 'app.bsky.feed.post'
          ? [path[1], path[3]]
          : [];
    if (!author || !/^[\w.:-]+$/.test(author) || !isName(id)) return undefined;
    return {
      kind: 'post',
      page: `https://bsky.app/profile/${author}/post/${id}`,
      player: `https://embed.bsky.app/embed/${author}/app.bsky.feed.post/${id}`,
    };
  },
  // https://developer.x.com/en/docs/x-for-websites
  ({ hostname, searchParams }, [user, kind, id]) => {
    const isFrame = hostname === 'platform.twitter.com';
    const post = isFrame ? searchParams.get('id') : kind === 'status' && isName(user) ? id : undefined;
    if (!isFrame && !/^(?:www\.|mobile\.)?(?:x|twitter)\.com$/.test(hostname)) return undefined;
    if (!post || !/^\d+$/.test(post)) return undefined;
    return {
      kind: 'post',
      page: `https://x.com/${isFrame ? 'i' : user}/status/${post}`,
      player: `https://platform.twitter.com/embed/Tweet.html?id=${post}&dnt=true`,
    };
  },
  ({ hostname }, [user, id]) =>
    hostname === 'gist.github.com' && isName(user) && /^[\da-f]{20,40}$/.test(id ?? '')
      ? { kind: 'code', page: `https://gist.github.com/${user}/${id}`, gist: id }
      : undefined,
];

/**
 * A post on Mastodon. The server may be any, so only links become embeds, and only if the owner allows it. Ids
 * are snowflakes (https://docs.joinmastodon.org/entities/Status/).
 */
const mastodon: Provider = ({ origin }, [user, id, ...rest]) =>
  /^@\w+$/.test(user ?? '') && /^\d{15,20}$/.test(id ?? '') && rest.length === 0
    ? { kind: 'post', page: `${origin}/${user}/${id}`, player: `${origin}/${user}/${id}/embed` }
    : undefined;

/**
 * Finds what a URL refers to, if it is on a site whose content can be shown here.
 *
 * @param address an https URL, or an http URL or one without a scheme, as in old posts
 * @param isLink whether it may also be a post on any Mastodon server
 */
export function embedOf(address: string, { isLink = false } = {}): Embed | undefined {
  const url = remoteUrl(address);
  if (!url) return undefined;
  url.protocol = 'https:';
  const path = url.pathname.split('/').filter(Boolean);
  for (const provider of isLink ? [...providers, mastodon] : providers) {
    const embed = provider(url, path);
    if (embed) return embed;
  }
  return undefined;
}

/** The URL of an address on another site. */
const remoteUrl = (address: string): URL | undefined =>
  /^(?:https?:)?\/\//i.test(address) && URL.canParse(address, 'https://x/')
    ? new URL(address, 'https://x/')
    : undefined;

/**
 * Turns frames of other sites into links, and also links that are alone in a paragraph, if `embedLinks` is on.
 * Nothing is requested from such a site until the reader clicks. Then, `lib/browser/embed.ts` replaces the link
 * with the content. Mutates `tree`.
 */
export function shapeEmbeds(tree: Root, messages: Messages['text'], embedLinks: boolean): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'iframe' || !parent || index === undefined) return;
    // The sanitizer has kept only frames of known sites.
    const embed = embedOf(String(node.properties.src));
    const { title } = node.properties;
    const name = typeof title === 'string' ? title : nameOf(embed, messages);
    parent.children[index] = embed ? embedLink(embed, [{ type: 'text', value: name }]) : h('span');
  });
  if (!embedLinks) return;
  for (const [at, node] of tree.children.entries()) {
    const [link, ...rest] = node.type === 'element' && node.tagName === 'p' ? node.children : [];
    if (link?.type !== 'element' || link.tagName !== 'a' || rest.length > 0) continue;
    const address = String(link.properties.href);
    const embed = embedOf(address, { isLink: true });
    const text = textOf(link);
    const isBare = [address, asWritten(address)].some((url) =>
      [url, url.replace(/^https?:\/\//, '')].includes(text),
    );
    if (embed && text !== '')
      tree.children[at] = h(
        'figure.video',
        embedLink(embed, isBare ? [{ type: 'text', value: nameOf(embed, messages) }] : link.children),
      );
  }
}

const nameOf = (embed: Embed | undefined, messages: Messages['text']) =>
  embed?.kind === 'video' ? messages.watch : messages.show;

/** The figure of a `::video`, with a link that plays it. */
export function videoFigure({ properties, children }: Element, messages: Messages['text']): Element {
  const { src, poster } = properties;
  if (typeof src !== 'string') return h('figure.video');
  const embed: Embed = embedOf(src) ?? { page: remoteUrl(src)?.href ?? src, kind: 'video' };
  const name = children.length > 0 ? children : [{ type: 'text' as const, value: nameOf(embed, messages) }];
  return h('figure.video', embedLink(embed, name, poster));
}

function embedLink({ page, player, kind, gist }: Embed, name: ElementContent[], poster?: unknown): Element {
  const host = remoteUrl(page)?.hostname;
  return h(
    'a.play',
    {
      href: page,
      rel: host ? ['external', 'noopener'] : undefined,
      dataPlayer: player,
      dataGist: gist,
      dataKind: kind === 'video' ? undefined : kind,
      dataClip: !host,
    },
    typeof poster === 'string'
      ? h('img', { src: poster, alt: '', dataBlock: poster.startsWith(marks.asset) ? '' : undefined })
      : undefined,
    h('span', name),
    host ? [' ', h('small', host)] : undefined,
  );
}
