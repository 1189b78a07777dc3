import { expect, type Page, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { axeViolations, collectProblems } from './checks';
import { mainHome, mainTemplates, mainUrl, strangeOutDir, strangeUrl } from './sites';

/** One page for each template, from both sites if they differ. */
const templates: Record<string, string> = {
  ...mainTemplates,
  'hostile post': `${strangeUrl}/posts/hostile/`,
  'Japanese post': `${strangeUrl}/posts/%E6%97%A5%E6%9C%AC%E8%AA%9E/`,
  'Arabic post': `${strangeUrl}/posts/arabic/`,
  'post with a long title': `${strangeUrl}/posts/long/`,
};

const views = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** The value of `--paper` in each theme. */
const backgrounds = { light: 'rgb(251, 251, 249)', dark: 'rgb(20, 23, 26)' };

/** Checks the background of a theme, and that the page is not too wide. */
async function checkTheme(page: Page, colorScheme: keyof typeof backgrounds) {
  await page.emulateMedia({ colorScheme });
  const background = await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
  expect(background).toBe(backgrounds[colorScheme]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
}

for (const [name, path] of Object.entries(templates)) {
  async function open(page: Page): Promise<() => void> {
    const problems = await collectProblems(page);
    const response = await page.goto(path.startsWith('/') ? mainUrl + path : path);
    expect(response?.status()).toBe(name === 'not found' ? 404 : 200);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('main')).toHaveCount(1);
    if (path.startsWith('/') && name !== 'not found')
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', mainHome + path);
    await expect(page.getByRole('banner')).toBeVisible();
    await expect(page.getByRole('contentinfo')).toBeVisible();
    return () =>
      expect(problems.filter((problem) => !(name === 'not found' && problem.includes('404')))).toEqual([]);
  }

  test(`${name}, on a phone and a desktop, light and dark`, async ({ page }) => {
    await page.setViewportSize(views.phone);
    const expectNoProblems = await open(page);
    for (const [device, viewport] of Object.entries(views)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await checkTheme(page, colorScheme);
        // Contrast depends on the theme, and the rest on the device, so two of the four combinations are enough.
        if ((device === 'phone') === (colorScheme === 'light'))
          expect(await axeViolations(page), device).toEqual([]);
      }
    }
    expectNoProblems();
  });

  // Scripts do the same on all lists.
  if (/^(?:second|topic|author|series|archive)/.test(name)) continue;
  test.describe(() => {
    test.use({ javaScriptEnabled: false });
    test(`${name}, without JavaScript`, async ({ page }) => {
      const expectNoProblems = await open(page);
      await expect(page.locator('button[data-scheme]')).toBeHidden();
      for (const viewport of Object.values(views)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) await checkTheme(page, colorScheme);
      }
      expectNoProblems();
    });
  });
}

/** Every page of the publication of everything unusual. */
const strangePages = (await filesUnder(strangeOutDir)).flatMap((path) =>
  path.endsWith('/index.html') && !path.startsWith('/posts/inversions-')
    ? path.slice(0, -'index.html'.length)
    : [],
);

test('no page is wider than a screen of 320 pixels, or has duplicate ids', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [
    ...Object.values(templates),
    ...strangePages.map((path) => strangeUrl + encodeURI(path)),
  ]) {
    await page.goto(path.startsWith('/') ? mainUrl + path : path);
    const { width, repeated } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return {
        width: document.documentElement.scrollWidth,
        repeated: ids.filter((id, at) => ids.indexOf(id) !== at),
      };
    });
    expect(width, path).toBeLessThanOrEqual(320);
    expect(repeated, path).toEqual([]);
  }
});
