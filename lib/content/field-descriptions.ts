import type { DocumentTypeName, model } from './model';

/** What each field is for, as editors show it to an author (`schema.ts`). */
export const fieldDescriptions: {
  readonly [T in DocumentTypeName]: Readonly<Record<keyof (typeof model)[T], string>>;
} = {
  Post: {
    title: 'The title. Quote it if it contains a colon.',
    date: 'The day, or the day and time, of publication. A post with a future date is scheduled.',
    description:
      'A sentence or two for lists, search engines and link previews. Default: the first sentences of the text.',
    updated: 'When the content last changed; not before `date`.',
    changes: 'What you corrected or added after publishing: a date and a line for each.',
    authors: 'IDs from `content/authors/`. Default: `defaultAuthors` in `site.config.ts`.',
    tags: 'The topics, as readers should see them.',
    discussion: 'Where the post is discussed: the URL of a post on Mastodon or Bluesky, or a list of them.',
    draft: '`true` keeps the post out of the site.',
    image:
      'The image for link previews: a file next to the post, or an absolute URL. Default: the cover, or a generated card.',
    imageAlt: 'What `image` shows, for people who cannot see it.',
    cover: 'A picture next to the post, shown above the text, in lists and in link previews.',
    coverAlt: 'What `cover` shows, for people who cannot see it.',
    audio: 'An audio file next to the post, or an https URL. The post gets a player.',
    transcript: 'What is said in `audio`: a WebVTT or SubRip file next to the post.',
    chapters: 'The chapters of `audio`: a time and a title for each.',
    episode: 'The number of the episode.',
    series: 'The ID of a series, from `content/series/`.',
    part: 'The number of this part of the series, which no other part may have.',
    related: 'Slugs of posts to recommend first; `false` for no recommendations.',
    unrelated: 'Slugs of posts never to recommend with this one.',
    aliases: 'Old paths that redirect here.',
    guid: 'The ID of the post in feeds. Default: the first alias, or the URL of the post.',
    slug: 'The last part of the path. Default: the file name.',
    canonical: 'The absolute URL where the post was first published.',
    lang: 'The language of the post, if it is not that of the site, such as `ja` or `pt-BR`.',
    translationOf: 'The slug of the post that this one translates.',
    cta: "The post's own call to action; `false` for none.",
    toc: 'Whether to show the table of contents. Default: if the post has enough headings.',
    noindex: '`true` keeps the post out of search engines. Readers and feeds still get it.',
    unlisted: '`true` publishes the post at its address, but in no list, feed, search or sitemap.',
    license: 'The license, if it is not that of the site: a URL, or an identifier such as `CC-BY-4.0`.',
  },
  Author: {
    name: 'The name, as readers should see it.',
    description: 'A sentence or two.',
    url: "The author's own site.",
    organization: '`true` for an author that is not a person.',
    profiles: 'URLs of pages of the author elsewhere.',
    orcid: 'An ORCID iD, such as `0000-0002-1825-0097`.',
    fediverse: 'A Fediverse handle, such as `"@name@example.social"`.',
  },
  Series: {
    title: 'The title. Quote it if it contains a colon.',
    description: 'A sentence or two.',
  },
  Page: {
    title: 'The title. Quote it if it contains a colon.',
    description: 'A sentence or two for search engines and link previews.',
    updated: 'When the content last changed.',
    slug: 'The path. Default: the file name.',
    aliases: 'Old paths that redirect here.',
    lang: 'The language of the page, if it is not that of the site.',
    noindex: '`true` keeps the page out of search engines.',
  },
};
