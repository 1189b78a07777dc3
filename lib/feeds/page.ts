import { absoluteUrl, messages, site } from '../config/site';
import { directionOf, formatDay, languageAttributes } from '../i18n/language';
import { escapeAttribute as escaped } from '../util/text';

/** The part of a feed that its page shows. */
interface ShownFeed {
  title: string;
  description: string;
  url: string;
  language: string;
  items: readonly { url: string; title: string; summary: string; day: string; language: string }[];
}

/**
 * The page that a browser shows when a reader opens a feed: what a feed is, its address, and links to its
 * articles. It is one element of XHTML, with the styles of `app/_styles/feed.css`. Feed readers ignore
 * elements of other namespaces (RSS 2.0, "Extending RSS"; RFC 4287 §6). Some compare names without
 * namespaces, so no element has the name of one that they read, except the title, which is the feed's own.
 *
 * @param address the absolute URL of the feed to subscribe to
 */
export function feedPage({ title, description, url, language, items }: ShownFeed, address: string): string {
  const { subscribe, lists } = messages;
  const articles = items.map((item) =>
    element(
      'li',
      { class: 'dump' },
      element('p', { class: 'label' }, escaped(formatDay(item.day, language))),
      element(
        'div',
        item.language === language ? {} : languageAttributes(item.language),
        element('h3', {}, element('a', { href: item.url }, escaped(item.title))),
        element('p', {}, escaped(item.summary)),
      ),
    ),
  );
  return element(
    'main',
    { 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml', lang: language, dir: directionOf(language) },
    // Otherwise, phones show the page as wide as on a desktop.
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escaped(title)),
    element('p', { class: 'label' }, element('a', { href: url }, escaped(site.title))),
    element('h1', {}, escaped(title)),
    element('p', { class: 'lead' }, escaped(description)),
    element(
      'aside',
      {},
      element('p', {}, escaped(subscribe.thisIs)),
      element('p', { class: 'address', dir: 'ltr' }, escaped(address)),
      element('p', {}, element('a', { href: absoluteUrl('/subscribe/') }, escaped(subscribe.others))),
    ),
    ...(articles.length > 0
      ? [element('h2', { class: 'label' }, escaped(lists.latest)), element('ol', {}, ...articles)]
      : []),
  );
}

/** @param content as XML */
function element(name: string, attributes: Record<string, string>, ...content: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<xhtml:${name}${written.join('')}>${content.join('')}</xhtml:${name}>`;
}
