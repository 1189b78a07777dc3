import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';
import sharp from 'sharp';
import { joinSegments } from '../../lib/content/body';
import { type FeedContent, renderFeeds } from '../../lib/feeds';
import { itemHtml } from '../../lib/feeds/item-html';
import { opml } from '../../lib/feeds/opml';
import { renderFormula } from '../../lib/images/encode';
import { renderMarkdown } from '../../lib/markdown/render';

const url = 'https://example.org/posts/a/';

const render = async (markdown: string) => {
  const { html, formulas } = await renderMarkdown(markdown, 'en');
  return { html: joinSegments(html.segments, { links: {}, assets: {} }, ''), formulas };
};

describe("an item's HTML", () => {
  it('has no relative links, scripts, styles or classes', async () => {
    const { html } = await render(
      '## Head\n\n> [!TIP]\n> Tip.\n\n```js {1}\nlet a = "</pre>";\n```\n\n| a |\n|---|\n| 1 |\n\nA note[^1]. [x](#head)\n\n:::pull\nA note\n:::\n\n[^1]: N.',
    );
    const item = itemHtml(`${html}<p><a href="/about/">r</a> <img src="/media/1/a.png" alt=""></p>`, url, {});
    assert.doesNotMatch(item, / (class|style|data-[\w-]+|tabindex|role|aria-[\w-]+)=|<script/);
    for (const [, link = ''] of item.matchAll(/ (?:href|src)="([^"]*)"/g))
      if (link.startsWith('#')) assert.ok(item.includes(` id="${link.slice(1)}"`), link);
      else assert.match(link, /^https:\/\/example\.org\//);
    assert.match(item, /<figure><pre><code>let a = "&#x3C;\/pre>";<\/code><\/pre><\/figure>/);
    assert.match(item, /<h2 id="a:head">Head<\/h2>/);
    assert.equal(item.match(/A note/g)?.length, 1);
    assert.match(item, /<blockquote><p><strong>Tip<\/strong><\/p>/);
  });
});

describe('an article in a feed', () => {
  it('has links to and from its own footnotes, and absolute links for everything else', async () => {
    const { html } = await render('A note[^n], [b](#nowhere).\n\n[^n]: N.');
    const item = itemHtml(html, url, {});
    assert.match(item, /<a href="#a:fn-n"/);
    assert.match(item, /<li id="a:fn-n">/);
    assert.match(item, /<a href="#a:fnref-n"/);
    assert.match(item, /<a href="https:\/\/example\.org\/posts\/a\/#nowhere"/);
  });
});

describe('two articles in a feed', () => {
  it('share no id, even if their footnotes and headings have the same names', async () => {
    const { html } = await render('## Über\n\nA note[^n], [a](#über).\n\n[^n]: N.');
    const idsAt = (url: string) => {
      const item = itemHtml(html, url, {});
      const ids = [...item.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      for (const [, link = ''] of item.matchAll(/ href="#([^"]*)"/g))
        assert.ok(ids.includes(decodeURIComponent(link)), link);
      return ids;
    };
    const ids = [...idsAt(url), ...idsAt('https://example.org/posts/%C3%BCber/')];
    assert.ok(ids.length >= 8);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('a formula in a feed', () => {
  it('is an image with its TeX as alternative text, in the size of the drawing', async () => {
    const tex = 'x^2 \\le \\sum_{i=1}^{n} \\frac{1}{i}';
    const { html, formulas } = await render(`Within $$${tex}$$ a line.\n\n$$\n${tex}\n$$\n`);
    const item = itemHtml(html, url, formulas);
    const images = [...item.matchAll(/<img src="([^"]*)" alt="([^"]*)" width="(\d+)" height="(\d+)">/g)];
    assert.deepEqual(
      images.map(([, , alt]) => alt),
      [tex, tex],
    );
    assert.doesNotMatch(item, /<math/);
    // On a line of its own, a formula has more room.
    const [inline, block] = Object.values(formulas);
    assert.ok(inline && block && inline.address !== block.address && inline.height < block.height);
    for (const [at, formula] of [inline, block].entries()) {
      const { width, height } = await sharp(await renderFormula(formula.svg)).metadata();
      const [, address = '', , shownWidth, shownHeight] = images[at] ?? [];
      assert.deepEqual([width, height], [Number(shownWidth) * 2, Number(shownHeight) * 2]);
      assert.equal(address, `https://example.org${formula.address}`);
    }
  });

  for (const [condition, tex] of Object.entries({
    'it has letters that the font for formulas lacks': '\\text{線形}',
    'it takes too long to draw': 'x'.repeat(1501),
    'it is wider than any screen': '\\hspace{1000em}x',
    'it is nested too deeply for a drawing': `${'\\sqrt{'.repeat(200)}x${'}'.repeat(200)}`,
  }))
    it(`is its TeX if ${condition}`, async () => {
      const { html, formulas } = await render(`$$${tex}$$`);
      assert.deepEqual(formulas, {});
      assert.ok(itemHtml(html, url, formulas).includes(`<code>${tex}</code>`));
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
        day: '2026-01-02',
        updated: '2026-01-03T10:00:00.000Z',
        authors: [{ name: 'Desk', url: 'https://example.org/authors/desk/' }],
        tags: ['C++', '中文'],
        image: { url: 'https://example.org/posts/a/og.png', width: 1200, height: 630 },
        isImageWithin: false,
        attachments: [{ url: 'https://example.org/media/1/talk.mp3', type: 'audio/mpeg', length: 12345 }],
        language: 'en',
      },
    ],
  };
  const files = renderFeeds(feed);

  it('has the same content when parsed as RSS', async () => {
    const parsed = await new Parser().parseString(files['feed.xml'] ?? '');
    const [item] = parsed.items;
    assert.equal(parsed.title, 'A & B');
    assert.equal(item?.title, '</script> <b> & ]]> "q"');
    assert.equal(item?.['content:encoded']?.trim(), feed.items[0]?.html);
    assert.equal(item?.creator, 'Desk');
    assert.equal(item?.guid, url);
    assert.deepEqual(item?.categories, ['C++', '中文']);
    assert.match(files['feed.xml'] ?? '', /<pubDate>Fri, 02 Jan 2026 00:00:00 GMT<\/pubDate>/);
  });
  it('has the same content when parsed as Atom', async () => {
    const parsed = await new Parser().parseString(files['atom.xml'] ?? '');
    const [item] = parsed.items;
    assert.equal(item?.title, '</script> <b> & ]]> "q"');
    assert.equal(item?.content?.trim(), feed.items[0]?.html);
    assert.equal(item?.link, url);
    assert.match(files['atom.xml'] ?? '', /<updated>2026-01-03T10:00:00\.000Z<\/updated>/);
    assert.match(files['atom.xml'] ?? '', /<published>2026-01-02T00:00:00\.000Z<\/published>/);
  });
  it('has the same content when parsed as JSON', () => {
    const parsed = JSON.parse(files['feed.json'] ?? '');
    assert.equal(parsed.version, 'https://jsonfeed.org/version/1.1');
    assert.equal(parsed.items[0].title, '</script> <b> & ]]> "q"');
    assert.equal(parsed.items[0].content_html, feed.items[0]?.html);
    assert.equal(parsed.items[0].date_published, '2026-01-02T00:00:00.000Z');
  });
  it('has a page for browsers, which feed readers ignore', async () => {
    for (const name of ['feed.xml', 'atom.xml']) {
      const text = files[name] ?? '';
      // The W3C's validator detects a feed by its first 512 bytes.
      assert.match(text.slice(0, 512), /<(?:rss|feed)\b/);
      assert.match(text, /<xhtml:h3><xhtml:a href="https:\/\/example\.org\/posts\/a\/">/);
      assert.ok(text.includes(`<xhtml:p class="address" dir="ltr">https://example.org/${name}<`));
      const without = text.replace(/\n\s*<xhtml:main[\s\S]*<\/xhtml:main>/, '');
      assert.notEqual(without, text);
      assert.deepEqual(parseFeed(text), parseFeed(without));
      const read = async (xml: string) => (await new Parser().parseString(xml)).items;
      assert.deepEqual(await read(text), await read(without));
    }
    const archived = renderFeeds({ ...feed, archived: { url: 'https://example.org/archive/feed/1/' } });
    assert.match(archived['atom.xml'] ?? '', /dir="ltr">https:\/\/example\.org\/atom\.xml</);
  });
  it('has enclosures with their types and lengths, and the image of each article', async () => {
    const parsed = await new Parser<object, { media: { $: object } }>({
      customFields: { item: [['media:content', 'media']] },
    }).parseString(files['feed.xml'] ?? '');
    const [item] = parsed.items;
    assert.deepEqual(
      { ...item?.enclosure },
      {
        url: 'https://example.org/media/1/talk.mp3',
        type: 'audio/mpeg',
        length: '12345',
      },
    );
    assert.deepEqual(
      { ...item?.media.$ },
      {
        url: 'https://example.org/posts/a/og.png',
        medium: 'image',
        type: 'image/png',
        width: '1200',
        height: '630',
      },
    );
    assert.match(
      files['atom.xml'] ?? '',
      /<link href="https:\/\/example\.org\/media\/1\/talk\.mp3" rel="enclosure" type="audio\/mpeg" length="12345"\/>/,
    );
    assert.deepEqual(JSON.parse(files['feed.json'] ?? '').items[0].attachments, [
      { url: 'https://example.org/media/1/talk.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12345 },
    ]);
  });
  it('continues in an archive (RFC 5005) whose documents link to each other', () => {
    const folder = (at: number) => `https://example.org/archive/feed/${at}/`;
    const current = renderFeeds({ ...feed, previous: folder(3) });
    for (const name of ['feed.xml', 'atom.xml'])
      assert.match(
        current[name] ?? '',
        /<(?:atom:)?link href="https:\/\/example\.org\/archive\/feed\/3\/atom\.xml" rel="prev-archive"/,
      );
    const document = renderFeeds({
      ...feed,
      previous: folder(2),
      archived: { url: folder(3), next: folder(4) },
    });
    assert.deepEqual(Object.keys(document), ['atom.xml']);
    const links = [...(document['atom.xml'] ?? '').matchAll(/\n {2}<link href="([^"]*)" rel="([^"]*)"/g)];
    assert.deepEqual(Object.fromEntries(links.map(([, href, rel]) => [rel, href])), {
      self: `${folder(3)}atom.xml`,
      alternate: 'https://example.org/',
      current: 'https://example.org/atom.xml',
      'prev-archive': `${folder(2)}atom.xml`,
      'next-archive': `${folder(4)}atom.xml`,
    });
    assert.match(
      document['atom.xml'] ?? '',
      /<fh:archive xmlns:fh="http:\/\/purl\.org\/syndication\/history\/1\.0"\/>/,
    );
  });
  it('is still a feed without items', async () => {
    const empty = renderFeeds({ ...feed, items: [] });
    for (const name of ['feed.xml', 'atom.xml']) {
      const parsed = await new Parser().parseString(empty[name] ?? '');
      assert.equal(parsed.title, 'A & B');
      assert.equal(parsed.items?.length ?? 0, 0);
    }
    assert.deepEqual(JSON.parse(empty['feed.json'] ?? '').items, []);
  });
  // Each class of characters, also in the middle of what would otherwise be the end of CDATA, a tag or a reference.
  for (const [name, character] of Object.entries({
    'C0 control characters': '\0\u0001\b\u000b\u001b\u001f',
    'C1 control characters': '\u007f\u0080\u0085\u009f',
    'a high surrogate': '\ud800',
    'a low surrogate': '\udfff',
    noncharacters: '\ufdd0\ufffe\uffff\u{1fffe}\u{10ffff}',
    'directional marks': '\u200e\u200f\u202a\u202e\u2066\u2069',
    'line separators': '\u2028\u2029',
  }))
    it(`is well-formed with ${name} in any of its texts, and so is the OPML file`, () => {
      const text = `a${character}b ]]${character}> <${character}!-- &${character}amp; "' ${character}`;
      const [item] = feed.items;
      assert.ok(item);
      const hostile: FeedContent = {
        ...feed,
        title: text,
        description: text,
        copyright: text,
        items: [
          { ...item, title: text, summary: text, html: text, tags: [text], authors: [{ name: text, url }] },
        ],
      };
      const rendered = renderFeeds(hostile);
      const documents = [
        rendered['feed.xml'],
        rendered['atom.xml'],
        renderFeeds({ ...hostile, archived: { url } })['atom.xml'],
        opml(text, [{ title: text, url }]),
      ];
      for (const document of documents) parseXml(document ?? '');
      assert.deepEqual(JSON.parse(rendered['feed.json'] ?? '').items[0].tags, [text]);
    });
});
