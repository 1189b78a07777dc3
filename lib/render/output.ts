import type { Card } from '../cards/index';
import type { FeedInput } from '../feeds';
import type { ImageVariant } from '../images/picture';
import type { PageInput } from '../pages/props';
import type { MarkdownInput } from '../text-files/markdown';
import type { IconAddress } from '../util/addresses';

/**
 * The input for one unit of rendering: a page, a feed in its three formats, a card, a file. It
 * contains everything needed except the code, so that its hash is a cache key and any process can
 * render it.
 */
export type Output =
  | { kind: 'page'; path: string; page: PageInput }
  /** A file rendered by Next that is not a page, such as the web app manifest. */
  | { kind: 'route'; path: string; page: PageInput }
  | { kind: 'feeds'; path: string; feed: FeedInput }
  | { kind: 'podcast'; path: string; feed: FeedInput }
  | { kind: 'card'; path: string; card: Card }
  /** An icon of the site. */
  | { kind: 'icon'; path: IconAddress; title: string }
  | { kind: 'markdown'; path: string; post: MarkdownInput }
  /** Many articles in one text file. */
  | { kind: 'llms'; path: string; head: string; posts: MarkdownInput[] }
  | { kind: 'text'; path: string; content: string }
  /** A file of the search index. `text` is the name of a cached text; see `lib/cache/texts.ts`. */
  | { kind: 'search'; path: string; text: string }
  /** A formula as an image for feeds. `svg` is the name of a cached text. */
  | { kind: 'formula'; path: string; svg: string }
  /**
   * An author's image in every format and size that pages use. `path` is the common prefix of its
   * files; `code` is a hash of the code that encodes them.
   */
  | { kind: 'image'; path: string; from: string; digest: string; variants: ImageVariant[]; code: string }
  /** A file that is copied unchanged. `from` is its path, `digest` the hash of its content. */
  | { kind: 'file'; path: string; from: string; digest: string };

/** The outputs of a kind. */
export type OutputOf<K extends Output['kind']> = Extract<Output, { kind: K }>;

/** The files of a rendered output, by path. */
export interface RenderedOutput {
  files: [path: string, content: string | Uint8Array][];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** The path of the file for an address, from the root of the site; not percent-encoded. */
export const fileOf = (address: string) => address.replace(/\/$/, '/index.html');
