import { expect, type Locator, type Page, test } from '@playwright/test';
import { mainTemplates, mainUrl } from './sites';

const post = `${mainUrl}/posts/capabilities-not-permissions/`;

/** The controls that are lower or narrower than a number of CSS pixels, with their size. */
const smallerThan = (pixels: number, controls: Locator): Promise<string[]> =>
  controls.evaluateAll(
    (all, pixels) =>
      all.flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        return width === 0 || Math.min(width, height) > pixels - 0.5
          ? []
          : `${control.textContent?.trim()}: ${width} × ${height}`;
      }),
    pixels,
  );

/** The number of characters of a full line in the first long paragraph of an article. */
function charactersPerLine(page: Page): Promise<number> {
  return page.evaluate(() => {
    const paragraph = [...document.querySelectorAll('.article > p')].find(
      ({ textContent }) => (textContent?.length ?? 0) > 300,
    );
    if (!paragraph) throw new Error('there is no long paragraph');
    const { fontFamily, fontSize } = getComputedStyle(paragraph);
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('there is no canvas');
    context.font = `${fontSize} ${fontFamily}`;
    const text = paragraph.textContent ?? '';
    return (paragraph.clientWidth / context.measureText(text).width) * text.length;
  });
}

for (const width of [640, 768, 1000, 1023, 1024, 1280, 1920])
  test(`a line has 60 to 72 characters on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(post);
    await page.evaluate(() => document.fonts.ready);
    const characters = await charactersPerLine(page);
    expect(characters).toBeGreaterThanOrEqual(60);
    expect(characters).toBeLessThanOrEqual(72);
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the first sentence of an article is on the first screen', async ({ page }) => {
    for (const path of ['capabilities-not-permissions', 'reading-a-wasm-binary', 'what-wasi-is']) {
      await page.goto(`${mainUrl}/posts/${path}/`);
      const first = await page.locator('.article p').first().boundingBox();
      expect(first?.y, path).toBeLessThan(844);
    }
  });

  test('the contents are closed, and open with a tap', async ({ page }) => {
    await page.goto(post);
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await expect(contents.getByRole('link').first()).toBeHidden();
    await contents.getByText('Contents').tap();
    await expect(contents.getByRole('link').first()).toBeVisible();
  });

  test('what a thumb uses most has at least 44 pixels', async ({ page }) => {
    for (const path of ['/', '/posts/capabilities-not-permissions/']) {
      await page.goto(mainUrl + path);
      const controls = page.locator(
        ':is(header.site, footer.site, .tools) :is(a, button:visible), a.button, .toc summary',
      );
      expect(await smallerThan(44, controls), path).toEqual([]);
    }
  });
});

for (const [name, path] of Object.entries(mainTemplates))
  test(`${name}: every target outside of running text has at least 24 pixels`, async ({ page }) => {
    await page.goto(mainUrl + path);
    const controls = page.locator(
      ':is(.label, nav, header.site, footer.site, .tools) :is(a, button, summary), a.button, summary',
    );
    expect(await smallerThan(24, controls.locator('visible=true'))).toEqual([]);
  });

test('no control appears after the page and moves others', async ({ page }) => {
  const positions = () =>
    page
      .locator('header.site')
      .locator('a, button:visible')
      .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().toJSON()));
  // Controls have other widths in other fonts.
  await page.route('**/*.woff2', (route) => route.abort());
  await page.route('**/assets/**', () => {});
  await page.goto(post, { waitUntil: 'commit' });
  await page.locator('.article p').first().waitFor();
  const before = await positions();
  await page.unroute('**/assets/**');
  await page.goto(post);
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  expect(await positions()).toEqual(before);
});

test('the navigation marks the current page', async ({ page }) => {
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current=page]');
  await page.goto(`${mainUrl}/archive/`);
  await expect(current).toHaveText('Archive');
  await page.goto(post);
  await expect(current).toHaveCount(0);
});

test('the end of an article has one next step, and repeats no link', async ({ page }) => {
  await page.goto(post);
  const next = page.getByRole('region', { name: 'Next in this series' });
  await expect(next.getByRole('link')).toHaveAttribute('rel', 'next');
  const recommended = page.locator('#recommended');
  await expect(recommended.getByRole('link')).toHaveCount(3);
  const links = await page
    .locator('main section a[href*="/posts/"]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(new Set(links).size).toBe(links.length);
  const author = page.getByRole('region', { name: 'About the author' });
  await expect(author.getByRole('link', { name: 'Standards Desk' })).toBeVisible();
  // In this order: next, recommended, author, call to action.
  const order = await page.evaluate(() =>
    ['#next', '#recommended', '#about-authors', '[data-cta]'].map(
      (selector) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0,
    ),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('the front page says what the site is, what to read and how to follow', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${mainUrl}/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notes on WebAssembly beyond the browser');
  await expect(page.getByRole('main').getByRole('link', { name: 'Subscribe' }).first()).toBeInViewport();
  await expect(page.getByText('New here?').getByRole('link')).toHaveAttribute('href', /start-here/);
  const stories = page.locator('main article');
  await expect(stories).toHaveCount(4);
  for (const story of await stories.all()) {
    await expect(story.locator('img, svg').first()).toBeVisible();
    await expect(story.getByText(/^By /)).toBeVisible();
  }
  const titles = await page.locator('main .h-entry .u-url').allTextContents();
  expect(new Set(titles).size, 'no article is there twice').toBe(titles.length);
});

test('on paper, an article has its address and license, and its code is not larger than its text', async ({
  page,
}) => {
  // A4 with margins of 2 cm.
  await page.setViewportSize({ width: 643, height: 971 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  await expect(page.getByRole('link', { name: 'Linear Memory', exact: true })).toBeVisible();
  await expect(page.getByText('Text under CC BY 4.0')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  const sizes = await page.evaluate(() => {
    const sizeOf = (selector: string) =>
      Number.parseFloat(getComputedStyle(document.querySelector(selector) ?? document.body).fontSize);
    return { text: sizeOf('.article p'), code: sizeOf('.article pre code') };
  });
  expect(sizes.code).toBeLessThanOrEqual(sizes.text);
  for (const code of await page.locator('.article pre').all())
    expect(await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  const address = await page.evaluate(
    () => getComputedStyle(document.querySelector('data.u-url') as Element, '::before').content,
  );
  expect(address).toContain('/posts/reading-a-wasm-binary/');
});

test('on paper, the front page has no buttons and breaks no story in two', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${mainUrl}/`);
  await expect(page.getByRole('main').getByRole('link', { name: 'Subscribe' })).toBeHidden();
  for (const entry of await page.locator('main .h-entry').all())
    await expect(entry).toHaveCSS('break-inside', 'avoid');
});

test('every page has a link to subscribe at the top', async ({ page }) => {
  for (const path of Object.values(mainTemplates)) {
    await page.goto(mainUrl + path);
    await expect(page.getByRole('banner').getByRole('link', { name: 'Subscribe' })).toBeVisible();
  }
});
