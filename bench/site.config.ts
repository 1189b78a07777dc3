import type { SiteConfig } from '../lib/config/site-config';

/** The configuration of the archives that benchmarks build, whatever the owner of this repository publishes. */
export const siteConfig: SiteConfig = {
  title: 'Benchmark',
  tagline: 'Articles about nothing',
  description: 'An archive of generated articles.',
  url: 'https://bench.example',
  language: 'en',
  copyright: 'Generated text',
  defaultAuthors: [],
  navigation: [
    { label: 'Archive', href: '/archive/' },
    { label: 'Topics', href: '/tags/' },
    { label: 'Search', href: '/search/' },
    { label: 'Subscribe', href: '/subscribe/' },
  ],
  callToAction: {
    heading: 'Follow along',
    text: 'Get every new article in your feed reader.',
    label: 'Subscribe',
    href: '/subscribe/',
  },
  postsPerPage: 10,
  feedLength: 20,
  tocMinHeadings: 4,
  offline: true,
};
