import type { ReactNode } from 'react';
import type { CallToAction, NavigationLink } from '../config/site-config';
import type { Heading } from '../markdown/render';
import type { ExtensionPageProps } from './loaded-pages';
import type {
  AuthorLink,
  AuthorProps,
  ContentPageProps,
  FrontPageProps,
  GroupLine,
  ListProps,
  PostLine,
  PostProps,
  SeriesProps,
  TopicProps,
} from './props';

/** A Server Component. */
export type Component<P> = (props: P) => ReactNode | Promise<ReactNode>;

/** The components that an owner can replace, with their props. */
export interface ReplaceableProps {
  Authors: Pick<PostProps, 'authors'>;
  Byline: { authors: readonly AuthorLink[] };
  CallToAction: CallToAction;
  Contents: { headings: Heading[] };
  Footer: { pages: readonly NavigationLink[] };
  FrontPage: FrontPageProps;
  GroupList: { groups: readonly GroupLine[] };
  Header: { navigation: readonly NavigationLink[] };
  ListPage: { list: ListProps; level?: 'h2' | 'h3'; empty: string };
  NextStep: Pick<PostProps, 'next'>;
  PageTitle: {
    label?: string;
    title: string;
    /** The language of the title, if it is not the site's. */
    lang?: string;
    children?: ReactNode;
  };
  Pagination: Omit<ListProps, 'posts'>;
  PostHeader: { post: PostProps };
  PostList: { posts: readonly PostLine[]; level?: 'h2' | 'h3' };
  Recommended: { posts: PostProps['recommended'] };
  SeriesLine: Pick<PostProps, 'href' | 'series'>;
  TagList: TopicProps;
}

/** The document whose page it is: exactly one of them is there. */
export interface DocumentProps {
  post?: PostProps;
  page?: ContentPageProps;
  author?: AuthorProps;
  series?: SeriesProps;
}

/** The places where an owner can add a component, with its props. */
export interface SlotProps {
  /** Below the title, the byline and the date. */
  afterTitle: DocumentProps;
  beforeBody: DocumentProps;
  afterBody: DocumentProps;
  /** At the end of a post, before the next step and the recommended posts. */
  beforeRecommended: { post: PostProps };
  /** At the end of the footer of every page. */
  footer: Record<never, never>;
  /** In the `<head>` of every page. */
  head: Record<never, never>;
}

/** Components in place of ours, by name. `Original` is the component that one replaces. */
export type Replacements = {
  readonly [Name in keyof ReplaceableProps]?: Component<
    ReplaceableProps[Name] & { Original: Component<ReplaceableProps[Name]> }
  >;
};

/** Components at places of the templates. */
export type SlotComponents = { readonly [Place in keyof SlotProps]?: Component<SlotProps[Place]> };

/** The components of the owner's pages, by address. */
export type PageComponents = {
  readonly [Path in keyof ExtensionPageProps]: Component<ExtensionPageProps[Path]>;
};

/** What `extensions/components.tsx` exports. */
export type ExtensionComponents = Replacements & SlotComponents & PageComponents;

const replaceable: Record<keyof ReplaceableProps, true> = {
  Authors: true,
  Byline: true,
  CallToAction: true,
  Contents: true,
  Footer: true,
  FrontPage: true,
  GroupList: true,
  Header: true,
  ListPage: true,
  NextStep: true,
  PageTitle: true,
  Pagination: true,
  PostHeader: true,
  PostList: true,
  Recommended: true,
  SeriesLine: true,
  TagList: true,
};
const slots: Record<keyof SlotProps, true> = {
  afterTitle: true,
  beforeBody: true,
  afterBody: true,
  beforeRecommended: true,
  footer: true,
  head: true,
};

/** The names of components that can be replaced, and of places. */
export const componentNames: readonly string[] = [...Object.keys(replaceable), ...Object.keys(slots)];
