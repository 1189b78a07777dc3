import { basePath } from '../config/site';
import { readBody } from '../content/body';
import { type FeedInput, type FeedItemInput, renderFeeds } from '../feeds';
import { itemHtml } from '../feeds/item-html';

/** Renders a feed in each format. */
export function renderFeed(feed: FeedInput): Record<string, string> {
  return renderFeeds({ ...feed, items: feed.items.map(readItem) });
}

/** Cached HTML of feed items, because an article is in several feeds. */
const items = new Map<string, string>();
const maxItems = 200;

function readItem({ body, formulas, ...item }: FeedItemInput) {
  const key = JSON.stringify([item.url, body]);
  const html = items.get(key) ?? itemHtml(readBody(body, basePath).html, item.url, formulas);
  items.set(key, html);
  const [oldest] = items.keys();
  if (items.size > maxItems && oldest !== undefined) items.delete(oldest);
  return { ...item, html };
}
