import type { Post } from 'contentlayer/generated';
import { absoluteUrl, site } from '../config/site';
import { largest } from '../images/picture';
import { type Catalog, lastChange } from '../pages/catalog';
import type { TextOf } from '../pages/index';
import { pageCount, yearsWithPages } from '../pages/lists';
import { authorPath, encodePath, listPath, postPath, seriesPath, tagPath, yearPath } from '../util/addresses';
import { withXmlCharacters } from '../util/xml';

/** A page that search engines may show. */
interface Entry {
  /** Percent-encoded, like all addresses here. */
  href: string;
  lastModified?: string;
  /** The addresses of images on the page. */
  images?: string[];
  /** The page in each of its languages. */
  alternates?: { href: string; language: string }[];
}

/** Maximum number of addresses in one file (sitemaps.org). */
const longest = 50_000;

/**
 * Lists the canonical pages (sitemaps.org 0.9), with the images in articles (Google's image
 * sitemaps) and translations.
 *
 * @returns one file, or an index of several
 */
export function sitemapFiles(catalog: Catalog, textOf: TextOf): [path: string, content: string][] {
  const pages = entries(catalog, textOf).map(urlElement);
  if (pages.length <= longest) return [['/sitemap.xml', urlset(pages)]];
  const files = Array.from({ length: Math.ceil(pages.length / longest) }, (_, at): [string, string] => [
    `/sitemap-${at + 1}.xml`,
    urlset(pages.slice(at * longest, (at + 1) * longest)),
  ]);
  const listed = files.map(([path]) => `<sitemap><loc>${escapeXml(absoluteUrl(path))}</loc></sitemap>`);
  const index = `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${listed.join('\n')}\n</sitemapindex>\n`;
  return [['/sitemap.xml', index], ...files];
}

function entries(catalog: Catalog, textOf: TextOf): Entry[] {
  const { posts, tags, authors, series, pages } = catalog;
  const latest = lastChange(posts);
  const entry = (path: string, lastModified?: string): Entry => ({ href: encodePath(path), lastModified });
  const list = (path: string, listed: readonly Post[]) => {
    const lastModified = lastChange(listed);
    return Array.from({ length: pageCount(listed) }, (_, at) => entry(listPath(path, at + 1), lastModified));
  };
  return [
    ...list('/', posts),
    ...posts
      .filter((post) => !post.noindex && post.canonical === undefined)
      .map((post) => ({
        ...entry(postPath(post.slug), lastChange([post])),
        images: Object.values(textOf(post._id).body.assets).flatMap(({ picture }) =>
          picture ? largest(picture) : [],
        ),
        alternates: catalog
          .translationsOf(post)
          .map((one) => ({ href: encodePath(one.path), language: one.lang ?? site.language })),
      })),
    ...series.map((one) => entry(seriesPath(one.slug), lastChange(catalog.partsOf(one)))),
    ...tags.flatMap((tag) => list(tagPath(tag.slug), tag.posts)),
    ...authors.flatMap((author) => list(authorPath(author.slug), catalog.postsBy(author))),
    ...pages.filter((page) => !page.noindex).map((page) => entry(page.path, page.updated)),
    ...['/archive/', '/tags/', '/authors/'].map((path) => entry(path, latest)),
    ...yearsWithPages(catalog).map(({ year, posts }) => entry(yearPath(year), lastChange(posts))),
    entry('/search/'),
    entry('/subscribe/'),
  ];
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

function urlset(urls: readonly string[]): string {
  const namespaces = [
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"',
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"',
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"',
  ];
  return `${head}<urlset ${namespaces.join(' ')}>\n${urls.join('\n')}\n</urlset>\n`;
}

function urlElement({ href, lastModified, images = [], alternates = [] }: Entry): string {
  const url = (path: string) => escapeXml(absoluteUrl(path));
  return [
    `<url><loc>${url(href)}</loc>`,
    ...(lastModified ? [`<lastmod>${lastModified}</lastmod>`] : []),
    ...alternates.map(
      (one) => `<xhtml:link rel="alternate" hreflang="${escapeXml(one.language)}" href="${url(one.href)}"/>`,
    ),
    ...images.map((image) => `<image:image><image:loc>${url(image)}</image:loc></image:image>`),
    '</url>',
  ].join('');
}

function escapeXml(text: string): string {
  return withXmlCharacters(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
