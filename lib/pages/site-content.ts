import type { CardPicture } from '../cards/picture';
import type { Route } from '../config/routes';
import type { BodyText } from '../content/body';
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
  /** Its first image that fits on a card. */
  picture?: CardPicture;
}

/** Returns the text of a document by its `_id`. */
export type TextOf = (id: string) => DocumentText;

/** The content that pages are made from. */
export interface SiteContent {
  catalog: Catalog;
  textOf: TextOf;
}

/** Lists the pages of a route. */
export type PagesOf<R extends Route> = (content: SiteContent) => Iterable<{
  /** Percent-encoded. */
  address: string;
  props: RouteProps[R];
  /** When its content last changed (RFC 3339), for the sitemap. */
  lastModified?: string;
}>;
