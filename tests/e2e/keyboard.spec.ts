import { expect, test } from '@playwright/test';
import { mainUrl } from './sites';

test('the first Tab shows a link that skips to the content', async ({ page }) => {
  await page.goto(`${mainUrl}/posts/start-here/`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

for (const path of ['/', '/posts/reading-a-wasm-binary/', '/tags/', '/search/', '/nowhere/'])
  test(`everything on ${path} can be reached with the keyboard, with a visible focus`, async ({ page }) => {
    await page.goto(mainUrl + path);
    const reachable = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'a[href], button, input:not([disabled]), summary, [tabindex="0"], video[controls]',
          ),
        ].filter(
          (element) => element.checkVisibility() && !element.closest('details:not([open]) > :not(summary)'),
        ).length,
    );
    const reached = new Set<number>();
    for (let press = 0; press < reachable * 3; press++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (!element || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return {
          at: [...document.querySelectorAll('*')].indexOf(element),
          shown: (outlineStyle !== 'none' && outlineWidth !== '0px') || element.tagName === 'VIDEO',
          html: element.outerHTML.slice(0, 80),
        };
      });
      if (!focused) break;
      expect(focused.shown, focused.html).toBe(true);
      reached.add(focused.at);
    }
    expect(reached.size).toBeGreaterThanOrEqual(reachable);
  });
