import { expect, type Page, test } from '@playwright/test';
import { mainUrl } from './sites';

const dark = 'rgb(20, 23, 26)';
const light = 'rgb(251, 251, 249)';
const background = (page: Page) =>
  page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);

test('the color scheme follows the system unless the reader has chosen the other one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${mainUrl}/`);
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background(page)).toBe(dark);
  const button = page.getByRole('button', { name: 'Dark mode' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  expect(await background(page)).toBe(light);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await button.click();
  expect(await page.evaluate(() => localStorage.getItem('scheme'))).toBeNull();
});

test('the color scheme is remembered, and no page flashes in the other one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${mainUrl}/`);
  await page.getByRole('button', { name: 'Dark mode' }).click();
  // If the color scheme is set before the body exists, nothing has been painted yet.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      (window as unknown as { schemeAtBody: string | undefined }).schemeAtBody =
        document.documentElement.dataset.scheme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${mainUrl}/posts/linear-memory/`);
  expect(await page.evaluate(() => (window as unknown as { schemeAtBody: string }).schemeAtBody)).toBe(
    'dark',
  );
  expect(await background(page)).toBe(dark);
});
