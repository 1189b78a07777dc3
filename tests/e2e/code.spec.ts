import { expect, type Page, test } from '@playwright/test';
import { stopClock } from './checks';
import { mainUrl, strangeUrl } from './sites';

const post = `${mainUrl}/posts/reading-a-wasm-binary/`;
const button = (page: Page, figure: number, name: string) =>
  page.locator('figure.code').nth(figure).getByRole('button', { name, exact: true });

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a code block shows its language, and is copied unchanged', async ({ page }) => {
  await page.goto(post);
  const figure = page.locator('figure.code').first();
  await expect(figure.locator('figcaption')).toContainText('tiny.wat WebAssembly');
  await expect(button(page, 0, 'Copy')).toBeVisible();
  await stopClock(page);
  await button(page, 0, 'Copy').press('Enter');
  await expect(figure.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Copied');
  expect(await clipboard(page)).toBe(await figure.locator('code').textContent());
  await page.clock.runFor(2000);
  await expect(button(page, 0, 'Copy')).toBeVisible();
  await expect(page.getByRole('status')).toBeEmpty();
});

test('the commands of a session are copied, and the result of a diff', async ({ page }) => {
  await page.goto(post);
  await button(page, 1, 'Copy').click();
  await expect
    .poll(() => clipboard(page))
    .toBe('wat2wasm --debug-names tiny.wat -o tiny.wasm\nxxd -g1 tiny.wasm');
  await page.goto(`${strangeUrl}/posts/code/`);
  await button(page, 0, 'Copy').click();
  await expect.poll(() => clipboard(page)).toBe("const kept = true;\nconst added = 'yes';");
});

test('a line has a link, Shift selects a range, and the link highlights it', async ({ page }) => {
  await page.goto(post);
  const figure = page.locator('figure.code').first();
  const whole = await figure.locator('code').textContent();
  await button(page, 0, 'Lines').click();
  await figure.getByRole('link', { name: 'Line 3', exact: true }).click();
  await expect(page).toHaveURL(/#code-1-L3$/);
  await figure.getByRole('link', { name: 'Line 5', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/#code-1-L3-L5$/);
  await expect(figure.locator('.linked')).toHaveCount(3);
  expect(await figure.locator('code').textContent()).toBe(whole);
  await page.reload();
  await expect(figure.locator('.linked').first()).toBeInViewport();
  await expect(button(page, 0, 'Lines')).toHaveAttribute('aria-pressed', 'true');
});

test('long lines are wrapped if the reader chooses it, also after a reload', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(post);
  const pre = page.locator('figure.code pre').nth(1);
  const isCutOff = () => pre.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  await pre.scrollIntoViewIfNeeded();
  expect(await isCutOff()).toBe(true);
  await button(page, 1, 'Wrap').click();
  await expect(button(page, 1, 'Wrap')).toHaveAttribute('aria-pressed', 'true');
  expect(await isCutOff()).toBe(false);
  await page.reload();
  expect(await isCutOff()).toBe(false);
  await button(page, 1, 'Wrap').click();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('wrap'))).toBeNull();
});

test('a page without code loads nothing for it', async ({ page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(`${mainUrl}/about/`);
  expect(requested.filter((url) => url.includes('/assets/code.'))).toEqual([]);
});
