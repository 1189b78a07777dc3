import { expect, test } from '@playwright/test';
import { mainUrl } from './sites';

const path = `${mainUrl}/posts/capabilities-not-permissions/`;

test('on a wide screen, each footnote is next to its reference and below the one before it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(path);
  const positions = await page.evaluate(() =>
    [...document.querySelectorAll('.footnotes li')].map((note) => {
      const reference = document.querySelector(`[data-note][href="#${note.id}"]`)?.getBoundingClientRect();
      const { top, bottom, left } = note.getBoundingClientRect();
      return { top, bottom, left, at: reference?.top ?? NaN, text: reference?.right ?? NaN };
    }),
  );
  expect(positions.length).toBeGreaterThan(0);
  let end = -Infinity;
  for (const { top, bottom, left, at, text } of positions) {
    expect(left).toBeGreaterThan(text);
    expect(top).toBeGreaterThanOrEqual(end);
    expect(Math.abs(top - Math.max(at, end)), 'no further down than necessary').toBeLessThan(20);
    end = bottom;
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
});

test('on a phone, a footnote opens over the text, and its link leads back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  const reference = page.locator('[data-note="1"]');
  await reference.click();
  const note = page.locator('.footnotes li').first();
  await expect(note).toBeInViewport({ ratio: 1 });
  await expect(reference).toBeInViewport();
  await note.getByRole('link', { name: /^Back to reference/ }).click();
  await expect(reference).toBeInViewport();
  await expect(note).not.toBeInViewport();
});
