import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { mainUrl } from './sites';

const readability = readFileSync(
  createRequire(import.meta.url).resolve('@mozilla/readability/Readability.js'),
  'utf8',
);

// The page's policy does not apply to a browser's own reader view, but it would block this script.
test.use({ bypassCSP: true });

/** The result of Firefox's Reader View for a page. */
async function readerView(page: Page, path: string) {
  await page.goto(mainUrl + path, { waitUntil: 'domcontentloaded' });
  await page.evaluate(readability);
  return page.evaluate(() => {
    const { Readability } = window as unknown as {
      Readability: new (of: Document) => { parse(): Record<string, string> | null };
    };
    const article = new Readability(document.cloneNode(true) as Document).parse();
    if (!article) throw new Error('no article was found');
    const { title, byline, lang, dir, publishedTime, siteName, textContent, content } = article;
    return { title, byline, lang, dir, publishedTime, siteName, textContent, content };
  });
}

test('Reader View finds the whole article and nothing around it', async ({ page }) => {
  const path = '/posts/capabilities-not-permissions/';
  const view = await readerView(page, path);
  expect(view).toMatchObject({ lang: 'en', siteName: 'Linear Memory' });
  expect(view.title).toContain((await page.locator('h1').textContent()) ?? 'no title');
  expect(view.byline).toMatch(/Desk/);
  expect(view.publishedTime).toMatch(/^2026-/);
  const paragraphs = await page.locator('.article > p').allTextContents();
  expect(paragraphs.length).toBeGreaterThan(5);
  const flat = (text = '') => text.replace(/\s+/g, ' ').trim();
  for (const paragraph of paragraphs) expect(flat(view.textContent)).toContain(flat(paragraph));
  expect(view.textContent).not.toMatch(/Recommended articles|Follow along|Skip to content|Share/);
});

test('Reader View has the code, the pictures, the tables and the footnotes', async ({ page }) => {
  const { content = '' } = await readerView(page, '/posts/reading-a-wasm-binary/');
  for (const part of ['<pre', '<img', '<table', 'id="fn-']) expect(content).toContain(part);
});
