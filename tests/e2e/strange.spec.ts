import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import Parser from 'rss-parser';
import { filesUnder } from '../../lib/util/files';
import { hostileTitle } from '../helpers/strange';
import { basePath, strangeHome, strangeOutDir, strangeUrl } from './sites';

test('a hostile post is text on its page and in lists', async ({ page }) => {
  page.on('dialog', () => {
    throw new Error('a script in the post ran');
  });
  await page.goto(`${strangeUrl}/posts/hostile/`);
  await expect(page.locator('h1')).toHaveText(hostileTitle.replace(/\s+/g, ' '));
  expect(await page.title()).toBe(`${hostileTitle} · Linear Memory`);
  await expect(
    page.locator('.article script, .article svg, .article iframe, [onerror], [onclick], [onload]'),
  ).toHaveCount(0);
  await expect(page.locator('[href^="javascript" i]')).toHaveCount(0);
  for (const text of await page.locator('script[type="application/ld+json"]').allTextContents()) {
    const data = JSON.parse(text);
    expect([hostileTitle, undefined]).toContain(data.headline);
  }
  await expect(page.locator('.article')).toContainText('Text with ]]> in it');
  await page.goto(`${strangeUrl}/archive/`);
  await expect(page.getByRole('link', { name: hostileTitle })).toBeVisible();
});

test('a hostile post is text in the feeds', async ({ request }) => {
  for (const file of ['feed.xml', 'atom.xml']) {
    const feed = await new Parser().parseString(await (await request.get(`${strangeUrl}/${file}`)).text());
    const item = feed.items.find((one) => one.link === `${strangeHome}/posts/hostile/`);
    expect(item?.title).toBe(hostileTitle);
    expect(item?.['content:encoded'] ?? item?.content).toContain('Text with ]]> in it');
  }
  const json = await (await request.get(`${strangeUrl}/feed.json`)).json();
  expect(json.items.map((item: { title: string }) => item.title)).toContain(hostileTitle);
});

test('tags of every kind have unique addresses', async ({ page }) => {
  await page.goto(`${strangeUrl}/posts/tags/`);
  const tags = await page
    .locator('a[rel~=tag]')
    .evaluateAll((links) => links.map((link) => [link.textContent ?? '', link.getAttribute('href') ?? '']));
  expect(tags.map(([name]) => name)).toEqual([
    'C',
    'C++',
    'C#',
    '.NET',
    'NET',
    'naïve',
    'naive',
    '中文',
    'R&D',
    'WASI',
  ]);
  expect(new Set(tags.map(([, href]) => href)).size).toBe(10);
  for (const [name, href] of tags) {
    const response = await page.goto(new URL(href ?? '', strangeUrl).href);
    expect(response?.status(), href).toBe(200);
    await expect(page.locator('h1')).toHaveText(name ?? '');
  }
});

test('tags that differ only in letter case are one topic', async ({ page }) => {
  await page.goto(`${strangeUrl}/tags/wasi/`);
  await expect(page.locator('main ol > li')).toHaveCount(2);
});

test('a post has the language, direction and date format of its text', async ({ page }) => {
  await page.goto(`${strangeUrl}/posts/arabic/`);
  await expect(page.locator('article')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('article')).toHaveAttribute('dir', 'rtl');
  await page.setViewportSize({ width: 360, height: 760 });
  const rightOf = (selector: string) =>
    page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().right));
  expect(await rightOf('header > .label'), 'the label above the title is aligned with it').toBe(
    await rightOf('h1'),
  );
  await page.goto(`${strangeUrl}/posts/%E6%97%A5%E6%9C%AC%E8%AA%9E/`);
  await expect(page.locator('article')).toHaveAttribute('lang', 'ja');
  await expect(page.locator('article time').first()).toHaveText('2026年1月2日');
});

test("a post shows the day in its author's time zone, with the exact time", async ({ page }) => {
  await page.goto(`${strangeUrl}/posts/emoji/`);
  const time = page.locator('article time').first();
  await expect(time).toHaveText('1 March 2026');
  await expect(time).toHaveAttribute('datetime', '2026-02-28T22:30:00.000Z');
});

test('old addresses redirect to the post, and its first address stays its id in feeds', async ({
  page,
  request,
}) => {
  for (const path of ['/2019/first.html', '/old-name/', '/old-name']) {
    const response = await request.get(strangeUrl + path, { maxRedirects: 0 });
    expect([response.status(), response.headers().location]).toEqual([301, `${basePath}/posts/moved-here/`]);
  }
  await page.goto(`${strangeUrl}/old-name/`);
  await expect(page).toHaveURL(`${strangeUrl}/posts/moved-here/`);
  // On a host without redirects, there is a page that redirects.
  for (const file of ['/2019/first.html', '/old-name/index.html']) {
    await page.route('**/posts/moved-here/', (route) => route.fulfill({ body: 'There.' }));
    await page.route(strangeUrl + file, (route) =>
      route.fulfill({ path: strangeOutDir + file, contentType: 'text/html' }),
    );
    await page.goto(strangeUrl + file, { waitUntil: 'commit' });
    await expect(page).toHaveURL(`${strangeUrl}/posts/moved-here/`);
    const html = readFileSync(strangeOutDir + file, 'utf8');
    expect(html).toContain(`<link rel="canonical" href="${strangeHome}/posts/moved-here/">`);
  }
  const json = await (await request.get(`${strangeUrl}/feed.json`)).json();
  expect(json.items.find((item: { url: string }) => item.url.endsWith('/moved-here/')).id).toBe(
    `${strangeHome}/2019/first.html`,
  );
});

test('a post may have a canonical URL on another site and be left out of search engines', async ({
  page,
}) => {
  await page.goto(`${strangeUrl}/posts/elsewhere/`);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', 'https://other.example/post');
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await expect(page.locator('[data-cta]')).toHaveCount(0);
  expect(readFileSync(`${strangeOutDir}/sitemap.xml`, 'utf8')).not.toContain('/elsewhere/');
});

test('a post may have its own call to action and pinned recommendations', async ({ page }) => {
  await page.goto(`${strangeUrl}/posts/own-cta/`);
  await expect(page.locator('[data-cta]').getByRole('link')).toHaveText('Come here');
  const links = await page
    .locator('#recommended a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  await expect(page.locator('main a[rel=next]')).toHaveAttribute('href', `${basePath}/posts/tags/`);
  expect(links[0]).toBe(`${basePath}/posts/long/`);
  await expect(page.locator('#recommended li').first()).toContainText('Chosen by the author');
  await page.goto(`${strangeUrl}/posts/elsewhere/`);
  await expect(page.locator('#recommended')).toHaveCount(0);
});

test('drafts and scheduled posts are left out of every file', async () => {
  for (const path of await filesUnder(strangeOutDir)) {
    expect(path).not.toMatch(/draft|scheduled|hidden-tag/);
    if (!/\.(png|ico|woff2)$/.test(path))
      expect(readFileSync(strangeOutDir + path, 'utf8'), path).not.toMatch(/SECRET|draft-alias|hidden-tag/);
  }
});

test('a translation and its original link to each other, with an interface in their languages', async ({
  page,
}) => {
  const alternates = () =>
    page
      .locator('head link[rel="alternate"][hreflang]')
      .evaluateAll((links) =>
        links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]),
      );
  const both = [
    ['x-default', `${strangeHome}/posts/moved-here/`],
    ['en', `${strangeHome}/posts/moved-here/`],
    ['de', `${strangeHome}/posts/umgezogen/`],
  ];
  await page.goto(`${strangeUrl}/posts/moved-here/`);
  expect(await alternates()).toEqual(both);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(`${strangeUrl}/posts/umgezogen/`);
  expect(await alternates()).toEqual(both);
  await expect(page.getByRole('note', { name: 'Warnung' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Anmerkungen' })).toBeAttached();
  await expect(page.getByRole('link', { name: 'English' })).toHaveAttribute('hreflang', 'en');
});

test('a diagram is a drawing in the colors of the page, with alternative text', async ({ page, request }) => {
  await page.goto(`${strangeUrl}/posts/diagram/`);
  const region = page.getByRole('region', { name: 'Diagram 1' });
  const image = region.getByRole('img', { name: 'One leads to two' });
  await image.scrollIntoViewIfNeeded();
  await expect
    .poll(() =>
      image.evaluate((shown: HTMLImageElement) => shown.complete && shown.naturalWidth === shown.width),
    )
    .toBe(true);
  await expect(page.getByRole('figure', { name: 'The order' })).toBeVisible();
  const svg = await (
    await request.get(new URL((await image.getAttribute('src')) ?? '', strangeUrl).href)
  ).text();
  const colors = await page.evaluate(() =>
    ['--paper', '--sunk', '--ink', '--muted', '--accent'].map((name) =>
      getComputedStyle(document.documentElement).getPropertyValue(name),
    ),
  );
  for (const color of colors) expect(svg).toContain(color);
  expect(svg).toContain('One &lt;1&gt;');
  expect(svg).not.toMatch(/https?:(?!\/\/www\.w3\.org\/)/);
  const { items } = await (await request.get(`${strangeUrl}/feed.json`)).json();
  const item = items.find((one: { url: string }) => one.url.endsWith('/posts/diagram/'));
  expect(item.content_html).toMatch(/<img src="https:[^"]*\/diagram\.svg" alt="One leads to two"/);
});

test('formulas are MathML on the page and images in feeds', async ({ page, request }) => {
  await page.goto(`${strangeUrl}/posts/formulas/`);
  await expect(page.locator('.article')).toContainText('It costs $5 or $6');
  await expect(page.locator('p math')).toHaveCount(1);
  const formula = page.getByRole('region', { name: 'Formula 1' });
  const ends = await formula
    .locator('mtr > mtd:first-child > *')
    .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().right)));
  expect(new Set(ends).size, 'the equals signs are aligned').toBe(1);
  const { items } = await (await request.get(`${strangeUrl}/feed.json`)).json();
  const item = items.find((one: { url: string }) => one.url.endsWith('/posts/formulas/'));
  const [, image = ''] =
    /<img src="([^"]*)" alt="2\^\{16\}" width="\d+" height="\d+">/.exec(item.content_html) ?? [];
  const drawn = await request.get(image.replace(strangeHome, strangeUrl));
  expect([drawn.status(), drawn.headers()['content-type']]).toEqual([200, 'image/png']);
});

test('feed readers do not show a picture of the article a second time above it', async ({ request }) => {
  const feed = await (await request.get(`${strangeUrl}/feed.xml`)).text();
  const itemOf = (slug: string) =>
    feed.split('<item>').find((item) => item.includes(`/posts/${slug}/</link>`));
  expect(itemOf('pictures')).toContain('<img ');
  expect(itemOf('pictures')).not.toContain('media:content');
  expect(itemOf('emoji')).toContain('<media:content ');
});
