import { generateOpml } from 'feedsmith';
import { feedFiles } from '../util/addresses';
import { withXmlCharacters } from '../util/xml';
import type { FeedContent } from './index';

/**
 * Lists feeds in one file, for readers that take several at once.
 *
 * @param title of the publication
 * @param feeds the one of everything first
 * @returns OPML 2.0, each feed as RSS
 */
export function opml(title: string, feeds: readonly Pick<FeedContent, 'title' | 'url'>[]): string {
  const outlines = feeds.map((feed) => ({
    type: 'rss',
    text: feed.title,
    title: feed.title,
    xmlUrl: feed.url + feedFiles.rss,
    htmlUrl: feed.url,
  }));
  return withXmlCharacters(generateOpml({ head: { title }, body: { outlines } }));
}
