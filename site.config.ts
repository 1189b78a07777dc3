import type { SiteConfig } from './lib/config/site-config';

/**
 * The configuration of the publication. Every command checks it when it starts. The environment
 * variable `SITE_URL` overrides `url`.
 */
export const siteConfig: SiteConfig = {
  title: 'Linear Memory',
  tagline: 'Notes on WebAssembly beyond the browser',
  description:
    'Articles for engineers who run WebAssembly outside the browser: WASI, the component model, sandboxing, runtimes, and the tools around them.',

  /** The URL of the site: an origin without a path. */
  url: 'https://linear-memory.example',
  /**
   * A BCP 47 tag. A post can override it with `lang`. The interface uses this language if `lib/i18n/`
   * supports it, English otherwise.
   */
  language: 'en',
  copyright: 'Linear Memory. Text under CC BY 4.0, code under MIT.',
  /** Of the posts: shown below each, in its metadata and in the feeds. */
  license: 'CC-BY-4.0',

  /** IDs from `content/authors/`, for posts without authors. */
  defaultAuthors: ['standards-desk'],

  /**
   * By default, the newest post is the lead. `featured` posts appear below it; `start` is the post for
   * new readers.
   */
  frontPage: {
    featured: ['why-outside-the-browser', 'what-the-bytecode-alliance-does', 'plugins-you-can-run-from-strangers'],
    start: 'start-here',
  },

  /** Topics that were divided among others. */
  redirects: [
    { from: '/tags/tooling/', to: '/tags/languages/' },
    { from: '/tags/wit/', to: '/tags/component-model/' },
    { from: '/tags/debugging/', to: '/tags/internals/' },
    { from: '/tags/plugins/', to: '/tags/embedding/' },
  ],

  navigation: [
    { label: 'Archive', href: '/archive/' },
    { label: 'Topics', href: '/tags/' },
    { label: 'About', href: '/about/' },
    { label: 'Search', href: '/search/' },
    { label: 'Subscribe', href: '/subscribe/' },
  ],

  /** Shown at the end of every post, unless the post has its own `cta` or `cta: false`. */
  callToAction: {
    heading: 'Follow along',
    text: 'Get every new article in your feed reader: full text, no tracking, no sign-up.',
    label: 'Subscribe',
    href: '/subscribe/',
  },

  postsPerPage: 10,
  /** Number of newest posts in a feed. */
  feedLength: 20,
  /** A post has a table of contents if it has at least this many second-level headings. */
  tocMinHeadings: 4,
  /**
   * Lets readers save posts on their device and read them offline. Saving a post installs a small
   * service worker. If you turn this off, it is removed on the reader's next visit.
   */
  offline: true,
  /** Whether language models may train on the posts, and use them in answers: "allow" or "refuse". */
  crawlers: { training: 'allow', answers: 'allow' },
  // docs/configuration.md describes all options.
};
