import { expect, test } from '@playwright/test';
import { collectProblems } from './checks';
import { basePath, mainUrl } from './sites';

for (const path of ['/feed.xml', '/atom.xml', '/tags/wasi/feed.xml'])
  test(`${path} opened in a browser explains what it is and lists its articles`, async ({
    page,
    request,
  }) => {
    const source = await (await request.get(mainUrl + path)).text();
    const titles = [...source.matchAll(/<(?:item|entry)[\s\S]*?<title[^>]*>(?:<!\[CDATA\[)?([^<\]]+)/g)];
    expect(titles.length).toBeGreaterThan(1);
    const problems = await collectProblems(page);
    // A browser requests the icon of a host, which is outside the site if the site is under a path.
    if (basePath) await page.route(/:\d+\/favicon\.ico$/, (route) => route.fulfill({ status: 204 }));
    await page.goto(mainUrl + path);
    const shown = page.locator('item > title, entry > title');
    await expect(shown).toHaveCount(titles.length);
    await expect(shown.first()).toBeVisible();
    // Only feed readers show whole articles.
    for (const hidden of await page.locator('encoded, content, guid, id, author, link').all())
      await expect(hidden).toBeHidden();
    const explanation = await page.evaluate(
      () => getComputedStyle(document.documentElement, '::before').content,
    );
    expect(explanation).toMatch(/This is a feed.*\/subscribe\//s);
    expect(problems).toEqual([]);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
