import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Parser from 'rss-parser';
import { type FeedContent, printFeeds } from '../../lib/feeds';
import { itemHtml } from '../../lib/feeds/item-html';
import { renderMarkdown } from '../../lib/markdown/render';

const url = 'https://example.org/posts/a/';

describe("an item's HTML", () => {
  it('holds no relative link, script, style or class', async () => {
    const { html } = await renderMarkdown(
      '## Head\n\n> [!TIP]\n> Tip.\n\n```js {1}\nlet a = "</pre>";\n```\n\n| a |\n|---|\n| 1 |\n\nA note[^1]. [x](#head)\n\n:::pull\nA note\n:::\n\n[^1]: N.',
      'en',
    );
    const item = itemHtml(`${html}<p><a href="/about/">r</a> <img src="/media/1/a.png" alt=""></p>`, url);
    assert.doesNotMatch(item, / (class|style|data-[\w-]+|tabindex|role|aria-[\w-]+)=|<script/);
    for (const [, link] of item.matchAll(/ (?:href|src)="([^"]*)"/g))
      assert.match(link ?? '', /^https:\/\/example\.org\//);
    assert.match(item, /<figure><pre><code>let a = "&#x3C;\/pre>";<\/code><\/pre><\/figure>/);
    assert.match(item, /<h2 id="head">Head<\/h2>/);
    assert.equal(item.match(/A note/g)?.length, 1);
    assert.match(item, /<blockquote><p><strong>Tip<\/strong><\/p>/);
  });
});

describe('a feed', () => {
  const feed: FeedContent = {
    title: 'A & B',
    description: 'About <it>',
    url: 'https://example.org/',
    language: 'en',
    copyright: '©',
    icon: 'https://example.org/icon-512.png',
    items: [
      {
        id: url,
        url,
        title: '</script> <b> & ]]> "q"',
        summary: 'S & T',
        html: '<p>a ]]&gt; ]]> b &amp; <em>c</em></p>',
        published: '2026-01-02T00:00:00.000Z',
        updated: '2026-01-03T10:00:00.000Z',
        authors: [{ name: 'Desk', url: 'https://example.org/authors/desk/' }],
        tags: ['C++', '中文'],
        image: 'https://example.org/posts/a/og.png',
        language: 'en',
      },
    ],
  };
  const files = printFeeds(feed);

  it('is read back as it was, as RSS', async () => {
    const read = await new Parser().parseString(files['feed.xml'] ?? '');
    const [item] = read.items;
    assert.equal(read.title, 'A & B');
    assert.equal(item?.title, '</script> <b> & ]]> "q"');
    assert.equal(item?.['content:encoded']?.trim(), feed.items[0]?.html);
    assert.equal(item?.creator, 'Desk');
    assert.equal(item?.guid, url);
    assert.deepEqual(item?.categories, ['C++', '中文']);
    assert.match(files['feed.xml'] ?? '', /<pubDate>Fri, 02 Jan 2026 00:00:00 GMT<\/pubDate>/);
  });
  it('is read back as it was, as Atom', async () => {
    const read = await new Parser().parseString(files['atom.xml'] ?? '');
    const [item] = read.items;
    assert.equal(item?.title, '</script> <b> & ]]> "q"');
    assert.equal(item?.content?.trim(), feed.items[0]?.html);
    assert.equal(item?.link, url);
    assert.match(files['atom.xml'] ?? '', /<updated>2026-01-03T10:00:00\.000Z<\/updated>/);
    assert.match(files['atom.xml'] ?? '', /<published>2026-01-02T00:00:00\.000Z<\/published>/);
  });
  it('is read back as it was, as JSON', () => {
    const read = JSON.parse(files['feed.json'] ?? '');
    assert.equal(read.version, 'https://jsonfeed.org/version/1.1');
    assert.equal(read.items[0].title, '</script> <b> & ]]> "q"');
    assert.equal(read.items[0].content_html, feed.items[0]?.html);
    assert.equal(read.items[0].date_published, '2026-01-02T00:00:00.000Z');
  });
  it('without items is still a feed', async () => {
    const empty = printFeeds({ ...feed, items: [] });
    for (const name of ['feed.xml', 'atom.xml']) {
      const read = await new Parser().parseString(empty[name] ?? '');
      assert.equal(read.title, 'A & B');
      assert.equal(read.items?.length ?? 0, 0);
    }
    assert.deepEqual(JSON.parse(empty['feed.json'] ?? '').items, []);
  });
});
