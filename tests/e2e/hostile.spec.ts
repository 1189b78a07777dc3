import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { hardName, inversions } from '../helpers/hostile';
import { watch } from './checks';
import { basePath, strangeHome, strangeUrl } from './sites';

const outDir = '.letterpress/test/strange';
const posts = (await filesUnder(outDir)).flatMap(
  (path) => /^\/posts\/inversions-\d+\//.exec(path)?.[0] ?? [],
);
const pages = [...new Set(posts)];

/**
 * Notes whatever would show that text has become markup: scripts that run or are asked for,
 * pages that are left, frames, forms, and requests to anybody else.
 */
async function guard(page: Page, allowed: (url: string) => boolean): Promise<string[]> {
  const faults = await watch(page);
  page.on('request', (request) => {
    const url = request.url();
    if (request.isNavigationRequest() && !allowed(url)) faults.push(`navigation: ${url}`);
    if (request.resourceType() === 'script' && !url.startsWith(`${strangeUrl}/assets/`))
      faults.push(`script: ${url}`);
  });
  page.on('frameattached', (frame) => faults.push(`frame: ${frame.url()}`));
  page.on('popup', () => faults.push('a window was opened'));
  return faults;
}

async function expectOnlyText(page: Page, faults: string[]) {
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
    // An address in a text becomes a link; nothing else may lead there.
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
  expect(faults).toEqual([]);
}

test('at least 200 inversions are on the pages', () => {
  expect(inversions().length).toBeGreaterThanOrEqual(200);
  expect(pages.length).toBeGreaterThan(3);
});

for (const path of pages)
  test(`${path} is text: no script, frame, form or request comes of it`, async ({ page }) => {
    const faults = await guard(page, (url) => url === strangeUrl + path);
    await page.goto(strangeUrl + path);
    await expectOnlyText(page, faults);
    // Whatever is loaded late is loaded, too.
    await page.evaluate(() => {
      for (const image of document.images) image.loading = 'eager';
    });
    await page.waitForLoadState('networkidle');
    await expectOnlyText(page, faults);
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .first()
      .getAttribute('content');
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toContain('evil.example');
    for (const source of /frame-src ([^;]*)/.exec(policy ?? '')?.[1]?.split(' ') ?? [])
      expect(source).toMatch(/^https:\/\/(?:www\.youtube-nocookie|player\.vimeo)\.com$/);
  });

test('a script from /media/ does not run, even where HTML gets into a page', async ({ page }) => {
  const [path = ''] = pages;
  await page.route(`${strangeUrl}/media/**/evil.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.owned = true' }),
  );
  await page.route(`${strangeUrl}/assets/own.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.known = true' }),
  );
  // With the policy that is sent, and with the one in the page alone, as where a host sends no headers.
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
  test(`${file} of hostile posts, opened as a page, runs nothing`, async ({ page }) => {
    const url = `${strangeUrl}/authors/mallory/${file}`;
    const faults = await guard(page, (asked) => asked === url);
    await page.goto(url);
    await expectOnlyText(page, faults);
  });

test('an item of a feed runs nothing in a reader without a policy', async ({ page, request }) => {
  const { items } = await (await request.get(`${strangeUrl}/authors/mallory/feed.json`)).json();
  expect(items.length).toBeGreaterThan(pages.length);
  await page.route(`${strangeHome}/**`, (route) => route.fulfill({ contentType: 'image/png', body: '' }));
  for (const { content_html } of items) {
    const faults: string[] = [];
    page.removeAllListeners('request');
    page.on('request', (asked) => {
      const host = new URL(asked.url());
      if (host.origin !== new URL(strangeHome).origin || asked.resourceType() === 'script')
        faults.push(`${asked.resourceType()}: ${asked.url()}`);
    });
    await page.goto('about:blank');
    await page.setContent(content_html);
    const found = await page.evaluate(() => [
      'owned' in window,
      document.querySelectorAll('script, style, iframe, form, meta, base, link, object, [data-player]')
        .length,
    ]);
    expect([found, faults]).toEqual([[false, 0], []]);
  }
});

test('what is found in hostile posts is shown as text', async ({ page }) => {
  const faults = await guard(page, (url) => url.startsWith(`${strangeUrl}/search/`));
  await page.goto(`${strangeUrl}/search/?q=inversions+hello`);
  const first = page.locator('search ol li').first();
  await expect(first.locator('mark').first()).toBeVisible();
  const inside = await page
    .locator('search ol li p')
    .evaluateAll((texts) =>
      texts.flatMap((text) => [...text.querySelectorAll('*')].map(({ tagName }) => tagName)),
    );
  expect(new Set(inside)).toEqual(new Set(['MARK']));
  await expectOnlyText(page, faults);
});

test('a name may have every sign: the file is found from pages, feeds and Markdown', async ({
  page,
  request,
}) => {
  const url = `${strangeUrl}/posts/hard-names/`;
  await page.goto(url);
  const image = page.locator('.article img');
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(20);
  const answers = async (href: string | undefined) =>
    (await request.get((href ?? '').replace(strangeHome, strangeUrl))).status();
  const links = await page
    .locator('.article p a')
    .evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href));
  expect(links).toHaveLength(3);
  for (const link of links) expect(await answers(link), link).toBe(200);
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
  for (const address of addresses) expect(await answers(address), address).toBe(200);

  const markdown = readFileSync(`${outDir}/posts/hard-names/index.md`, 'utf8');
  const written = [...markdown.matchAll(/\]\(<([^>]*)>\)|href="([^"]*)"/g)].map(([, a, b]) => a ?? b);
  expect(written).toHaveLength(4);
  for (const address of written) {
    expect(address).toMatch(/^https:[^\s'"()<>`]*$/);
    expect(await answers(address), address).toBe(200);
  }
});
