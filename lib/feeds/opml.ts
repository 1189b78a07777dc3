import { generateOpml } from 'feedsmith';
import { feedFiles } from '../util/addresses';
import { withXmlCharacters } from '../util/xml';
import type { FeedContent } from './index';

/**
 * Lists feeds in one file, for feed readers that import OPML.
 *
 * @param title the title of the publication
 * @param feeds the feed of all articles first
 * @returns OPML 2.0 with the RSS version of each feed
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
