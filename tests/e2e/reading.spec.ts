import { expect, type Page, test } from '@playwright/test';
import { collectProblems, stopClock } from './checks';
import { mainHome, mainUrl } from './sites';

const path = '/posts/reading-a-wasm-binary/';
const post = mainUrl + path;

test('the text size changes in steps, without horizontal scrolling, and is remembered', async ({ page }) => {
  const bodySize = () =>
    page
      .locator('.article p')
      .first()
      .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(post);
  const initial = await bodySize();
  await page.getByRole('button', { name: 'Text size' }).press('Enter');
  const larger = page.getByRole('button', { name: 'Larger text' });
  const value = page.locator('[data-text-size] button').nth(1);
  await expect(value).toHaveText('100%');
  // A second click at the same point makes the text larger again.
  const { x, y } = (await larger.boundingBox()) ?? { x: 0, y: 0 };
  for (const size of [115, 130]) {
    await page.mouse.click(x + 5, y + 5);
    await expect(value).toHaveText(`${size}%`);
    await expect.poll(async () => (await bodySize()) / initial).toBeCloseTo(size / 100, 2);
  }
  await expect(larger).toBeDisabled();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.goto(`${mainUrl}/posts/start-here/`, { waitUntil: 'commit' });
  await page.locator('.article p').first().waitFor();
  await expect.poll(async () => (await bodySize()) / initial).toBeCloseTo(1.3, 2);
  await page.getByRole('button', { name: 'Text size' }).click();
  await page.getByRole('button', { name: '130%' }).click();
  await expect.poll(async () => (await bodySize()) / initial).toBeCloseTo(1, 2);
  await page.keyboard.press('Escape');
  await expect(larger).toBeHidden();
});

test('a click in the menu counts, even if it comes before the module of the menu', async ({ page }) => {
  let release = () => {};
  const clicked = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/text-size.*', (route) => clicked.then(() => route.continue()));
  await page.goto(post);
  await page.getByRole('button', { name: 'Text size' }).click();
  await page.getByRole('button', { name: 'Larger text' }).click();
  release();
  await expect(page.getByRole('button', { name: '115%' })).toBeVisible();
});

test('an article is shared with the share sheet of the system', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.share = async (data) => document.body.setAttribute('data-shared', JSON.stringify(data));
  });
  await page.goto(`${post}?from=elsewhere`);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.locator('body')).toHaveAttribute(
    'data-shared',
    JSON.stringify({ title: 'Reading a Wasm binary, byte by byte: a guide', url: mainHome + path }),
  );
});

test('without a share sheet, the link is copied, with a message', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', { value: undefined });
  });
  await page.goto(post);
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  await stopClock(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('status')).toHaveText('Link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(mainHome + path);
  await page.clock.runFor(2000);
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
});

test.describe('an article that was left halfway', () => {
  const continueLink = (page: Page) => page.getByRole('link', { name: /^Continue reading at/ });
  const leaveAt = async (page: Page, selector: string) => {
    await page.goto(post);
    await page.locator(selector).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await page.goto(`${mainUrl}/archive/`);
    await page.goto(post);
  };

  test('offers to continue where the reader left it', async ({ page }) => {
    const problems = await collectProblems(page);
    await page.goto(post);
    await expect(continueLink(page)).toHaveCount(0);
    await leaveAt(page, '.article h2 >> nth=2');
    const heading = page.locator('.article h2').nth(2);
    await expect(continueLink(page)).toHaveText(`Continue reading at “${await heading.textContent()}”`);
    await continueLink(page).click();
    await expect(heading).toBeInViewport();
    // Pictures were still loading when the reader left the page.
    expect(problems.filter((problem) => !problem.startsWith('failed:'))).toEqual([]);
  });

  test('offers nothing after it has been read to the end', async ({ page }) => {
    await leaveAt(page, '.article h2 >> nth=2');
    await expect(continueLink(page)).toHaveCount(1);
    await leaveAt(page, '#recommended');
    await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
    await expect(continueLink(page)).toHaveCount(0);
  });
});
