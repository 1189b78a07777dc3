import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, expect, test } from '@playwright/test';
import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { readBibliography } from '../../lib/citations/read';
import { filesUnder } from '../../lib/util/files';
import { workDirOf } from '../../scripts/publication.js';
import { connectedPublication } from '../helpers/connected-site';
import {
  type ConversationServer,
  conversationServer,
  mastodonStatus,
  webmention,
} from '../helpers/conversation-server';
import { digestsOf } from '../helpers/digests';
import { freePort } from '../helpers/free-port';
import { article } from '../helpers/linked-server';
import { runAlongside, runIn } from '../helpers/own-publication';
import { startServer, waitForServer } from '../helpers/server';
import { axeViolations } from './checks';

// A publication with everything that an owner can add to articles, built once.
test.describe.configure({ mode: 'default' });

const hostileText = '<script>alert(1)</script><img src="https://tracker.example/1.png"> https://ok.example/';

let stranger: ConversationServer;
let folder: string;
let server: ReturnType<typeof startServer>;
let url: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  stranger = await conversationServer();
  const { answers, origin } = stranger;
  const html = (text: string) => (response: ServerResponse) =>
    response.setHeader('Content-Type', 'text/html').end(text);
  answers['/fine'] = html(article('Fine'));
  const postUrl = 'https://rivers.example/posts/thousand/';
  answers['/api/v1/statuses/1'] = { favourites_count: 12, reblogs_count: 3 };
  answers['/api/v1/statuses/1/context'] = {
    descendants: [
      mastodonStatus(2, '<p>I grew up next to one.</p>'),
      mastodonStatus(3, `<p>${hostileText.replace(/</g, '&lt;')}</p>`),
      mastodonStatus(4, '<p>Rude</p>', {
        account: { display_name: 'R', acct: 'r', url: 'https://rude.example/@r' },
      }),
    ],
  };
  answers['/api/mentions.jf2'] = { children: [webmention(postUrl, 'in-reply-to')] };
  answers['/wayback/available'] = {
    archived_snapshots: {
      closest: {
        available: true,
        status: '200',
        timestamp: '20170302101112',
        url: 'https://web.archive.org/web/1/x',
      },
    },
  };
  answers['/rivers.example/webmention'] = html('<title>Received</title>');
  folder = await connectedPublication(origin);
  for (const [command, ...args] of [['conversation'], ['links', '--archive', origin], ['build']] as const) {
    // The stand-in answers in this process.
    const { status, output } = await runAlongside(folder, command, { BUILD_TIME: '2026-11-20' }, args);
    expect(status, output).toBe(0);
  }
  const port = await freePort();
  url = `http://localhost:${port}`;
  server = startServer('serve', join(folder, 'out'), port);
  await waitForServer(server, url);
});
test.afterAll(() => {
  server.kill();
  stranger.server.close();
});

const read = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');
const withoutScripts = (browser: Browser) => browser.newPage({ javaScriptEnabled: false });

test.describe('a podcast', () => {
  test('has a feed that parsers understand, with everything that directories ask for', async () => {
    const xml = read('podcast.xml');
    const { format, feed } = parseFeed(xml);
    if (format !== 'rss') throw new Error(`a feed of the format ${format}`);
    expect(feed.itunes).toMatchObject({
      image: 'https://rivers.example/podcast.jpg',
      author: 'Quiet Rivers',
      explicit: false,
      type: 'episodic',
      categories: [{ text: 'Science', categories: [{ text: 'Earth Sciences' }] }],
      owner: { name: 'Quiet Rivers', email: 'ada@rivers.example' },
    });
    // Calculated with another implementation of RFC 9562 for "rivers.example/podcast.xml".
    expect(feed.podcast?.guid).toBe('c532373a-5491-5341-99a9-eb706b10b5e2');
    expect(feed.items?.length).toBe(1);
    const [item] = feed.items ?? [];
    const audio = join(folder, 'content/posts/mills/episode.mp3');
    expect(item?.enclosures).toEqual([
      {
        url: expect.stringMatching(/^https:.*episode\.mp3$/),
        length: readFileSync(audio).length,
        type: 'audio/mpeg',
      },
    ]);
    expect(item?.itunes).toMatchObject({ duration: 60, episode: 7, episodeType: 'full' });
    expect(item?.podcast).toMatchObject({
      transcripts: [{ type: 'text/vtt', language: 'en' }],
      chapters: {
        url: 'https://rivers.example/posts/mills/chapters.json',
        type: 'application/json+chapters',
      },
    });
    expect(JSON.parse(read('posts/mills/chapters.json')).chapters).toEqual([
      { startTime: 0, title: 'Welcome' },
      { startTime: 20, title: 'How mills work' },
    ]);
    const other = await new Parser().parseString(xml);
    expect(other.items[0]).toMatchObject({ itunes: { duration: '60', episode: '7' } });
    // Other feed readers play it, too.
    expect((await new Parser().parseString(read('feed.xml'))).items[0]?.enclosure?.type).toBe('audio/mpeg');
  });

  test('plays from the chapter or the line that the reader chooses', async ({ page }) => {
    await page.goto(`${url}/posts/mills/`);
    const time = () =>
      page.locator('audio').evaluate((audio: HTMLAudioElement) => Math.floor(audio.currentTime));
    await page.getByText('Chapters').click();
    await page.getByRole('link', { name: '0:20 How mills work' }).click();
    await expect.poll(time).toBeGreaterThanOrEqual(20);
    await page.getByText('Transcript', { exact: true }).click();
    await expect(page.getByText('Bo: Two stones & a river.')).toBeVisible();
    await page.getByRole('link', { name: '0:00', exact: true }).click();
    await expect.poll(time).toBeLessThan(20);
    expect(new URL(page.url()).pathname).toBe('/posts/mills/');
  });

  test('works without JavaScript: chapters lead into the file', async ({ browser }) => {
    const page = await withoutScripts(browser);
    await page.goto(`${url}/posts/mills/`);
    await page.getByText('Chapters').click();
    const href = await page.getByRole('link', { name: 'How mills work' }).getAttribute('href');
    expect(href).toMatch(/^\/media\/[^/]*\/episode\.mp3#t=20$/);
    expect((await page.request.get(url + href)).headers()['content-type']).toBe('audio/mpeg');
    await page.close();
  });
});

test('citations lead to a list of references, and the page says what it cites', async ({ page }) => {
  await page.goto(`${url}/posts/mills/`);
  await expect(page.locator('.references li')).toHaveText([
    'Ann Miller (1890). On Mills. River Press.',
    'Bo Rivers and Cy Banks (2001). Why Rivers Run. Water.',
  ]);
  await page.locator('.footnotes').getByRole('link', { name: 'Miller 1890' }).click();
  await expect(page.locator('.references li').first()).toBeInViewport();
  const data = JSON.parse(
    (await page.locator('script[type="application/ld+json"]').first().textContent()) ?? '',
  );
  expect(data.citation).toMatchObject([
    { '@type': 'Book', name: 'On Mills', datePublished: '1890' },
    { '@type': 'ScholarlyArticle', name: 'Why Rivers Run', url: 'https://doi.org/10.1000/182' },
  ]);
  await page.getByText('Cite this article').click();
  const entry = (await page.locator('.bibtex').textContent()) ?? '';
  const [work] = readBibliography('references.bib', entry).works.values();
  expect(work).toMatchObject({
    title: 'A talk about mills',
    authors: [{ family: 'Example', given: 'Ada' }],
    // The version that is cited keeps this address.
    url: 'https://rivers.example/posts/mills/history/2026-03-09/',
  });
});

test.describe('a conversation', () => {
  test('is plain HTML below the post, and nothing of it is loaded or run', async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).origin));
    page.on('dialog', () => requests.push('dialog'));
    await page.goto(`${url}/posts/thousand/`, { waitUntil: 'networkidle' });
    const section = page.getByRole('region', { name: /^Conversation/ });
    await expect(section).toContainText('Conversation: 3 replies · 12 likes · 3 reposts');
    await expect(section.locator('.p-content')).toHaveText([
      'I grew up next to one.',
      hostileText.replaceAll('https://', ''),
      'I do not agree.',
    ]);
    await expect(section.getByRole('link', { name: 'ok.example/' })).toHaveAttribute('rel', /nofollow ugc/);
    await expect(section.getByRole('link', { name: 'Reply on Mastodon' })).toHaveAttribute(
      'href',
      /\/@ada\/1$/,
    );
    await expect(section).not.toContainText('Rude');
    expect(new Set(requests)).toEqual(new Set([url]));
    expect(await axeViolations(page)).toEqual([]);
  });

  test('takes the URL of a response, with a plain form that the policy allows', async ({ browser }) => {
    const page = await withoutScripts(browser);
    await page.goto(`${url}/posts/thousand/`);
    await page.getByText('Have you written a response').click();
    await page.getByLabel('Its URL').fill('https://dee.example/answer');
    stranger.requests.length = 0;
    await page.keyboard.press('Enter');
    await expect(page).toHaveTitle('Received');
    expect(stranger.requests.map(decodeURIComponent)).toContain(
      'POST /rivers.example/webmention target=https://rivers.example/posts/thousand/&source=https://dee.example/answer',
    );
    await page.goto(`${url}/posts/thousand/`);
    const policy = (await page.request.get(`${url}/posts/thousand/`)).headers()['content-security-policy'];
    expect(policy).toContain(`form-action ${stranger.origin} https://buttondown`);
    await page.close();
  });
});

test('a link that is gone leads to a capture, and says so; others stay', async ({ page }) => {
  await page.goto(`${url}/posts/mills/`);
  const gone = page.getByRole('link', { name: 'the old page' });
  await expect(gone).toHaveAttribute('href', 'https://web.archive.org/web/1/x');
  await expect(gone).toHaveAttribute('title', `${stranger.origin}/missing`);
  await expect(page.locator('.article')).toContainText('the old page (archived copy of 2 March 2017)');
  await expect(page.getByRole('link', { name: 'a page that works' })).toHaveAttribute(
    'href',
    `${stranger.origin}/fine`,
  );
  expect(read('posts/mills/index.md')).toContain(`[the old page](${stranger.origin}/missing)`);
  expect(read('feed.xml')).toContain('archived copy of');
});

test.describe('the history of a post', () => {
  test('shows what was changed, and leads to the version that somebody cited', async ({ page }) => {
    await page.goto(`${url}/posts/mills/`);
    await page.getByRole('link', { name: 'What has changed' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('History of “A talk about mills”');
    await expect(page.locator('del')).toHaveText('two');
    await expect(page.locator('ins')).toHaveText('three');
    await expect(page.locator('main')).toContainText('Counted the stones again');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: '1 March 2026' }).click();
    expect(new URL(page.url()).pathname).toBe('/posts/mills/history/2026-03-01/');
    await expect(page.locator('.article')).toContainText('The mill has two stones');
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
      'href',
      'https://rivers.example/posts/mills/',
    );
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'current version' }).click();
    await expect(page.locator('.article')).toContainText('The mill has three stones');
  });

  test('has an address for the current version, which leads to the post', async ({ page }) => {
    await page.goto(`${url}/posts/mills/history/2026-03-09/`);
    await expect(page).toHaveURL(`${url}/posts/mills/`);
  });

  test('is in no list, feed, sitemap or search index', () => {
    for (const file of ['sitemap.xml', 'feed.xml', 'llms.txt', 'archive/index.html', 'search/index.json'])
      expect(read(file), file).not.toContain('/history/');
    expect(read('posts/mills/history/index.html')).toContain('content="noindex"');
  });
});

test('a post of a thousand words with all of it fits in one round trip: 14,600 bytes', () => {
  const html = read('posts/thousand/index.html');
  const scripts = [...html.matchAll(/<script[^>]* src="\/([^"]*)"/g)].map(([, src = '']) => read(src));
  const bytes = [html, ...scripts].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
  expect(bytes).toBeLessThanOrEqual(14_600);
});

test('no page has an id twice', async () => {
  for (const path of (await filesUnder(join(folder, 'out'))).filter((one) => one.endsWith('.html'))) {
    const ids = [...read(path).matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size, path).toBe(ids.length);
  }
});

test('an edit of what the commands have written gives the same site as a clean build', async () => {
  test.setTimeout(120_000);
  for (const [file, from, to] of [
    ['conversation.json', 'I grew up next to one.', 'I grew up in one.'],
    ['links.json', '', ''],
    ['posts/mills/references.bib', 'On Mills', 'About Mills'],
    ['posts/mills/episode.vtt', 'Two stones', 'Three stones'],
  ] as const) {
    const path = join(folder, 'content', file);
    const content = readFileSync(path, 'utf8');
    const changed =
      file === 'links.json' ? content.replace(/,\s*"gone": "[^"]*"/, '') : content.replace(from, to);
    expect(changed).not.toBe(content);
    writeFileSync(path, changed);
  }
  const env = { BUILD_TIME: '2026-11-20' };
  const edited = runIn(folder, 'build', { ...env, OUT_DIR: join(folder, 'edited') });
  expect(edited.status, edited.output).toBe(0);
  rmSync(workDirOf(folder), { recursive: true });
  const clean = runIn(folder, 'build', { ...env, OUT_DIR: join(folder, 'clean') });
  expect(clean.status, clean.output).toBe(0);
  expect(await digestsOf(join(folder, 'edited'))).toEqual(await digestsOf(join(folder, 'clean')));
  expect(readFileSync(join(folder, 'edited/posts/mills/index.html'), 'utf8')).toContain('Three stones');
});
