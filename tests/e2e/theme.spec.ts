import { expect, type Page, test } from '@playwright/test';
import { mainUrl } from './sites';

const dark = 'rgb(20, 23, 26)';
const light = 'rgb(251, 251, 249)';
const background = (page: Page) =>
  page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);

test('the theme follows the system unless the reader has chosen the other one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${mainUrl}/`);
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background(page)).toBe(dark);
  const button = page.getByRole('button', { name: 'Dark theme' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  expect(await background(page)).toBe(light);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await button.click();
  expect(await page.evaluate(() => localStorage.getItem('theme'))).toBeNull();
});

test('the theme is remembered, and no page flashes in the other theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${mainUrl}/`);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  // If the theme is set before the body exists, nothing has been painted yet.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      (window as unknown as { themeAtBody: string | undefined }).themeAtBody =
        document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${mainUrl}/posts/linear-memory/`);
  expect(await page.evaluate(() => (window as unknown as { themeAtBody: string }).themeAtBody)).toBe('dark');
  expect(await background(page)).toBe(dark);
});
