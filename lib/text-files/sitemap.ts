import { isInSitemap } from '../config/routes';
import { absoluteUrl } from '../config/site';
import { largest } from '../images/picture';
import type { SitePage } from '../pages/index';
import { withXmlCharacters } from '../util/xml';

/** A page in the sitemap. */
export interface SitemapEntry {
  /** Percent-encoded, like all addresses here. */
  href: string;
  lastModified?: string;
  /** The addresses of images on the page. */
  images?: string[];
  /** The page in each of its languages. */
  alternates?: { href: string; language: string }[];
}

/** Maximum number of addresses in one file (sitemaps.org). */
const maxUrls = 50_000;

/**
 * The sitemap's entry of a page, with the images in an article (Google's image sitemaps) and its
 * translations.
 *
 * @returns `undefined` if the page is not for search engines: by its route, by `noindex`, or because
 *   it is canonical elsewhere
 */
export function sitemapEntry({ page, lastModified }: SitePage): SitemapEntry | undefined {
  const { route, address, props } = page;
  if (!isInSitemap(route) || ('noindex' in props && props.noindex)) return undefined;
  if (page.route !== '/posts/[...slug]') return { href: address, lastModified };
  const { canonical, body, translations } = page.props;
  if (canonical !== undefined) return undefined;
  return {
    href: address,
    lastModified,
    images: Object.values(body.assets).flatMap(({ picture }) => (picture ? largest(picture) : [])),
    alternates: translations,
  };
}

/**
 * Generates the sitemap (sitemaps.org 0.9).
 *
 * @returns one file, or an index of several
 */
export function sitemapFiles(entries: readonly SitemapEntry[]): [path: string, content: string][] {
  const pages = entries.map(urlElement);
  if (pages.length <= maxUrls) return [['/sitemap.xml', urlset(pages)]];
  const files = Array.from({ length: Math.ceil(pages.length / maxUrls) }, (_, at): [string, string] => [
    `/sitemap-${at + 1}.xml`,
    urlset(pages.slice(at * maxUrls, (at + 1) * maxUrls)),
  ]);
  const listed = files.map(([path]) => `<sitemap><loc>${escapeXml(absoluteUrl(path))}</loc></sitemap>`);
  const index = `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${listed.join('\n')}\n</sitemapindex>\n`;
  return [['/sitemap.xml', index], ...files];
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

function urlElement({ href, lastModified, images = [], alternates = [] }: SitemapEntry): string {
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
