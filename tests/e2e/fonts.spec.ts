import { expect, type Page, test } from '@playwright/test';
import { fontsOf } from './drawn-fonts';
import { mainUrl } from './sites';

/** The pages of the first visits. The first starts with italics. */
const paths = ['/posts/cold-starts/', '/', '/archive/'];

/** Collects the layout shifts of a page that is not open yet. */
const recordShifts = (page: Page) =>
  page.addInitScript(() => {
    const counter = window as unknown as { shift: number };
    counter.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) counter.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });

const shiftOf = (page: Page) => page.evaluate(() => (window as unknown as { shift: number }).shift);

for (const device of [
  { name: 'a phone', viewport: { width: 390, height: 844 }, isMobile: true },
  { name: 'a desktop', viewport: { width: 1280, height: 800 }, isMobile: false },
])
  test(`a first visit on ${device.name} over 150 ms of latency shows the text font and its italic, and nothing moves`, async ({
    browser,
  }) => {
    const { viewport, isMobile } = device;
    for (const path of paths) {
      const context = await browser.newContext({ viewport, isMobile });
      const page = await context.newPage();
      await recordShifts(page);
      const network = await context.newCDPSession(page);
      await network.send('Network.enable');
      await network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 1_250_000,
        uploadThroughput: 625_000,
      });
      await page.goto(mainUrl + path);
      await expect.poll(() => fontsOf(page, 'main h1'), path).toEqual([expect.stringContaining('Brygada')]);
      if (path === paths[0])
        await expect
          .poll(() => fontsOf(page, '.article em'))
          .toEqual([expect.stringMatching(/Brygada.*Italic/)]);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      expect(await shiftOf(page), path).toBeLessThanOrEqual(0.02);
      await context.close();
    }
  });

/** Holds the fonts back. Returns a function that lets them arrive. */
async function delayFonts(page: Page): Promise<() => void> {
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/*.woff2', (route) => arrival.then(() => route.continue()));
  return arrive;
}

test.describe('a font that arrives after the first paint', () => {
  test.beforeEach(async ({ page }) => {
    await recordShifts(page);
    // It is set before the first paint, and removed as soon as the font is there, at least to compare.
    await page.addInitScript(() => {
      const watch = window as unknown as { isDecided: boolean };
      new MutationObserver((records) => {
        watch.isDecided ||= records.some(({ oldValue }) => oldValue !== null);
      }).observe(document, { attributeFilter: ['data-fallback'], attributeOldValue: true, subtree: true });
    });
  });

  const lateFont = async (page: Page, address: string) => {
    const arrive = await delayFonts(page);
    const module = page.waitForResponse(/late-fonts/);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await module;
    expect(String(await fontsOf(page, 'main h1'))).not.toContain('Brygada');
    arrive();
    await page.waitForFunction(() => (window as unknown as { isDecided: boolean }).isDecided);
    await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    });
  };

  test('is shown if little in view would move', async ({ page }) => {
    await lateFont(page, `${mainUrl}/404.html`);
    await expect.poll(() => fontsOf(page, 'main h1')).toEqual([expect.stringContaining('Brygada')]);
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
  });

  test('is not shown on this page if text would move', async ({ page }) => {
    // As with a system font that is much wider.
    await page.route('**/posts/cold-starts/', async (route) => {
      const response = await route.fetch();
      const html = (await response.text())
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/g, '')
        .replace(/size-adjust:[\d.]+%/g, 'size-adjust:150%');
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    });
    await lateFont(page, `${mainUrl}/posts/cold-starts/`);
    expect(String(await fontsOf(page, 'main h1'))).not.toContain('Brygada');
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
    // The next page shows it at once.
    await page.goto(`${mainUrl}/archive/`);
    await expect.poll(() => fontsOf(page, 'main h1')).toEqual([expect.stringContaining('Brygada')]);
  });

  test('moves nothing on other pages', async ({ page }) => {
    for (const path of ['/', '/posts/start-here/', '/posts/runtimes-compared/', '/search/', '/colophon/']) {
      await lateFont(page, mainUrl + path);
      expect(await shiftOf(page), path).toBeLessThanOrEqual(0.02);
      await page.unrouteAll();
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('until the text font arrives, text has an italic, a bold and nearly the same widths', async ({
    page,
  }) => {
    const arrive = await delayFonts(page);
    await page.goto(`${mainUrl}/posts/cold-starts/`, { waitUntil: 'domcontentloaded' });
    const selectors = ['main h1', '.article h2', '.article em'];
    const widths = () =>
      page.evaluate(
        (all) =>
          all.map((selector) => {
            const range = document.createRange();
            const element = document.querySelector(selector);
            if (element) range.selectNodeContents(element);
            return [...range.getClientRects()].reduce((sum, { width }) => sum + width, 0);
          }),
        selectors,
      );
    const before = await widths();
    for (const selector of selectors) expect(String(await fontsOf(page, selector))).not.toContain('Brygada');
    expect(String(await fontsOf(page, '.article em'))).toMatch(/Italic|Oblique/i);
    expect(String(await fontsOf(page, '.article h2'))).toMatch(/Bold/i);
    arrive();
    await expect.poll(() => fontsOf(page, 'main h1')).toEqual([expect.stringContaining('Brygada')]);
    for (const [at, width] of (await widths()).entries())
      expect(Math.abs((before[at] ?? 0) / width - 1), selectors[at]).toBeLessThan(0.04);
  });
});
