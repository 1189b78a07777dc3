import type { Card } from '../cards/index';
import type { FeedInput } from '../feeds';
import type { ImageVariant } from '../images/picture';
import type { PageInput } from '../pages/props';
import type { MarkdownInput } from '../text-files/markdown';

/**
 * What is printed in one go: a page, a feed in its three formats, a card, a file. An output says
 * all that goes into it besides the code, so that a hash of it tells whether it has to be
 * printed again, and any process may print it.
 */
export type Output =
  | { kind: 'page'; path: string; page: PageInput }
  /** What Next prints that is not a page: the manifest and the like. */
  | { kind: 'route'; path: string; page: PageInput }
  | { kind: 'feeds'; path: string; feed: FeedInput }
  | { kind: 'card'; path: string; card: Card }
  | { kind: 'markdown'; path: string; post: MarkdownInput }
  /** Many articles as one text. */
  | { kind: 'llms'; path: string; head: string; posts: MarkdownInput[] }
  | { kind: 'text'; path: string; content: string }
  /** A formula for feeds, by the name of its drawing; see `lib/cache/texts.ts`. */
  | { kind: 'formula'; path: string; svg: string }
  /**
   * An author's image in every format and size that pages use. `path` is what its files begin
   * with; `code` is a hash of the code that makes them.
   */
  | { kind: 'image'; path: string; from: string; digest: string; renditions: ImageVariant[]; code: string }
  /** A file that is sent as it is. `from` is where it lies, `digest` what is in it. */
  | { kind: 'file'; path: string; from: string; digest: string };

/** Where the files of an output come to lie, from the site's folder; not percent-encoded. */
export const fileOf = (address: string) => address.replace(/\/$/, '/index.html');
