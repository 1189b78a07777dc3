import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { basePath, messages } from '../config/site';
import { readBody } from '../content/body';
import type { Change } from '../content/model';
import { type FeedInput, type FeedItemInput, renderFeeds } from '../feeds';
import { itemHtml } from '../feeds/item-html';
import { formatDay } from '../i18n/language';

/** Renders a feed in each format. */
export function renderFeed(feed: FeedInput): Record<string, string> {
  return renderFeeds({ ...feed, items: feed.items.map(readItem) });
}

/** Cached HTML of feed items, because an article is in several feeds. */
const items = new Map<string, string>();
const maxItems = 200;

function readItem({ body, formulas, changes, ...item }: FeedItemInput) {
  const key = JSON.stringify([item.url, body, changes, item.language]);
  const html =
    items.get(key) ??
    itemHtml(readBody(body, basePath).html, item.url, formulas) + changesHtml(changes, item.language);
  items.set(key, html);
  const [oldest] = items.keys();
  if (items.size > maxItems && oldest !== undefined) items.delete(oldest);
  return { ...item, html };
}

function changesHtml(changes: readonly Change[], language: string): string {
  if (changes.length === 0) return '';
  const lines = changes.map(({ day, text }) => h('li', `${formatDay(day, language)}: ${text}`));
  return toHtml([h('h2', messages.post.changes), h('ul', lines)]);
}
