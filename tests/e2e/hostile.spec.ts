import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { hardName, inversions } from '../helpers/hostile';
import { collectProblems } from './checks';
import { basePath, strangeHome, strangeOutDir, strangeUrl } from './sites';

const posts = (await filesUnder(strangeOutDir)).flatMap(
  (path) => /^\/posts\/inversions-\d+\//.exec(path)?.[0] ?? [],
);
const pages = [...new Set(posts)];

/**
 * Collects everything that would show that text has become markup: scripts, navigation, frames, new
 * windows, and requests to other hosts.
 */
async function collectEscapes(page: Page, allowed: (url: string) => boolean): Promise<string[]> {
  const problems = await collectProblems(page);
  page.on('request', (request) => {
    const url = request.url();
    if (request.isNavigationRequest() && !allowed(url)) problems.push(`navigation: ${url}`);
    if (request.resourceType() === 'script' && !url.startsWith(`${strangeUrl}/assets/`))
      problems.push(`script: ${url}`);
  });
  page.on('frameattached', (frame) => problems.push(`frame: ${frame.url()}`));
  page.on('popup', () => problems.push('a window was opened'));
  return problems;
}

async function expectOnlyText(page: Page, problems: string[]) {
  await page.waitForLoadState('load');
  const found = await page.evaluate(() => ({
    owned: 'owned' in window,
    scripts: [...document.scripts].filter(
      ({ src, text, type }) => type !== 'application/ld+json' && /\/media\/|owned|evil/.test(src + text),
    ).length,
    elements: document.querySelectorAll(
      '.article :is(script, style, iframe, frame, object, embed, form, input, meta, base, link, template), meta[http-equiv="refresh"], base, iframe',
    ).length,
    handlers: [...document.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$|^formaction$/.test(name)),
    ),
    // A URL in a text becomes a link. Nothing else may use it.
    addresses: [...document.querySelectorAll('*')].flatMap((element) =>
      ['href', 'src', 'srcset', 'poster', 'action', 'data-player']
        .map((name) => ({ name, value: element.getAttribute(name) ?? '' }))
        .filter(
          ({ name, value }) =>
            /javascript:|^(?:content|asset):/i.test(value) ||
            (/evil\.example/.test(value) && !(name === 'href' && element.matches('a'))),
        ),
    ),
  }));
  expect(found).toEqual({ owned: false, scripts: 0, elements: 0, handlers: [], addresses: [] });
  expect(problems).toEqual([]);
}

test('there are at least 200 inversions', () => {
  expect(inversions().length).toBeGreaterThanOrEqual(200);
  expect(pages.length).toBeGreaterThan(3);
});

for (const path of pages)
  test(`${path} is text, without scripts, frames, forms and requests`, async ({ page }) => {
    const problems = await collectEscapes(page, (url) => url === strangeUrl + path);
    await page.goto(strangeUrl + path);
    await expectOnlyText(page, problems);
    // Load lazy images, too.
    await page.evaluate(() => {
      for (const image of document.images) image.loading = 'eager';
    });
    await page.waitForLoadState('networkidle');
    await expectOnlyText(page, problems);
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .first()
      .getAttribute('content');
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toContain('evil.example');
    for (const source of /frame-src ([^;]*)/.exec(policy ?? '')?.[1]?.split(' ') ?? [])
      expect(source).toMatch(/^https:\/\/(?:www\.youtube-nocookie|player\.vimeo)\.com$/);
  });

test('a script from /media/ does not run, even if its HTML gets into a page', async ({ page }) => {
  const [path = ''] = pages;
  await page.route(`${strangeUrl}/media/**/evil.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.owned = true' }),
  );
  await page.route(`${strangeUrl}/assets/own.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.known = true' }),
  );
  // With the policy in the headers, and with only the one in the page, for hosts that send no headers.
  for (const sendsHeaders of [true, false]) {
    await page.route(strangeUrl + path, async (route) => {
      const response = await route.fetch();
      const scripts = ['media/0123456789/evil', 'assets/own'].map(
        (name) => `<script src="${basePath}/${name}.js"></script>`,
      );
      const headers = response.headers();
      if (!sendsHeaders) delete headers['content-security-policy'];
      await route.fulfill({
        response,
        headers,
        body: (await response.text()).replace('<main', `${scripts.join('')}<main`),
      });
    });
    await page.goto(strangeUrl + path);
    const ran = await page.evaluate(() => ['owned' in window, 'known' in window]);
    expect(ran, `with headers: ${sendsHeaders}`).toEqual([false, true]);
    await page.unroute(strangeUrl + path);
  }
});

for (const file of ['feed.xml', 'atom.xml'])
  test(`${file} of hostile posts, opened in a browser, runs nothing`, async ({ page }) => {
    const url = `${strangeUrl}/authors/mallory/${file}`;
    const problems = await collectEscapes(page, (requested) => requested === url);
    await page.goto(url);
    await expectOnlyText(page, problems);
  });

test('an item of a feed runs nothing in a feed reader without a policy', async ({ page, request }) => {
  const { items } = await (await request.get(`${strangeUrl}/authors/mallory/feed.json`)).json();
  expect(items.length).toBeGreaterThan(pages.length);
  await page.route(`${strangeHome}/**`, (route) => route.fulfill({ contentType: 'image/png', body: '' }));
  for (const { content_html } of items) {
    const problems: string[] = [];
    page.removeAllListeners('request');
    page.on('request', (sent) => {
      const { origin } = new URL(sent.url());
      if (origin !== new URL(strangeHome).origin || sent.resourceType() === 'script')
        problems.push(`${sent.resourceType()}: ${sent.url()}`);
    });
    await page.goto('about:blank');
    await page.setContent(content_html);
    const found = await page.evaluate(() => [
      'owned' in window,
      document.querySelectorAll('script, style, iframe, form, meta, base, link, object, [data-player]')
        .length,
    ]);
    expect([found, problems]).toEqual([[false, 0], []]);
  }
});

test('search results from hostile posts are text', async ({ page }) => {
  const problems = await collectEscapes(page, (url) => url.startsWith(`${strangeUrl}/search/`));
  await page.goto(`${strangeUrl}/search/?q=inversions+hello`);
  const first = page.locator('search ol li').first();
  await expect(first.locator('mark').first()).toBeVisible();
  const tagNames = await page
    .locator('search ol li p')
    .evaluateAll((texts) =>
      texts.flatMap((text) => [...text.querySelectorAll('*')].map(({ tagName }) => tagName)),
    );
  expect(new Set(tagNames)).toEqual(new Set(['MARK']));
  await expectOnlyText(page, problems);
});

test('links to a file with special characters in its name work on pages, in feeds and in Markdown', async ({
  page,
  request,
}) => {
  const url = `${strangeUrl}/posts/hard-names/`;
  await page.goto(url);
  const image = page.locator('.article img');
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(20);
  const statusOf = async (href: string | undefined) =>
    (await request.get((href ?? '').replace(strangeHome, strangeUrl))).status();
  const links = await page
    .locator('.article p a')
    .evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href));
  expect(links).toHaveLength(3);
  for (const link of links) expect(await statusOf(link), link).toBe(200);
  expect(links[0]).toContain(encodeURIComponent(hardName));
  expect(links[1]).toBe(links[0]);
  expect(links[2]).toBe(`${strangeUrl}/posts/it-is-here/`);

  const { items } = await (await request.get(`${strangeUrl}/authors/mallory/feed.json`)).json();
  const item = items.find((one: { url: string }) => one.url.endsWith('/posts/hard-names/'));
  await page.goto('about:blank');
  await page.setContent(item.content_html);
  const addresses = await page
    .locator('[src], [href]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? one.getAttribute('href') ?? ''));
  expect(addresses).toHaveLength(4);
  for (const address of addresses) expect(await statusOf(address), address).toBe(200);

  const markdown = readFileSync(`${strangeOutDir}/posts/hard-names/index.md`, 'utf8');
  const written = [...markdown.matchAll(/\]\(<([^>]*)>\)|href="([^"]*)"/g)].map(([, a, b]) => a ?? b);
  expect(written).toHaveLength(4);
  for (const address of written) {
    expect(address).toMatch(/^https:[^\s'"()<>`]*$/);
    expect(await statusOf(address), address).toBe(200);
  }
});
