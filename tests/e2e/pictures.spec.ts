import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { filesUnder } from '../../lib/util/files';
import { mainUrl, strangeOutDir, strangeUrl } from './sites';

const path = `${strangeUrl}/posts/pictures/`;

/** Scrolls to the end in steps, then to each lazy image that is still missing. */
async function scrollThrough(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: 'instant' });
      await new Promise((done) => setTimeout(done, 50));
    }
  });
  await expect
    .poll(() =>
      page.locator('img').evaluateAll((images) => {
        const missing = (images as HTMLImageElement[]).find((image) => !image.complete);
        missing?.scrollIntoView({ behavior: 'instant' });
        return missing?.src;
      }),
    )
    .toBe(undefined);
}

const widthOf = async (shown: Locator) => (await shown.boundingBox())?.width ?? 0;

test('a phone loads the first picture first and each in its size, without layout shifts', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const counter = window as unknown as { shifted: number };
    counter.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        counter.shifted += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const images: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && request.url().includes('/media/')) images.push(request.url());
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const first = page.getByAltText('Hills under a sky');
  await expect(first).toHaveAttribute('fetchpriority', 'high');
  await expect(first).not.toHaveAttribute('loading');
  await expect(page.getByAltText('A drawing')).toHaveAttribute('loading', 'lazy');
  expect(images[0]).toMatch(/photograph-1200\.avif$/);
  await scrollThrough(page);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);
  expect(
    images.filter((url) => /-2160\./.test(url)),
    'more pixels than the screen has',
  ).toEqual([]);
  await context.close();
});

test('pictures have the size in their attributes, rotated upright', async ({ page }) => {
  await page.goto(path);
  await scrollThrough(page);
  const ratios = await page.locator('.article img').evaluateAll((images) =>
    (images as HTMLImageElement[]).map((image) => ({
      stated: Number(image.getAttribute('width')) / Number(image.getAttribute('height')),
      shown: image.clientWidth / image.clientHeight,
      real: image.naturalWidth / image.naturalHeight,
    })),
  );
  expect(ratios).toHaveLength(8);
  for (const { stated, shown, real } of ratios) {
    expect(shown).toBeCloseTo(stated, 1);
    expect(real).toBeCloseTo(stated, 1);
  }
  const upright = await page.getByAltText('An upright photograph').boundingBox();
  expect(upright?.height).toBeGreaterThan(upright?.width ?? Infinity);
});

test('a picture opens large with the mouse and the keyboard, and returns the focus', async ({ page }) => {
  await page.goto(path);
  const link = page.getByRole('link', { name: 'Hills under a sky' });
  await link.focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Hills under a sky' });
  await expect(viewer).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Close' })).toBeFocused();
  expect(await widthOf(viewer.getByRole('img'))).toBeGreaterThan(await widthOf(link));
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(link).toBeFocused();
  await link.click();
  await expect(viewer).toBeVisible();
  await viewer.getByRole('button', { name: 'Close' }).click();
  await expect(viewer).toBeHidden();
  await expect(link).toBeFocused();
});

test('an animation does not move until it is opened', async ({ page }) => {
  await page.goto(path);
  const clip = page.getByRole('link', { name: 'A clip in three steps' });
  await expect(clip.getByRole('img')).toHaveAttribute('src', /animation-\d+\.webp$/);
  await clip.click();
  const moving = page.getByRole('dialog').getByRole('img');
  await expect(moving).toHaveAttribute('src', /animation\.webp$/);
  expect(
    await moving.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(640);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('a picture links to the large version', async ({ page, request }) => {
    await page.goto(path);
    const href = await page.getByRole('link', { name: 'Hills under a sky' }).getAttribute('href');
    const response = await request.get(new URL(href ?? '', strangeUrl).href);
    expect(response.headers()['content-type']).toBe('image/webp');
    expect((await sharp(await response.body()).metadata()).width).toBe(2160);
  });
});

test('published images are never the originals: no metadata, scripts or references to other hosts', async () => {
  const media = (await filesUnder(strangeOutDir)).filter((file) => file.startsWith('/media/'));
  expect(
    media.filter(
      (file) => !/\.(avif|webp|svg(\.(br|gz))?|txt(\.(br|gz))?|jpg|mp4)$|\/formula\.png$/.test(file),
    ),
  ).toEqual([]);
  expect(media.filter((file) => file.endsWith('.jpg'))).toHaveLength(1);
  for (const file of media.filter((each) => /\.(avif|webp|jpg)$/.test(each))) {
    const { exif, xmp, iptc, orientation = 1 } = await sharp(strangeOutDir + file).metadata();
    expect([exif, xmp, iptc, orientation], file).toEqual([undefined, undefined, undefined, 1]);
  }
  const drawing = media.find((file) => file.endsWith('drawing.svg'));
  expect(readFileSync(`${strangeOutDir}${drawing}`, 'utf8')).not.toMatch(
    /script|alert|onload|foreignObject|https?:\/\/elsewhere/,
  );
});

test('pictures in feeds are plain <img> elements with absolute URLs and sizes', async ({ request }) => {
  const { items } = await (await request.get(`${strangeUrl}/feed.json`)).json();
  const { content_html: html } = items.find((item: { url: string }) => item.url.endsWith('/posts/pictures/'));
  expect(html).toMatch(
    /<figure><img src="https?:\/\/[^"]+\/photograph-1200\.webp" alt="Hills under a sky" width="1200" height="800"><figcaption>/,
  );
  expect(html).not.toMatch(/<svg|srcset|<picture|class=/);
});

test('a video on another host is a picture and a link until it is opened', async ({ page }) => {
  const requests: string[] = [];
  const isElsewhere = ({ hostname }: URL) => hostname !== 'localhost';
  await page.route(isElsewhere, (route) => {
    requests.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<title>Player</title>' });
  });
  await page.goto(path);
  await scrollThrough(page);
  const link = page.getByRole('link', { name: /A talk/ });
  await expect(link).toHaveAttribute('href', 'https://www.youtube.com/watch?v=abc');
  expect(requests).toEqual([]);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('iframe[title="A talk"]')).toBeVisible();
  await expect.poll(() => requests).toEqual(['https://www.youtube-nocookie.com/embed/abc?autoplay=1']);
});

test('a video of the post is a picture and a link until it is opened, then plays in place', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => request.url().endsWith('.mp4') && requests.push(request.url()));
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  await scrollThrough(page);
  const name = 'Decoding an LEB128 integer, seven bits at a time';
  const link = page.getByRole('link', { name });
  await expect(link).toHaveAttribute('href', /\/leb128\.mp4$/);
  expect(requests).toEqual([]);
  await link.focus();
  await page.keyboard.press('Enter');
  const clip = page.getByLabel(name);
  await expect(clip).toBeFocused();
  await expect.poll(() => clip.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
});

test('a cover is above the text, in lists, in feeds and in link previews', async ({ page, request }) => {
  await page.goto(`${strangeUrl}/posts/covered/`);
  const cover = page.getByRole('img', { name: 'Hills under a sky' });
  await expect(cover).toBeVisible();
  // In the column of the text.
  const [picture, text] = await Promise.all([cover.boundingBox(), page.locator('.article').boundingBox()]);
  expect([picture?.x, picture?.width]).toEqual([text?.x, text?.width]);
  expect(
    await cover.evaluate((image: HTMLImageElement) => image.decode().then(() => image.currentSrc)),
  ).toMatch(/photograph-\d+\.avif$/);
  await expect(page.locator('meta[property="og:image"]')).toHaveAttribute(
    'content',
    /photograph-share\.jpg$/,
  );
  await expect(page.locator('meta[property="og:image:alt"]')).toHaveAttribute('content', 'Hills under a sky');

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${strangeUrl}/`);
  const story = page.locator('article', { hasText: 'A post with a cover' });
  // The title is next to it, so a screen reader need not announce it.
  await expect(story.locator('img')).toHaveAttribute('alt', '');
  await expect(story.locator('img')).toBeVisible();

  const { items } = await (await request.get(`${strangeUrl}/feed.json`)).json();
  const item = items.find(({ url }: { url: string }) => url.endsWith('/posts/covered/'));
  expect(item.image).toMatch(/photograph-share\.jpg$/);
});
