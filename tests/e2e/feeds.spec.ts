import { expect, type Page, test } from '@playwright/test';
import { theme } from '@/theme.config';
import { axeViolations, collectProblems, stopClock } from './checks';
import { fontsOf } from './drawn-fonts';
import { basePath, mainHome, mainUrl, strangeUrl } from './sites';

/** The roles that the browser itself gives to the elements. Playwright and axe do not know prefixed elements. */
async function rolesIn(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.map(({ role }) => String(role?.value));
}

for (const path of ['/feed.xml', '/atom.xml', '/tags/wasi/feed.xml'])
  test(`${path} opened in a browser is a page with links to its articles`, async ({ page, request }) => {
    const source = await (await request.get(mainUrl + path)).text();
    const links = [...source.matchAll(/<(?:item|entry)[\s\S]*?<link(?: href="|>)([^"<]*)/g)];
    expect(links.length).toBeGreaterThan(1);
    const problems = await collectProblems(page);
    // A browser requests the icon of a host, which is outside the site if the site is under a path.
    if (basePath) await page.route(/:\d+\/favicon\.ico$/, (route) => route.fulfill({ status: 204 }));
    await page.goto(mainUrl + path);
    await expect(page).toHaveTitle(/Linear Memory/);
    const main = page.locator('main');
    await expect(main.locator('h1')).toContainText('Linear Memory');
    await expect(main).toContainText('This is a feed.');
    const articles = main.locator('li a');
    expect(await articles.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual(
      links.map(([, href]) => href),
    );
    // Only feed readers show whole articles. What the page shows is not shown twice.
    for (const hidden of await page.locator('item, entry, channel > title, feed > title').all())
      await expect(hidden).toBeHidden();
    await expect
      .poll(() => fontsOf(page, 'main h1'))
      .toEqual([expect.stringContaining(theme.fonts.text.family)]);
    await main.getByText(mainHome + path, { exact: true }).click();
    expect(await page.evaluate(() => String(getSelection()))).toBe(mainHome + path);
    expect(await rolesIn(page)).toEqual(
      expect.arrayContaining(['main', 'heading', 'link', 'list', 'listitem', 'complementary']),
    );
    expect(problems).toEqual([]);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    const [first = ''] = links[0]?.slice(1) ?? [];
    await page.route(first, (route) => route.fulfill({ body: 'the article' }));
    await articles.first().press('Enter');
    await expect(page).toHaveURL(first);
  });

test('a feed of hostile titles shows them as text', async ({ page, request }) => {
  const source = await (await request.get(`${strangeUrl}/feed.xml`)).text();
  const problems = await collectProblems(page);
  await page.goto(`${strangeUrl}/feed.xml`);
  await expect(page.locator('main li')).toHaveCount(source.match(/<item>/g)?.length ?? 0);
  expect(problems.filter((problem) => !problem.includes('favicon'))).toEqual([]);
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  test('shows a feed at its own width, with links large enough for thumbs', async ({ page }) => {
    await page.goto(`${mainUrl}/feed.xml`);
    expect(await page.evaluate(() => innerWidth)).toBe(390);
    for (const link of await page.locator('main a').all())
      expect((await link.boundingBox())?.height, (await link.textContent()) ?? '').toBeGreaterThanOrEqual(44);
  });
  test('has targets on Subscribe that are large enough for thumbs', async ({ page }) => {
    await page.goto(`${mainUrl}/subscribe/`);
    const main = page.getByRole('main');
    await main.locator('summary').first().click();
    const targets = [main.getByRole('button'), main.locator('summary'), main.locator('details[open] a')];
    for (const target of targets) {
      await expect(target.first()).toBeVisible();
      for (const one of await target.all())
        expect((await one.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });
});

test('Subscribe copies the address of each feed, and unfolds its formats', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const problems = await collectProblems(page);
  await page.goto(`${mainUrl}/subscribe/`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const all = page.getByRole('listitem').filter({ hasText: `${mainHome}/feed.xml` });
  await expect(all.getByRole('button', { name: 'Copy address' })).toBeVisible();
  await stopClock(page);
  await all.getByRole('button', { name: 'Copy address' }).press('Enter');
  await expect(page.getByRole('status')).toHaveText('Copied');
  await page.clock.resume();
  expect(await clipboard()).toBe(`${mainHome}/feed.xml`);
  const topic = page.getByRole('listitem').filter({ hasText: `${mainHome}/tags/wasi/feed.xml` });
  await topic.getByRole('button', { name: 'Copy address' }).click();
  await expect.poll(clipboard).toBe(`${mainHome}/tags/wasi/feed.xml`);
  await expect(topic.getByRole('link', { name: 'Atom' })).toBeHidden();
  await topic.getByText('All formats').click();
  await expect(topic.getByRole('link', { name: 'Atom' })).toHaveAttribute('href', /\/tags\/wasi\/atom\.xml$/);
  expect(await axeViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('Subscribe selects an address that the browser does not let it copy', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.goto(`${mainUrl}/subscribe/`);
  const copy = page.getByRole('button', { name: 'Copy address' }).first();
  await expect(copy).toBeVisible();
  await stopClock(page);
  await copy.click();
  await expect(page.getByRole('status')).toHaveText('Selected');
  expect(await page.evaluate(() => String(getSelection()))).toBe(`${mainHome}/feed.xml`);
});

test.describe(() => {
  test.use({ javaScriptEnabled: false });
  test('without JavaScript, Subscribe has the addresses and the formats, and no buttons', async ({
    page,
  }) => {
    await page.goto(`${mainUrl}/subscribe/`);
    await expect(page.getByText(`${mainHome}/feed.xml`, { exact: true })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await page.getByText('All formats').first().click();
    await expect(page.getByRole('main').getByRole('link', { name: 'RSS' }).first()).toBeVisible();
  });
});
