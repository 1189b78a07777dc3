import { expect, test } from '@playwright/test';
import { watch } from './checks';
import { basePath, mainUrl } from './sites';

for (const path of ['/feed.xml', '/atom.xml', '/tags/wasi/feed.xml'])
  test(`${path} opened in a browser says what it is, and what is in it`, async ({ page, request }) => {
    const source = await (await request.get(mainUrl + path)).text();
    const titles = [...source.matchAll(/<(?:item|entry)[\s\S]*?<title[^>]*>(?:<!\[CDATA\[)?([^<\]]+)/g)];
    expect(titles.length).toBeGreaterThan(1);
    const faults = await watch(page);
    // A browser asks a host for its icon by itself; under a path, that is not of this site.
    if (basePath) await page.route(/:\d+\/favicon\.ico$/, (route) => route.fulfill({ status: 204 }));
    await page.goto(mainUrl + path);
    const shown = page.locator('item > title, entry > title');
    await expect(shown).toHaveCount(titles.length);
    await expect(shown.first()).toBeVisible();
    // Whole articles are for feed readers.
    for (const hidden of await page.locator('encoded, content, guid, id, author, link').all())
      await expect(hidden).toBeHidden();
    const explained = await page.evaluate(
      () => getComputedStyle(document.documentElement, '::before').content,
    );
    expect(explained).toMatch(/This is a feed.*\/subscribe\//s);
    expect(faults).toEqual([]);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
