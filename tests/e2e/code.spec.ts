import { expect, type Page, test } from '@playwright/test';
import { mainUrl, strangeUrl } from './sites';

const post = `${mainUrl}/posts/reading-a-wasm-binary/`;
const tool = (page: Page, figure: number, name: string) =>
  page.locator('figure.code').nth(figure).getByRole('button', { name, exact: true });

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a block of code tells its language, and is copied as it is', async ({ page }) => {
  await page.goto(post);
  const figure = page.locator('figure.code').first();
  await expect(figure.locator('figcaption')).toContainText('tiny.wat WebAssembly');
  await tool(page, 0, 'Copy').press('Enter');
  await expect(figure.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Copied');
  expect(await clipboard(page)).toBe(await figure.locator('code').textContent());
  await expect(tool(page, 0, 'Copy')).toBeVisible();
});

test('of a session the commands are copied, of a diff what is left', async ({ page }) => {
  await page.goto(post);
  await tool(page, 1, 'Copy').click();
  await expect
    .poll(() => clipboard(page))
    .toBe('wat2wasm --debug-names tiny.wat -o tiny.wasm\nxxd -g1 tiny.wasm');
  await page.goto(`${strangeUrl}/posts/code/`);
  await tool(page, 0, 'Copy').click();
  await expect.poll(() => clipboard(page)).toBe("const kept = true;\nconst added = 'yes';");
});

test('a line has an address, shift makes it a range, and who follows it sees it', async ({ page }) => {
  await page.goto(post);
  const figure = page.locator('figure.code').first();
  const whole = await figure.locator('code').textContent();
  await tool(page, 0, 'Lines').click();
  await figure.getByRole('link', { name: 'Line 3', exact: true }).click();
  await expect(page).toHaveURL(/#code-1-L3$/);
  await figure.getByRole('link', { name: 'Line 5', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/#code-1-L3-L5$/);
  await expect(figure.locator('.linked')).toHaveCount(3);
  expect(await figure.locator('code').textContent()).toBe(whole);
  await page.reload();
  await expect(figure.locator('.linked').first()).toBeInViewport();
  await expect(tool(page, 0, 'Lines')).toHaveAttribute('aria-pressed', 'true');
});

test('long lines are wrapped when the reader wants it, now and on the next page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(post);
  const pre = page.locator('figure.code pre').nth(1);
  const hidden = () => pre.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  await pre.scrollIntoViewIfNeeded();
  expect(await hidden()).toBe(true);
  await tool(page, 1, 'Wrap').click();
  await expect(tool(page, 1, 'Wrap')).toHaveAttribute('aria-pressed', 'true');
  expect(await hidden()).toBe(false);
  await page.reload();
  expect(await hidden()).toBe(false);
  await tool(page, 1, 'Wrap').click();
  expect(await page.evaluate(() => localStorage.getItem('wrap'))).toBeNull();
});

test('a page without code loads nothing for it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${mainUrl}/about/`);
  expect(asked.filter((url) => url.includes('/assets/code.'))).toEqual([]);
});
