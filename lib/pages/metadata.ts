import type { Metadata } from 'next';
import { cardSize } from '../cards/size';
import { absoluteUrl, site } from '../config/site';
import { podcastFile } from '../feeds/podcast';
import { mediaTypeOf } from '../hosts/media-types';
import { openGraphLocale } from '../i18n/language';
import { feedFiles } from '../util/addresses';

/** The facts about a page for its `<head>`. */
export interface PageFacts {
  /** Without the publication's name. The home page has no title. */
  title?: string;
  description: string;
  /** The page's address on this site, percent-encoded. */
  path: string;
  /** The path, such as `/tags/wasi/`, and title of the list whose feeds come first. */
  feeds?: { path: string; title: string };
  image?: { path: string; alt: string; width?: number; height?: number };
  /** BCP 47. The default is the site's language. */
  language?: string;
  /** The page in each of its languages, the original first. */
  translations?: readonly { href: string; language: string }[];
  canonical?: string;
  noindex?: boolean;
  article?: {
    publishedTime: string;
    modifiedTime?: string;
    authors: { name: string; path: string; fediverse?: string }[];
    tags: string[];
    section?: string;
    /** The path of the Markdown copy, if it has one. */
    markdown?: string;
    /** The path of the oEmbed document, if it has one. */
    embed?: string;
    /** `YYYY-MM-DD`. */
    day: string;
  };
}

/** The metadata of a page in Next's format: title, description, canonical, feeds, Open Graph, Twitter. */
export function pageMetadata(facts: PageFacts): Metadata {
  const { article, image, translations = [] } = facts;
  const [original] = translations;
  const handles = article?.authors.flatMap(({ fediverse }) => fediverse ?? []) ?? [];
  const title = facts.title ?? `${site.title}: ${site.tagline}`;
  const url = absoluteUrl(image?.path ?? '/og.png');
  const alt = image?.alt ?? `${site.title}. ${site.tagline}.`;
  const { width, height } = image ?? cardSize;
  const shared = {
    title,
    description: facts.description,
    url: absoluteUrl(facts.path),
    siteName: site.title,
    locale: openGraphLocale(facts.language ?? site.language),
    images: [{ width, height, url, alt, type: mediaTypeOf(image?.path ?? '/og.png') }],
  };
  return {
    title: facts.title === undefined ? { absolute: title } : `${facts.title} · ${site.title}`,
    description: facts.description,
    robots: facts.noindex ? { index: false } : undefined,
    authors: article?.authors.map(({ name, path }) => ({ name, url: absoluteUrl(path) })),
    alternates: {
      canonical: facts.canonical ?? absoluteUrl(facts.path),
      languages: original && {
        'x-default': absoluteUrl(original.href),
        ...Object.fromEntries(translations.map(({ href, language }) => [language, absoluteUrl(href)])),
      },
      types: {
        ...feedLinks(facts.feeds),
        ...(article?.markdown && { 'text/markdown': absoluteUrl(article.markdown) }),
        ...(article?.embed && { 'application/json+oembed': absoluteUrl(article.embed) }),
      },
    },
    openGraph: article
      ? {
          ...shared,
          type: 'article',
          publishedTime: article.publishedTime,
          modifiedTime: article.modifiedTime,
          authors: article.authors.map(({ path }) => absoluteUrl(path)),
          section: article.section,
          tags: article.tags,
        }
      : { ...shared, type: 'website' },
    other: {
      ...(handles.length > 0 && { 'fediverse:creator': handles }),
      ...(article && site.citeThis && citationTags(title, facts, article)),
    },
    twitter: { card: 'summary_large_image', title, description: facts.description, images: [{ url, alt }] },
  };
}

/** How reference managers and Google Scholar read an article (https://scholar.google.com/intl/en/scholar/inclusion.html). */
const citationTags = (
  title: string,
  { path }: PageFacts,
  { authors, day }: NonNullable<PageFacts['article']>,
) => ({
  citation_title: title,
  citation_author: authors.map(({ name }) => name),
  citation_publication_date: day.replaceAll('-', '/'),
  citation_journal_title: site.title,
  citation_fulltext_html_url: absoluteUrl(path),
});

/** The generated card of a page. @param href the address of the page; @param alt the text alternative */
export const cardOf = (href: string, alt: string) => ({ path: `${href}og.png`, alt, ...cardSize });

/** Links to the feeds of a list, if given, and of the site, by media type. */
export function feedLinks(list?: PageFacts['feeds']): Record<string, { url: string; title: string }[]> {
  const lists = [...(list ? [list] : []), { path: '/', title: site.title }];
  const links = (file: string) => lists.map(({ path, title }) => ({ url: absoluteUrl(path + file), title }));
  const podcast = site.podcast && {
    url: absoluteUrl(`/${podcastFile}`),
    title: site.podcast.title ?? site.title,
  };
  return {
    'application/rss+xml': [...links(feedFiles.rss), ...(podcast ? [podcast] : [])],
    'application/atom+xml': links(feedFiles.atom),
    'application/feed+json': links(feedFiles.json),
  };
}
