import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { basePath, mainHome, mainUrl } from './sites';

const slugs = readdirSync(`${mainOutDir}/posts`);

for (const slug of slugs)
  test(`/posts/${slug}/ has every part of a post's page`, async ({ page }) => {
    await page.goto(`${mainUrl}/posts/${slug}/`);
    const article = page.locator('main > article');
    await expect(page.locator('article')).toHaveCount(1);
    await expect(article.locator('time[datetime]').first()).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}/);
    await expect(article.locator('h1')).toHaveCount(1);
    expect(await article.locator('a[rel~=author]').count()).toBeGreaterThan(0);
    expect(await article.locator('a[rel~=tag]').count()).toBeGreaterThan(0);
    await expect(article.getByText(/^\d+\s+min read$/)).toBeVisible();
    await expect(page.locator('[data-cta]')).toHaveCount(1);
    const recommended = page.locator('section#recommended');
    await expect(recommended.getByRole('heading', { level: 2 })).toHaveText('Recommended articles');
    const links = await recommended
      .locator('a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.length).toBeGreaterThanOrEqual(3);
    expect(links.length).toBeLessThanOrEqual(5);
    expect(new Set(links).size).toBe(links.length);
    for (const link of links) expect(link?.replace(basePath, '')).toMatch(/^\/posts\/[^/]+\/$/);
    expect(links).not.toContain(`${basePath}/posts/${slug}/`);
    const order = await page.evaluate(() => {
      const [body, section, cta] = ['.article', '#recommended', '[data-cta]'].map((selector) =>
        document.querySelector(selector),
      );
      return [body?.compareDocumentPosition(section as Node), section?.compareDocumentPosition(cta as Node)];
    });
    expect(order).toEqual([4, 4]);
  });

test('every post is recommended somewhere, and most recommendations have a reason', async ({ request }) => {
  const recommended = new Set<string>();
  let items = 0;
  let reasons = 0;
  for (const slug of slugs) {
    const page = await (await request.get(`${mainUrl}/posts/${slug}/`)).text();
    const list = page.slice(page.indexOf('id="recommended"'));
    for (const item of list.slice(0, list.indexOf('</ol>')).split('<li').slice(1)) {
      items++;
      recommended.add(/href="[^"]*\/posts\/([^/"]+)\/"/.exec(item)?.[1] ?? '');
      // A similar date is not shown as a reason.
      if (/class=["']?label["']?>[^<]{5,}</.test(item)) reasons++;
    }
  }
  expect([...recommended].sort()).toEqual(slugs.toSorted());
  expect(reasons).toBeGreaterThan(items / 2);
});

test('the head of a post describes it', async ({ page }) => {
  await page.goto(`${mainUrl}/posts/capabilities-not-permissions/`);
  const url = `${mainHome}/posts/capabilities-not-permissions/`;
  const title = (await page.locator('h1').textContent()) ?? '';
  await expect(page).toHaveTitle(`${title} · Linear Memory`);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', url);
  const meta = (name: string) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).first();
  await expect(meta('description')).toHaveAttribute('content', /.{50,}/);
  await expect(meta('og:type')).toHaveAttribute('content', 'article');
  await expect(meta('og:url')).toHaveAttribute('content', url);
  await expect(meta('og:title')).toHaveAttribute('content', title);
  await expect(meta('og:image')).toHaveAttribute('content', `${url}og.png`);
  await expect(meta('og:image:width')).toHaveAttribute('content', '1200');
  await expect(meta('article:published_time')).toHaveAttribute('content', '2026-04-07T00:00:00.000Z');
  await expect(meta('article:author')).toHaveAttribute('content', `${mainHome}/authors/standards-desk/`);
  await expect(meta('article:tag')).toHaveAttribute('content', 'WASI');
  await expect(meta('twitter:card')).toHaveAttribute('content', 'summary_large_image');
  for (const [type, file] of [
    ['application/rss+xml', 'feed.xml'],
    ['application/atom+xml', 'atom.xml'],
    ['application/feed+json', 'feed.json'],
  ])
    await expect(page.locator(`link[rel=alternate][type="${type}"]`)).toHaveAttribute(
      'href',
      `${mainHome}/${file}`,
    );
  await expect(page.locator('link[rel=alternate][type="text/markdown"]')).toHaveAttribute(
    'href',
    `${url}index.md`,
  );
  await expect(page.locator('link[rel=alternate][type="application/json+oembed"]')).toHaveAttribute(
    'href',
    `${url}oembed.json`,
  );
  await expect(meta('og:image:type')).toHaveAttribute('content', 'image/png');
  const data = await page.locator('script[type="application/ld+json"]').allTextContents();
  const [posting, breadcrumb] = data.map((text) => JSON.parse(text));
  expect(posting).toMatchObject({
    '@type': 'BlogPosting',
    headline: title,
    url,
    datePublished: '2026-04-07T00:00:00.000Z',
    image: `${url}og.png`,
    inLanguage: 'en',
    keywords: ['WASI', 'Security'],
    wordCount: expect.any(Number),
    author: [{ name: 'Standards Desk', url: `${mainHome}/authors/standards-desk/` }],
    publisher: { name: 'Linear Memory' },
  });
  expect(breadcrumb['@type']).toBe('BreadcrumbList');
});

test('the pages of a topic and an author list their own feeds first', async ({ page }) => {
  for (const list of ['/tags/wasi/', '/authors/runtime-desk/']) {
    await page.goto(mainUrl + list);
    await expect(page.locator('link[rel=alternate][type="application/rss+xml"]').first()).toHaveAttribute(
      'href',
      `${mainHome}${list}feed.xml`,
    );
  }
});

test('a long post has a table of contents, and a part of a series the list of all parts', async ({
  page,
}) => {
  await page.goto(`${mainUrl}/posts/wit-by-example/`);
  const parts = page.getByRole('navigation', { name: 'Series' });
  await parts.getByText('Part 2 of 4 · Components in practice').click();
  await expect(parts.getByRole('listitem')).toHaveCount(4);
  await expect(parts.locator('[aria-current=page]')).toHaveText(
    (await page.locator('h1').textContent()) ?? '',
  );
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  const contents = page.getByRole('navigation', { name: 'Contents' });
  const link = contents.getByRole('link').nth(2);
  const text = await link.textContent();
  await link.click();
  await expect(page.locator(':target')).toHaveText(text ?? '');
});

test('drawings follow the theme that the reader chose', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${mainUrl}/posts/linear-memory/`);
  const drawing = page.locator('.article img').first();
  await drawing.scrollIntoViewIfNeeded();
  const light = await drawing.screenshot();
  await page.getByRole('button', { name: 'Dark mode' }).click();
  await expect.poll(async () => (await drawing.screenshot()).equals(light)).toBe(false);
});

test('a link to a heading leads there, even if content above it is laid out later', async ({ page }) => {
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  const links = page.getByRole('navigation', { name: 'Contents' }).getByRole('link');
  for (const at of [2, 5]) {
    await links.nth(at).click();
    const id = new URL(page.url()).hash.slice(1);
    await expect.poll(async () => (await page.locator(`[id="${id}"]`).boundingBox())?.y).toBeLessThan(100);
    await page.goBack();
  }
});
