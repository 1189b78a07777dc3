import { expect, type Page, test } from '@playwright/test';
import { axeViolations, collectProblems } from './checks';
import { mainUrl } from './sites';

const post = `${mainUrl}/posts/what-wasi-is/`;
const titles = (page: Page) => page.locator('.search ol a');

test('the search page finds what is typed, and the arrow keys move through the results', async ({ page }) => {
  const problems = await collectProblems(page);
  await page.goto(`${mainUrl}/search/`);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('capabilities');
  await expect(page.getByRole('status')).toContainText(/\d results? for “capabilities”/);
  await expect(titles(page).first()).toHaveText(/Capabilities/);
  await page.keyboard.press('ArrowDown');
  await expect(titles(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(titles(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(titles(page).first()).toBeFocused();
  expect(problems).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/posts\/capabilities-not-permissions\/$/);
});

test('an empty search dialog offers the latest articles and topics, and the arrow keys reach them', async ({
  page,
}) => {
  const problems = await collectProblems(page);
  await page.goto(`${mainUrl}/archive/`);
  const newest = await page.locator('main .h-entry a').first().textContent();
  await page.goto(post);
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expect(dialog.getByRole('heading', { name: 'Latest articles' })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Browse by topic' })).toBeVisible();
  const offered = dialog.getByRole('listitem').getByRole('link');
  await expect(offered.first()).toHaveText(newest ?? '');
  const names = await offered.allTextContents();
  for (const name of names) {
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('link', { name, exact: true })).toBeFocused();
  }
  await expect(offered.last()).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('searchbox').fill('capabilities');
  await expect(dialog.getByRole('status')).toContainText('results');
  await expect(dialog.getByRole('heading', { name: 'Latest articles' })).toBeHidden();
  await dialog.getByRole('searchbox').fill('');
  await expect(dialog.getByRole('heading', { name: 'Latest articles' })).toBeVisible();
  await dialog.getByRole('link', { name: 'Security', exact: true }).click();
  await expect(page).toHaveURL(/\/tags\/security\/$/);
  expect(problems).toEqual([]);
});

test('the search page offers the latest articles and all topics until something is typed', async ({
  page,
}) => {
  await page.goto(`${mainUrl}/search/`);
  const latest = page.getByRole('heading', { name: 'Latest articles' });
  await expect(latest).toBeVisible();
  // The search is loaded when its box gets the focus.
  await expect(async () => {
    await page.getByRole('searchbox').press('ArrowDown');
    await expect(page.locator('.search li a').first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.getByRole('searchbox').fill('wasi');
  await expect(page.getByRole('status')).toContainText('results');
  await expect(latest).toBeHidden();
  await page.getByRole('searchbox').fill('');
  await expect(latest).toBeVisible();
});

/** The sum of all layout shifts (Layout Instability 1), including those right after a key is pressed. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
}

for (const [name, viewport] of [
  ['phone', { width: 390, height: 844 }],
  ['desktop', { width: 1280, height: 1000 }],
] as const)
  test(`on a slow network, nothing moves on a ${name} when results and excerpts arrive`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const shifted = await watchShifts(page);
    for (const files of ['**/search/**/*.json', '**/search/index.json', '**/index.md'])
      await page.route(files, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 800));
        await route.continue();
      });
    await page.goto(`${mainUrl}/search/?q=memory`);
    await expect(page.getByRole('heading', { name: 'Latest articles' })).toBeHidden();
    await expect(page.locator('.search li mark').first()).toBeVisible();
    await expect(page.locator('.search li').nth(2).locator('mark').first()).toBeVisible();
    expect(await shifted()).toBeLessThanOrEqual(0.02);
    await page.goto(`${mainUrl}/search/`);
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('memory');
    await expect(page.locator('.search li').nth(2).locator('mark').first()).toBeVisible();
    expect(await shifted()).toBeLessThanOrEqual(0.02);
  });

test('a result shows an excerpt with the words', async ({ page }) => {
  await page.goto(`${mainUrl}/search/?q=preopened+directory`);
  await expect(titles(page).first()).toBeVisible();
  await expect(page.locator('.search li mark').first()).toHaveText(/preopen|director/i);
});

test('a search in the address is run, and a search without results says so', async ({ page }) => {
  await page.goto(`${mainUrl}/search/?q=wit`);
  await expect(titles(page).first()).toBeVisible();
  await page.getByRole('searchbox').fill('zzzz');
  await expect(page.getByRole('status')).toHaveText('No results for “zzzz”');
  await expect(titles(page)).toHaveCount(0);
});

test('results can be filtered by topic and author, and the address keeps the filters', async ({ page }) => {
  await page.goto(`${mainUrl}/search/?q=component`);
  await expect(titles(page).first()).toBeVisible();
  const all = await page.getByRole('status').textContent();
  await page.getByLabel('Topic').selectOption('Security');
  await expect(page.getByRole('status')).not.toHaveText(all ?? '');
  const inTopic = await page.getByRole('status').textContent();
  await page.getByLabel('Author').selectOption({ index: 1 });
  await expect(page).toHaveURL(/\?q=component&tag=security&author=/);
  await expect(page.getByRole('status')).not.toHaveText(inTopic ?? '');
  const filtered = await page.getByRole('status').textContent();
  await page.reload();
  await expect(page.getByRole('status')).toHaveText(filtered ?? '');
  await expect(page.getByLabel('Topic')).toHaveValue('security');
  await page.getByRole('searchbox').fill('');
  await expect(page.getByRole('status')).toHaveText(/^\d+ results?$/);
  await page.getByLabel('Author').selectOption('All authors');
  await page.getByLabel('Topic').selectOption('All topics');
  await page.getByRole('searchbox').fill('component');
  await expect(page.getByRole('status')).toHaveText(all ?? '');
});

test('results are shown ten at a time, and the first new one gets the focus', async ({ page }) => {
  await page.goto(`${mainUrl}/search/?q=wasm`);
  await expect(titles(page)).toHaveCount(10);
  await page.getByRole('button', { name: 'More results' }).click();
  await expect(titles(page).nth(10)).toBeFocused();
});

test('an index that cannot be loaded is reported, and requested again', async ({ page }) => {
  await page.route('**/search/**.json', (route) => route.abort());
  await page.goto(`${mainUrl}/search/`);
  await page.getByRole('searchbox').fill('wasi');
  await expect(page.getByRole('status')).toContainText('Search is unavailable');
  await page.unroute('**/search/**.json');
  await page.getByRole('searchbox').fill('was');
  await expect(titles(page).first()).toBeVisible();
});

for (const [key, name] of [
  ['/', 'a slash'],
  ['Control+k', 'Ctrl-K'],
] as const)
  test(`${name} opens the search over an article, and Escape returns the focus`, async ({ page }) => {
    const problems = await collectProblems(page);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(post);
    expect(requests.filter((path) => /search/.test(path))).toEqual([]);
    const before = page.getByRole('link', { name: 'Topics' });
    await before.focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await expect(dialog.getByRole('searchbox', { name: 'Search articles' })).toBeFocused();
    await page.keyboard.type('linear / memory');
    await expect(dialog.getByRole('status')).toContainText(/\d results? for “linear \/ memory”/);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(before).toBeFocused();
    await page.keyboard.press(key);
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(titles(page).first()).toBeFocused();
    expect(problems).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/posts\/linear-memory\/$/);
  });

test('a screen reader announces the dialog and its content', async ({ page }) => {
  await page.goto(post);
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('searchbox').fill('supply chain');
  await expect(dialog.locator('li mark').first()).toBeVisible();
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Search":
      - search:
        - searchbox "Search articles": supply chain
        - button "Close"
        - text: Topic
        - combobox "Topic"
        - text: Author
        - combobox "Author"
        - status: /\\d+ results? for “supply chain”/
        - list:
          - listitem:
            - link "What shared standards can do for the supply chain"
  `);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeViolations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('the search link opens the search page in a new tab, or if the dialog cannot be loaded', async ({
  page,
}) => {
  await page.goto(post);
  const link = page.getByRole('banner').getByRole('link', { name: 'Search' });
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    link.click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await expect(tab).toHaveURL(/\/search\/$/);
  await page.route('**/assets/search.*', (route) => route.abort());
  await page.reload();
  await link.click();
  await expect(page).toHaveURL(/\/search\/$/);
});

test.describe(() => {
  test.use({ javaScriptEnabled: false });
  test('without JavaScript, the search page says so and lists the topics', async ({ page }) => {
    await page.goto(`${mainUrl}/search/`);
    // Playwright blocks scripts, but the parser still treats <noscript> as text.
    expect(await page.locator('noscript').textContent()).toContain('Search requires JavaScript.');
    await expect(page.getByRole('searchbox')).toBeHidden();
    await page.getByRole('main').getByRole('link', { name: 'Component Model', exact: true }).click();
    await expect(page).toHaveURL(/\/tags\/component-model\/$/);
  });
});
