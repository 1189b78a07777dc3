import type { Root, RootContent } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { isHttpUrl } from '../urls';

/** Players that an author may name as a frame, of which `video.ts` makes a link: the host, and how the path begins. */
const videoPlayers: Record<string, string> = {
  'www.youtube-nocookie.com': '/embed/',
  'www.youtube.com': '/embed/',
  'player.vimeo.com': '/video/',
};

/**
 * What raw HTML may hold: GitHub's list, with media, `<mark>`, `<abbr>` and frames of the
 * video hosts added and form fields (other than task lists) left out.
 */
const schema: Schema = {
  ...defaultSchema,
  // Ids are kept as written: links in the page would break otherwise, and `render.ts`
  // reserves the ids that the page itself uses.
  clobberPrefix: '',
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter((name) => name !== 'picture' && name !== 'source'),
    'abbr',
    'cite',
    'dfn',
    'figcaption',
    'figure',
    'iframe',
    'mark',
    'small',
    'time',
    'u',
    'video',
    'audio',
    'wbr',
    'lp-figure',
    'lp-aside',
    'lp-pull',
    'lp-video',
  ],
  attributes: {
    ...defaultSchema.attributes,
    '*': [
      'id',
      'lang',
      'dir',
      'title',
      'align',
      'cite',
      'colSpan',
      'rowSpan',
      'headers',
      'scope',
      'start',
      'reversed',
      'open',
      'ariaLabel',
      'ariaDescribedBy',
      'ariaHidden',
    ],
    a: ['href', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteBackref', 'dataFootnoteRef', 'id'],
    code: [['className', /^language-./]],
    input: ['checked', ['disabled', true], ['type', 'checkbox']],
    pre: ['dataMeta'],
    iframe: ['src', 'title', 'width', 'height', 'allowFullScreen'],
    img: ['src', 'alt', 'width', 'height', 'title'],
    time: ['dateTime'],
    video: ['src', 'poster', 'width', 'height', 'controls', 'loop', 'muted', 'playsInline'],
    audio: ['src', 'controls', 'loop', 'muted'],
    'lp-figure': ['id'],
    'lp-video': ['src', 'poster', 'width', 'height'],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'xmpp', 'irc', 'ircs', 'tel'],
    poster: ['http', 'https'],
  },
  // A script's or style's text is not prose: drop it with its element.
  strip: [
    'script',
    'style',
    'template',
    'noscript',
    'title',
    'textarea',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
    'svg',
    'math',
  ],
};

/** Leaves of a tree only what is safe to show; see `schema`. The input is not changed. */
export function sanitizeTree(tree: Root): Root {
  const safe = sanitize(tree, schema) as Root;
  return { ...safe, children: pruned(safe.children) };
}

/** Takes out frames of other hosts, and unwraps links that have lost their target: they would still look like some. */
function pruned<Node extends RootContent>(children: Node[]): Node[] {
  return children.flatMap((node): Node[] => {
    if (node.type !== 'element') return [node];
    // Nothing resolves a relative `cite`: from a feed, it would lead elsewhere than from the page.
    if (!isSource(node.properties.cite)) delete node.properties.cite;
    node.children = pruned(node.children);
    if (node.tagName === 'iframe' && !isVideoFrame(node.properties.src)) return [];
    const isBare = node.tagName === 'a' && !node.properties.href && !node.properties.id;
    return isBare ? (node.children as Node[]) : [node];
  });
}

/** Whether the value of `cite` is a URL or a path of the site. Browsers read a backslash as a slash. */
function isSource(cite: unknown): boolean {
  return typeof cite === 'string' && (isHttpUrl(cite) || /^\/(?![/\\])/.test(cite));
}

function isVideoFrame(src: unknown): boolean {
  if (typeof src !== 'string' || !URL.canParse(src)) return false;
  const { protocol, hostname, pathname } = new URL(src);
  const player = Object.hasOwn(videoPlayers, hostname) ? videoPlayers[hostname] : undefined;
  return protocol === 'https:' && player !== undefined && pathname.startsWith(player);
}
