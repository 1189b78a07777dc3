import type { Card } from '../cards';
import { bitsOf } from '../cards/motif';
import { messages, site } from '../config/site';
import { formatDay } from '../i18n/language';
import { tagPath } from '../util/addresses';
import type { Catalog } from './catalog';

/** All cards of the site: the one of the site itself, and those of its lists and posts. */
export function* allCards(catalog: Catalog): Generator<{ path: string; card: Card }> {
  const shared = { publication: site.title, language: site.language };
  yield {
    path: '/og.png',
    card: { ...shared, title: site.tagline, byline: new URL(site.url).host, bits: bitsOf(site.title) },
  };
  const lists: { path: string; title: string; byline: string }[] = [
    ...catalog.tags.map(({ slug, name }) => ({
      path: tagPath(slug),
      title: name,
      byline: messages.topics.label,
    })),
    ...catalog.authors.map(({ path, name }) => ({ path, title: name, byline: messages.authors.label })),
    ...catalog.series.map(({ path, title }) => ({ path, title, byline: messages.series.label })),
  ];
  for (const { path, title, byline } of lists)
    yield { path: `${path}og.png`, card: { ...shared, title, byline, bits: bitsOf(title) } };
  for (const post of catalog.posts) {
    const language = post.lang ?? site.language;
    const names = catalog.authorsOf(post).map((author) => author.name);
    const card: Card = {
      ...shared,
      language,
      title: post.title,
      byline: [...names, formatDay(post.day, language)].join(' · '),
      bits: bitsOf(post.slug),
    };
    yield { path: `${post.path}og.png`, card };
  }
}
