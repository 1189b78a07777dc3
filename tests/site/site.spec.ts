import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { axeViolations, collectProblems } from '../e2e/checks';
import { testWholeSite } from '../helpers/whole-site';
import { base, outDir } from './served';

const htmlOf = (path: string) => readFileSync(outDir + path.replace(/\/$/, '/index.html'), 'utf8');

/** The site's own origin and base path, from the canonical link of the home page. */
const [, home = ''] = /<link rel="canonical" href="([^"]*)"/.exec(htmlOf('/')) ?? [];
testWholeSite({ name: 'the site', outDir, origin: home.replace(/\/$/, ''), base });

/** The pages of the owner's own site, whatever they are. Files of `public/` and redirects are not among them. */
const pages = [...readFileSync(`${outDir}/sitemap.xml`, 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)].map(
  ([, url = '']) => decodeURI(url.slice(home.length - 1)),
);

/** Modules that the owner has turned on, and one that only slow connections need. */
const isOptional = /\/assets\/(?:analytics|comments|late-fonts)\./;

/** Up to this many pages of each kind are opened in a browser. */
const SAMPLES = 3;

/** `/posts/a/` and `/posts/b/` are of one kind, `/tags/` and `/tags/a/` are not. */
const kindOf = (path: string) => path.replace(/(?<=^\/[^/]+\/).+/, '…');
const counts = new Map<string, number>();
const samples = pages.filter((path) => {
  const count = (counts.get(kindOf(path)) ?? 0) + 1;
  counts.set(kindOf(path), count);
  return count <= SAMPLES;
});
samples.push('/404.html');
const posts = samples.filter((path) => htmlOf(path).includes('"@type":"BlogPosting"'));

for (const path of samples)
  test(`${path} is accessible, fits every screen, and loads nothing from elsewhere`, async ({ page }) => {
    const problems = await collectProblems(page);
    const scripts: string[] = [];
    page.on('response', async (response) => {
      const isScript = response.request().resourceType() === 'script';
      if (isScript && !isOptional.test(response.url())) scripts.push(await response.text());
    });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(base + encodeURI(path));
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('main')).toHaveCount(1);
    await expect(page).toHaveTitle(/./);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const inline = await page
      .locator('script:not([src]):not([type="application/ld+json"])')
      .evaluateAll((all) => all.map(({ textContent }) => textContent ?? ''));
    const bytes = [...scripts, ...inline].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
    expect(bytes, 'bytes of JavaScript, compressed').toBeLessThanOrEqual(2500);
    expect(problems).toEqual([]);
  });

for (const path of posts)
  test(`${path} has every part of a post's page`, async ({ page }) => {
    await page.goto(base + encodeURI(path));
    await expect(page.locator('main article')).toHaveCount(1);
    const article = page.locator('main > article');
    await expect(article.locator('time[datetime]').first()).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}/);
    await expect(page.locator('link[rel=canonical]')).toHaveCount(1);
    for (const property of ['og:title', 'og:image', 'og:url'])
      await expect(page.locator(`meta[property="${property}"]`)).toHaveAttribute('content', /./);
    const data = await page
      .locator('script[type="application/ld+json"]')
      .evaluateAll((all) => all.map(({ textContent }) => JSON.parse(textContent ?? '')));
    expect(JSON.stringify(data)).toContain('BlogPosting');
    const links = await page
      .locator('section#recommended a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.length).toBeLessThanOrEqual(5);
    expect(new Set(links).size).toBe(links.length);
  });

test.describe(() => {
  test.use({ javaScriptEnabled: false });
  test('articles can be read without JavaScript', async ({ page }) => {
    for (const path of posts) {
      await page.goto(base + encodeURI(path));
      await expect(page.locator('.article')).toBeVisible();
    }
  });
});
