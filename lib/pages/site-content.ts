import type { Post } from 'contentlayer/generated';
import type { CardPicture } from '../cards/picture';
import type { Work } from '../citations/work';
import type { Route } from '../config/routes';
import type { BodyText } from '../content/body';
import type { Version } from '../content/publication';
import type { Recording } from '../content/resolve';
import type { Conversations } from '../conversation/reply';
import type { Formulas } from '../markdown/formulas';
import type { Heading } from '../markdown/render';
import type { Catalog } from './catalog';
import type { RouteProps } from './props';

/** The text of a document, with its headings, formulas, word count and shape. */
export interface DocumentText {
  body: BodyText;
  headings: Heading[];
  words: number;
  /** The number of words before the first section and in each, without those that are empty. */
  sections: number[];
  formulas: Formulas;
  /** The works that it cites. */
  works: Work[];
  /** The recording in the front matter. */
  audio?: Recording;
  /** Its first image that fits on a card. */
  picture?: CardPicture;
}

/** Returns the text of a document by its `_id`. */
export type TextOf = (id: string) => DocumentText;

/** The content that pages are made from. */
export interface SiteContent {
  catalog: Catalog;
  textOf: TextOf;
  /** What others wrote about posts, by slug. */
  conversations: Conversations;
  /** The earlier versions of a post, the oldest first, and its Markdown now. */
  versionsOf(post: Post): { earlier: readonly Version[]; current: string };
}

/** Lists the pages of a route. */
export type PagesOf<R extends Route> = (content: SiteContent) => Iterable<{
  /** Percent-encoded. */
  address: string;
  props: RouteProps[R];
  /** When its content last changed (RFC 3339), for the sitemap. */
  lastModified?: string;
}>;
