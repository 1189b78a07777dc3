import type { BrowserModule } from '../browser/assets';
import type { CallToAction, NavigationLink } from '../config/site-config';
import type { BodyText } from '../content/body';
import type { Heading } from '../markdown/render';
import type { Reason } from '../recommend/reasons';

/**
 * Copy: what is set on a page, as a printer uses the word. A page is a pure function of its
 * props, of the frame around every page, and of the code; so whoever holds the three knows
 * whether a page has to be printed again. All `href` are percent-encoded paths of the site.
 */

export interface PostLink {
  href: string;
  title: string;
  /** BCP 47, where it is not the site's. */
  lang?: string;
}

/** A post in a list; a brief list has neither summary nor minutes. */
export interface PostLine extends PostLink {
  /** The calendar day as the author wrote it. */
  day: string;
  /** RFC 3339. */
  date: string;
  summary?: string;
  minutes?: number;
}

/** A page of a list of posts. */
export interface ListProps {
  /** The address of the first page. */
  href: string;
  posts: PostLine[];
  /** 1 for the first. */
  page: number;
  last: number;
}

/** The front page: the first page of the list of all posts, and the ways into the rest. */
export interface FrontPageProps {
  list: ListProps;
  /** The slug of the first post; `''` where there is none. */
  leadSlug: string;
  series: (PostLink & { summary: string })[];
  /** Those that most is written about. */
  topics: (TopicLink & { count: number })[];
}

export interface TopicLink {
  href: string;
  name: string;
}

export interface TopicProps extends TopicLink {
  /** How many posts are about it. */
  count: number;
  list: ListProps;
}

export interface AuthorLink {
  href: string;
  name: string;
  organization: boolean;
  /** The author's name in the Fediverse: `@handover@example.social`. */
  fediverse?: string;
}

export interface AuthorProps extends AuthorLink {
  description?: string;
  summary: string;
  url?: string;
  body: BodyText;
  list: ListProps;
}

/** A later page of what an author has written. */
export type AuthorListProps = AuthorLink & { list: ListProps };

/** A year of the archive. */
export interface YearProps {
  href: string;
  year: string;
  posts: PostLine[];
  older?: YearLink;
  newer?: YearLink;
}

export type YearLink = Pick<YearProps, 'href' | 'year'> & { count: number };

export interface ArchiveProps {
  count: number;
  series: PostLink[];
  /** What a small archive shows; none where each year has a page of its own. */
  years: { year: string; posts: PostLine[] }[];
  /** The pages of the years, newest first, of a large one. */
  yearPages: YearLink[];
}

export interface SeriesProps {
  href: string;
  title: string;
  description?: string;
  summary: string;
  body: BodyText;
  parts: PostLine[];
}

export interface ContentPageProps {
  href: string;
  title: string;
  description?: string;
  summary: string;
  lang?: string;
  noindex: boolean;
  body: BodyText;
}

export interface PostProps extends PostLink {
  slug: string;
  description?: string;
  summary: string;
  day: string;
  date: string;
  updated?: string;
  updatedDay?: string;
  minutes: number;
  words: number;
  state: 'published' | 'draft' | 'scheduled';
  noindex: boolean;
  canonical?: string;
  /** The picture that a link to the post is shown with; the card drawn for it where there is none. */
  image?: { path: string; alt: string; width?: number; height?: number };
  authors: AuthorLink[];
  topics: TopicLink[];
  series?: { href: string; title: string; parts: PostLink[] };
  /** The sections to list beside the text; none where it has no contents. */
  contents: Heading[];
  callToAction: CallToAction | false;
  recommended: (PostLink & { summary: string; reason: Reason | undefined })[];
  older?: PostLink;
  newer?: PostLink;
  /** The same in other languages, the original first; this post among them. None where there is no other. */
  translations: Translation[];
  body: BodyText;
}

export interface Translation {
  href: string;
  /** BCP 47. */
  language: string;
}

/** The copy of each route, by the route's place under `app/`. */
export interface RouteProps {
  '/': FrontPageProps;
  '/page/[page]': ListProps;
  '/posts/[slug]': PostProps;
  '/tags': { topics: (TopicLink & { count: number })[] };
  '/tags/[tag]': TopicProps;
  '/tags/[tag]/page/[page]': TopicProps;
  '/authors': { authors: (AuthorLink & { summary: string; count: number })[] };
  '/authors/[author]': AuthorProps;
  '/authors/[author]/page/[page]': AuthorListProps;
  '/series/[series]': SeriesProps;
  '/archive': ArchiveProps;
  '/archive/[year]': YearProps;
  '/search': { topics: TopicLink[] };
  '/subscribe': { topics: TopicLink[]; authors: AuthorLink[] };
  '/reading-list': Record<string, never>;
  '/[page]': ContentPageProps;
  /** How links to a post will look; in the preview only. */
  '/preview/links/[slug]': PostProps;
  '/_not-found': { latest: PostLine[] };
  '/robots.txt': Record<never, never>;
  '/manifest.webmanifest': Record<never, never>;
}

export type Route = keyof RouteProps;

/** Every route; a missing one is a type error. */
export const routes = Object.keys({
  '/': true,
  '/page/[page]': true,
  '/posts/[slug]': true,
  '/tags': true,
  '/tags/[tag]': true,
  '/tags/[tag]/page/[page]': true,
  '/authors': true,
  '/authors/[author]': true,
  '/authors/[author]/page/[page]': true,
  '/series/[series]': true,
  '/archive': true,
  '/archive/[year]': true,
  '/search': true,
  '/subscribe': true,
  '/reading-list': true,
  '/[page]': true,
  '/preview/links/[slug]': true,
  '/_not-found': true,
  '/robots.txt': true,
  '/manifest.webmanifest': true,
} satisfies Record<Route, true>) as Route[];

/** A page, or a file that Next prints, with what it shows. */
export type PageInput = {
  [R in Route]: {
    route: R;
    /** Percent-encoded, such as `/posts/start-here/`. */
    address: string;
    props: RouteProps[R];
  };
}[Route];

/** What stands around every page. */
export interface LayoutProps {
  navigation: readonly NavigationLink[];
  /** Links to the content pages, for the footer. */
  pages: NavigationLink[];
  /** Addresses of the browser modules. */
  modules: Record<BrowserModule, string>;
  /** The script that must run before the first paint. */
  headScript: string;
  /** The address of the module that keeps a page of the preview up to date; there is none in a build. */
  previewModule?: string;
}
