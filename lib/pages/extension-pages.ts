import type { Catalog } from './catalog';

/** A page of the owner's. `P` are the props that its component gets. */
export interface ExtensionPage<P extends object> {
  title: string;
  /** One or two sentences, for search engines and link previews. */
  description: string;
  /** Whether search engines should leave it out. */
  noindex?: boolean;
  /** The props of its component, which JSON must be able to express: they decide whether the page is rendered again. */
  props(catalog: Catalog): P;
}

/** What `extensions/pages.ts` exports: pages by their addresses, such as `/projects/`. */
export type ExtensionPages = Readonly<Record<`/${string}/`, ExtensionPage<object>>>;

/** Defines a page, so that its component gets the type of its props. */
export const definePage = <P extends object>(page: ExtensionPage<P>): ExtensionPage<P> => page;
