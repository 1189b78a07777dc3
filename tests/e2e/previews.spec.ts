import { expect, test } from '@playwright/test';
import { mf2 } from 'microformats-parser';
import openGraph from 'open-graph-scraper';
import { unfurl } from 'unfurl.js';
import { mainHome, mainUrl } from './sites';

const htmlOf = async (path: string) => (await fetch(mainUrl + path)).text();

/** The previews of links to each kind of page. */
const pages = {
  '/posts/what-wasi-is/': {
    type: 'article',
    title: 'What WASI is, and what it is not',
    card: '/posts/what-wasi-is/og.png',
  },
  '/authors/runtime-desk/': {
    type: 'website',
    title: 'Runtime Desk',
    card: '/authors/runtime-desk/og.png',
  },
  '/tags/wasi/': { type: 'website', title: 'WASI', card: '/tags/wasi/og.png' },
  '/': {
    type: 'website',
    title: 'Linear Memory: Notes on WebAssembly beyond the browser',
    card: '/og.png',
  },
};

for (const [path, { type, title, card }] of Object.entries(pages)) {
  test(`a link to ${path} has a preview with its title, summary and card in every reader`, async () => {
    const { result } = await openGraph({ html: await htmlOf(path) });
    expect([result.ogTitle, result.ogType, result.ogUrl]).toEqual([title, type, mainHome + path]);
    expect([result.ogSiteName, result.ogLocale]).toEqual(['Linear Memory', 'en_US']);
    expect(result.ogDescription?.length).toBeGreaterThan(40);
    const image = {
      url: mainHome + card,
      width: '1200',
      height: '630',
      type: 'image/png',
      alt: expect.stringMatching(/./),
    };
    expect(result.ogImage).toEqual([image]);
    expect(result.twitterCard).toBe('summary_large_image');

    const unfurled = await unfurl(mainUrl + path, { oembed: false });
    expect(unfurled.title).toContain(title);
    expect(unfurled.description).toBe(result.ogDescription);
    expect(unfurled.open_graph).toMatchObject({
      title,
      type,
      url: mainHome + path,
      images: [{ url: mainHome + card, type: 'image/png', width: 1200, height: 630 }],
    });
    expect(unfurled.twitter_card?.card).toBe('summary_large_image');
    // The picture exists, with the given type.
    const picture = await fetch(mainUrl + card);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });
}

test('the preview of a post has its dates, authors and section', async () => {
  const { result } = await openGraph({ html: await htmlOf('/posts/what-wasi-is/') });
  expect(result.articlePublishedTime).toBe('2026-03-24T00:00:00.000Z');
  expect(Date.parse(result.articleModifiedTime ?? '')).toBeGreaterThan(Date.parse('2026-03-24'));
  expect(result.articleAuthor).toBe(`${mainHome}/authors/standards-desk/`);
  expect(result.articleSection).toBe('WASI from the ground up');
  const oEmbed = await (await fetch(`${mainUrl}/posts/what-wasi-is/oembed.json`)).json();
  expect(oEmbed).toMatchObject({
    type: 'link',
    version: '1.0',
    title: 'What WASI is, and what it is not',
    author_name: 'Standards Desk',
    provider_name: 'Linear Memory',
    thumbnail_url: `${mainHome}/posts/what-wasi-is/og.png`,
  });
});

test('a post is an h-entry, a list is an h-feed, and an author is an h-card', async () => {
  const read = async (path: string) => mf2(await htmlOf(path), { baseUrl: mainHome + path }).items;
  const [entry] = (await read('/posts/what-wasi-is/')).filter(({ type }) => type?.includes('h-entry'));
  expect(entry?.properties).toMatchObject({
    name: ['What WASI is, and what it is not'],
    url: [`${mainHome}/posts/what-wasi-is/`],
    uid: [`${mainHome}/posts/what-wasi-is/`],
    published: ['2026-03-24'],
    category: ['WASI', 'Standards', 'WIT'],
    author: [
      {
        type: ['h-card'],
        properties: { name: ['Standards Desk'], url: [`${mainHome}/authors/standards-desk/`] },
      },
    ],
    content: [{ html: expect.stringContaining('<h2'), value: expect.stringMatching(/.{1000}/s) }],
  });
  for (const path of ['/', '/tags/wasi/', '/archive/']) {
    const [feed] = (await read(path)).filter(({ type }) => type?.includes('h-feed'));
    const entries = feed?.children?.filter(({ type }) => type?.includes('h-entry')) ?? [];
    expect(entries.length, path).toBeGreaterThan(3);
    for (const { properties } of entries)
      expect(Object.keys(properties), path).toEqual(expect.arrayContaining(['name', 'published', 'url']));
  }
  const [card] = (await read('/authors/standards-desk/')).filter(({ properties }) =>
    String(properties.name).includes('Standards Desk'),
  );
  expect(card?.type).toContain('h-card');
});
