import { UserError } from '../util/errors';
import { isPublicUrl, withoutPassword } from '../util/urls';
import type { AnalyticsConfig } from './analytics';
import type { CommentsConfig } from './comments';
import type { ConversationConfig } from './conversation';
import type { CrawlerRules } from './crawlers';
import type { NewsletterConfig } from './newsletter';
import type { PodcastConfig } from './podcast';
import type { Resource } from './resources';

/** A link in the navigation; `href` is a path on this site or an absolute URL. */
export interface NavigationLink {
  label: string;
  href: string;
}

/** The call to action at the end of a post. */
export interface CallToAction {
  heading: string;
  text: string;
  label: string;
  href: string;
}

/** The services that `npm run notify` notifies of changes. */
export interface NotifyConfig {
  /** A WebSub hub. */
  hub?: string;
  /** IndexNow: a key of 8 to 128 letters, digits and hyphens, and the endpoint to send changes to. */
  indexNow?: { key: string; endpoint?: string };
  /** Whether to send webmentions to the sites that posts link to. */
  webmentions?: boolean;
}

/** Markdown syntax of other systems, which a publication can turn on. Only `headingIds` is on by default. */
export interface MarkdownExtensions {
  /** `## Title {#id}` sets the id of a heading. */
  headingIds?: boolean;
  /** A term, and below it a line `: what it means`. */
  definitionLists?: boolean;
  /** `:tada:` is 🎉, with GitHub's names. */
  emoji?: boolean;
  /** `==text==` is highlighted. */
  highlight?: boolean;
  /** `H~2~O` has a subscript. Strikethrough needs two tildes. */
  subscript?: boolean;
  /** `x^2^` has a superscript. */
  superscript?: boolean;
  /** A link that is alone in a paragraph becomes an embed, if the site is known. It loads on a click. */
  embeds?: boolean;
  /** `[[name#heading|text]]` links to a document, `![[image.png|alt]]` shows an image, as in Obsidian. */
  wikilinks?: boolean;
}

/** The configuration in `site.config.ts`. */
export interface SiteConfig {
  title: string;
  tagline: string;
  /** One or two sentences, for pages without their own description. */
  description: string;
  /** An origin such as `https://example.org`, without a path. */
  url: string;
  /** A BCP 47 language tag. */
  language: string;
  /**
   * The time zone in which days begin and end: an IANA name such as `Asia/Tokyo`. The default is UTC.
   */
  timeZone?: string;
  copyright: string;
  /** The license of the posts: an identifier such as `CC-BY-4.0`, or a URL. A post can have its own. */
  license?: string;
  /** IDs of `content/authors/`, for posts that name no author. The default is none. */
  defaultAuthors?: string[];
  /** The links at the top of every page. The default is none. */
  navigation?: NavigationLink[];
  /** At the end of every post. The default is `false`: none. */
  callToAction?: CallToAction | false;
  /** What the front page presents: slugs of posts. */
  frontPage?: {
    /** The post at the top. The default is the newest. */
    lead?: string;
    /** Up to three posts below it. The default is the next three that have a picture. */
    featured?: string[];
    /** Where new readers should start. The default is none. */
    start?: string;
  };
  /** Posts on a page of a list. The default is 10. */
  postsPerPage?: number;
  /** Posts in a feed. The default is 20. */
  feedLength?: number;
  /** A post with at least this many second-level headings has a table of contents. The default is 4. */
  tocMinHeadings?: number;
  /** Whether readers can save posts for offline reading. The default is `true`. */
  offline?: boolean;
  /** The default is to allow both. */
  crawlers?: CrawlerRules;
  /** More file types that posts may link to, besides those in docs/writing.md: extensions such as `['stl', 'py']`. */
  attachmentTypes?: string[];
  /**
   * A day, `YYYY-MM-DD`, for imported archives. In older posts and in documents without a date, an image
   * without an alternative text is a warning. In others, it is an error.
   */
  altTextSince?: string;
  /**
   * The addresses of posts: `:slug` at the end, and before it `:year`, `:month` and `:day` of the date, or fixed
   * names. If omitted, `/posts/:slug/`.
   */
  postPath?: string;
  /** The earlier patterns of these addresses, from which posts are redirected. */
  formerPostPaths?: string[];
  /**
   * Whether the folders of posts are part of their paths: `posts/2026/a.md` is published at `/posts/2026/a/`,
   * and not at `/posts/a/`. The default is `false`.
   */
  foldersInPaths?: boolean;
  /** Markdown syntax of other systems that posts may use. */
  markdown?: MarkdownExtensions;
  /** Paths of posts and pages that were taken down, such as `/posts/withdrawn/`. Requests get 410 Gone where the host supports it. */
  gone?: string[];
  /**
   * Redirects from paths that no document has, such as `{ from: '/rss.xml', to: '/feed.xml' }`. A pattern
   * stands for every post, topic, author or date: `{ from: '/:year/:month/:slug/', to: '/posts/:slug/' }`. It may
   * have `:year`, `:month`, `:day` and `:slug` of a post, `:tag` of a topic, and `:author`.
   */
  redirects?: { from: string; to: string }[];
  /** The fraction of pages that a build may remove without `--yes`, from 0 to 1. The default is 0.5. */
  removalLimit?: number;
  /** The service that counts visits. The default is none. */
  analytics?: AnalyticsConfig;
  /** Comments on posts. The default is none. */
  comments?: CommentsConfig;
  /** The service that sends the newsletter. The default is none. */
  newsletter?: NewsletterConfig;
  /** Whether posts with `changes` or `updated` show what was changed. The default is `false`. */
  history?: boolean;
  /** Replies to posts from other sites. The default is only those of `discussion` in posts. */
  conversation?: ConversationConfig;
  /** Whether posts show how to cite them. The default is `false`. */
  citeThis?: boolean;
  /** The podcast, made of the posts with `audio`. The default is none. */
  podcast?: PodcastConfig;
  /** Your own scripts and style sheets to load on your pages. The default is none. */
  resources?: Resource[];
  /** The services that `npm run notify` notifies of changes. */
  notify?: NotifyConfig;
  /** For `security.txt`. If omitted, there is no such file. */
  security?: {
    /** A `mailto:`, `tel:` or `https:` URL. */
    contact: string;
    /** The day on which the contact expires, `YYYY-MM-DD`, less than a year ahead. */
    expires: string;
  };
}

/** What an owner may leave out. */
const defaults = {
  defaultAuthors: [] as string[],
  navigation: [] as NavigationLink[],
  callToAction: false as CallToAction | false,
  frontPage: {} as NonNullable<SiteConfig['frontPage']>,
  postsPerPage: 10,
  feedLength: 20,
  tocMinHeadings: 4,
  offline: true,
  crawlers: { training: 'allow', answers: 'allow' } as CrawlerRules,
  markdown: { headingIds: true } as MarkdownExtensions,
};

/** A configuration with every default filled in. */
export type CompleteConfig = SiteConfig & typeof defaults;

/** Fills in the defaults of what a configuration leaves out. */
export function withDefaults(config: SiteConfig): CompleteConfig {
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  return {
    ...defaults,
    ...Object.fromEntries(given),
    markdown: { ...defaults.markdown, ...config.markdown },
  } as CompleteConfig;
}

/** The site's configuration or environment is invalid. The message says what is expected. */
export class ConfigError extends UserError {
  override name = 'ConfigError';
}

/** Formats a value for a message, without passwords. */
export const show = (value: unknown) =>
  JSON.stringify(typeof value === 'string' ? withoutPassword(value) : value);

/** Whether `url` is an http(s) origin without path, query, fragment or password. */
export function isOrigin(url: string): boolean {
  if (typeof url !== 'string' || !isPublicUrl(url)) return false;
  const { host, pathname, search, hash } = new URL(url);
  // The URL parser accepts characters that no host name has, and that have a meaning in host configurations.
  return /^(?:[a-z0-9._-]+|\[[\da-f:.]+\])(?::\d+)?$/.test(host) && pathname === '/' && !search && !hash;
}
