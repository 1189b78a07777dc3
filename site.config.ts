import type { SiteConfig } from './lib/config/site-config';

/**
 * Everything about the publication that is not an article. Checked when a command starts;
 * `SITE_URL` in the environment takes the place of `url`.
 */
export const siteConfig: SiteConfig = {
  title: 'Linear Memory',
  tagline: 'Notes on WebAssembly beyond the browser',
  description:
    'Articles for engineers who run WebAssembly outside the browser: WASI, the component model, runtimes, sandboxing, and the tools around them.',

  /** Where the publication is read; an origin, without a path. */
  url: 'https://linear-memory.example',
  /**
   * BCP 47. A post may say otherwise with `lang`. The interface speaks it where `lib/i18n/`
   * has it, and English elsewhere.
   */
  language: 'en',
  copyright: 'Linear Memory. Text under CC BY 4.0, code under MIT.',

  /** Ids of `content/authors/`, used by posts that name none. */
  defaultAuthors: ['standards-desk'],

  navigation: [
    { label: 'Archive', href: '/archive/' },
    { label: 'Topics', href: '/tags/' },
    { label: 'About', href: '/about/' },
    { label: 'Search', href: '/search/' },
  ],

  /** At the end of every post, unless the post has its own `cta` or `cta: false`. */
  callToAction: {
    heading: 'Follow along',
    text: 'New articles arrive by feed: the whole text, no tracking, nothing to sign up for.',
    label: 'Subscribe',
    href: '/subscribe/',
  },

  postsPerPage: 10,
  /** How many of the newest posts a feed carries. */
  feedLength: 20,
  /** Contents are shown on a post with at least this many headings of the second level. */
  tocMinHeadings: 4,
  /**
   * Readers may save articles on their device and read them without a network. Whoever saves
   * one gets a small service worker; turned off, it goes away again with their next visit.
   */
  offline: true,
  /** Whether language models may learn from the articles, and answer with them: "allow" or "refuse". */
  crawlers: { training: 'allow', answers: 'allow' },
  // Also: `attachmentTypes` (types of files that posts may offer besides the usual ones), `gone` (addresses of articles that were taken down), `removalLimit` (how many pages a build may remove unasked), `notify` (a WebSub hub, a key for IndexNow) and `security` (for security.txt); see `lib/config/site.ts`.
};
