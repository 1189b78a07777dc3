import type { BrowserModule, OptionalModule } from '../browser/assets';
import type { Work } from '../citations/work';
import type { License } from '../config/license';
import type { Route } from '../config/routes';
import type { CallToAction, NavigationLink } from '../config/site-config';
import type { BodyText } from '../content/body';
import type { ExtensionValues } from '../content/extension-fields';
import type { Chapter } from '../content/model';
import type { TranscriptParagraph } from '../content/transcript';
import type { Picture } from '../images/picture';
import type { Heading } from '../markdown/render';
import type { Reason } from '../recommend/reasons';
import type { ConversationProps } from './conversations';
import type { CopiedFields } from './fields';

/**
 * The props of pages. A page is a pure function of its props, the layout props and the code, so
 * these three determine whether it must be rebuilt. Every `href` is a percent-encoded path of the
 * site.
 */

/** A link to a post. */
export interface PostLink {
  href: string;
  title: string;
  /** BCP 47, if it is not the site's language. */
  lang?: string;
}

/** A post in a list. Brief lists have no summary, minutes or picture. */
export interface PostLine extends PostLink {
  /** The calendar day as the author wrote it. */
  day: string;
  /** RFC 3339. */
  date: string;
  summary?: string;
  minutes?: number;
  /** The cover, or the first picture in the text. */
  picture?: Picture;
  /** The owner's fields (`extensions/fields.ts`). */
  fields: ExtensionValues<'Post'>;
}

/** A post that the front page presents. */
export interface Story extends PostLine {
  authors: AuthorLink[];
  /** What it is about: its series or its first topic. */
  about?: TopicLink;
  /** Its sections; see `lib/cards/shape.ts`. */
  shape: number[];
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

/** The front page: selected posts, the others of the first page of all posts, series and topics. */
export interface FrontPageProps {
  /** Missing if there are no posts. */
  lead?: Story;
  featured: Story[];
  /** Where new readers should start. */
  start?: PostLink;
  list: ListProps;
  series: (PostLink & { summary: string; count: number })[];
  /** The topics with the most posts. */
  topics: (TopicLink & { count: number })[];
}

/** A link to a topic. */
export interface TopicLink {
  href: string;
  name: string;
}

/** A topic or an author in a list of them. */
export interface GroupLine extends TopicLink {
  summary?: string;
  /** Number of posts. */
  count: number;
  latest?: PostLink;
  /** Of one of the posts. */
  picture?: Picture;
}

/** A page of the list of posts on a topic. */
export interface TopicProps extends TopicLink {
  /** Number of posts. */
  count: number;
  list: ListProps;
}

/** A link to an author. */
export interface AuthorLink {
  href: string;
  name: string;
  organization: boolean;
  /** The author's Fediverse handle: `@desk@example.social`. */
  fediverse?: string;
}

/** The first page of an author. */
export interface AuthorProps extends CopiedFields<'Author'>, AuthorLink {
  /** The owner's fields (`extensions/fields.ts`). */
  fields: ExtensionValues<'Author'>;
  summary: string;
  body: BodyText;
  list: ListProps;
}

/** A later page of the list of an author's posts. */
export type AuthorListProps = AuthorLink & { list: ListProps };

/** A year of the archive. */
export interface YearProps {
  href: string;
  year: string;
  posts: PostLine[];
  older?: YearLink;
  newer?: YearLink;
}

/** A link to a year of the archive, with its number of posts. */
export type YearLink = Pick<YearProps, 'href' | 'year'> & { count: number };

/** The archive. */
export interface ArchiveProps {
  count: number;
  series: PostLink[];
  /** The posts by year. Empty if each year has its own page. */
  years: { year: string; posts: PostLine[] }[];
  /** The pages of the years in a large archive, newest first. */
  yearPages: YearLink[];
}

/** A series with its posts in reading order. */
export interface SeriesProps extends CopiedFields<'Series'> {
  /** The owner's fields (`extensions/fields.ts`). */
  fields: ExtensionValues<'Series'>;
  href: string;
  summary: string;
  body: BodyText;
  parts: PostLine[];
}

/** A page from `content/pages/`. */
export interface ContentPageProps extends CopiedFields<'Page'> {
  /** The owner's fields (`extensions/fields.ts`). */
  fields: ExtensionValues<'Page'>;
  href: string;
  summary: string;
  body: BodyText;
}

/** A page of the owner's (`extensions/pages.ts`). */
export interface ExtensionPageInput {
  /** As the owner wrote it; `href` is percent-encoded. */
  path: string;
  href: string;
  title: string;
  description: string;
  noindex?: boolean;
  /** The props of its component. */
  own: object;
}

/** The audio of a post. */
export interface Episode {
  /** A path of the site, or an absolute URL. */
  src: string;
  /** The media type. */
  type: string;
  /** Of a file next to the post. */
  seconds?: number;
  bytes?: number;
  /** Its number in the podcast. */
  number?: number;
  chapters: Chapter[];
  transcript?: { href: string; type: string; paragraphs: TranscriptParagraph[] };
}

/** A post. */
export interface PostProps extends CopiedFields<'Post'> {
  /** The owner's fields (`extensions/fields.ts`). */
  fields: ExtensionValues<'Post'>;
  href: string;
  summary: string;
  day: string;
  updatedDay?: string;
  minutes: number;
  words: number;
  /** Its sections; see `lib/cards/shape.ts`. */
  shape: number[];
  state: 'published' | 'draft' | 'scheduled';
  noindex?: boolean;
  /** It has no Markdown copy and no oEmbed document, by which others would find it. */
  isUnlisted?: boolean;
  /** It is not published yet, and at an address that nobody can guess. */
  isAtPreview?: boolean;
  /** The image shown with links to the post. If omitted, the generated card is used. */
  image?: { path: string; alt: string; width?: number; height?: number };
  /** The cover, which the page shows above the text. */
  cover?: { picture: Picture; alt: string };
  audio?: Episode;
  /** The works that it cites. */
  works: Work[];
  authors: (AuthorLink & { summary: string })[];
  topics: TopicLink[];
  /** `part` is its position among `parts`, from 1. */
  series?: { href: string; title: string; part: number; parts: PostLink[] };
  /** The sections in the table of contents. Empty if it has none. */
  contents: Heading[];
  /** The address of its history, if it has one. */
  history?: string;
  /** The address of this version, if versions have one. */
  version?: string;
  callToAction: CallToAction | false;
  /** What others wrote about it. */
  conversation: ConversationProps;
  /** Its own, or that of the site. */
  license?: License;
  /** The next part of the series, or else the best recommendation. */
  next?: PostLink & { summary: string; picture?: Picture; isInSeries: boolean };
  recommended: (PostLink & { summary: string; reason: Reason | undefined })[];
  older?: PostLink;
  newer?: PostLink;
  /** The post in all its languages, the original first. Empty if there is no translation. */
  translations: Translation[];
  body: BodyText;
}

/** The history of a post. */
export interface HistoryProps {
  slug: string;
  post: PostLink;
  /** The oldest first. `body` is Markdown. */
  versions: { day: string; href: string; changes: string[]; body: string }[];
}

/** An earlier version of a post. */
export interface VersionProps {
  slug: string;
  /** `YYYY-MM-DD`. */
  day: string;
  post: PostLink;
  /** The address of the history. */
  history: string;
  title: string;
  body: BodyText;
}

/** A link to a post in one of its languages. */
export interface Translation {
  href: string;
  /** BCP 47. */
  language: string;
}

/** The props of the routes that have any. */
interface PropsByRoute {
  '/': FrontPageProps;
  '/page/[number]': ListProps;
  '/posts/[...slug]': PostProps;
  '/history/[...slug]': HistoryProps;
  '/version/[day]/[...slug]': VersionProps;
  '/tags': { topics: GroupLine[] };
  '/tags/[tag]': TopicProps;
  '/tags/[tag]/page/[number]': TopicProps;
  '/authors': { authors: GroupLine[] };
  '/authors/[author]': AuthorProps;
  '/authors/[author]/page/[number]': AuthorListProps;
  '/series/[series]': SeriesProps;
  '/archive': ArchiveProps;
  '/archive/[year]': YearProps;
  '/search': { latest: PostLine[]; topics: TopicLink[] };
  '/subscribe': { topics: TopicLink[]; authors: AuthorLink[] };
  '/[slug]': ContentPageProps;
  '/[...path]': ExtensionPageInput;
  '/preview/links/[...slug]': Omit<PostProps, 'body'>;
  '/_not-found': { latest: PostLine[] };
}

/** The props of each route. */
export type RouteProps = {
  [R in Route]: R extends keyof PropsByRoute ? PropsByRoute[R] : Record<never, never>;
};

/** The routes with props or with parameters in their addresses. */
export type RouteWithProps = keyof PropsByRoute | Extract<Route, `${string}[${string}`>;

/** A page or file that Next renders, with its props. */
export type PageInput = {
  [R in Route]: {
    route: R;
    /** Percent-encoded, such as `/posts/start-here/`. */
    address: string;
    props: RouteProps[R];
  };
}[Route];

/** The layout props: the props shared by all pages. */
export interface LayoutProps {
  navigation: readonly NavigationLink[];
  /** Links to the content pages, for the footer. */
  pages: NavigationLink[];
  /** Addresses of the browser modules. */
  modules: Record<BrowserModule, string>;
  /** The inline script that must run before the first paint. */
  headScript: string;
  /** Addresses of the modules that the configuration turns on. */
  optional: Partial<Record<OptionalModule, string>>;
  /** The address of the module that refreshes pages in the preview. Not set in a build. */
  previewModule?: string;
}
