import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { basePath, mainUrl } from './sites';

/** The size of a file as it is sent to a browser, in bytes. */
const sentBytes = (path: string) =>
  readFileSync(mainOutDir + (existsSync(`${mainOutDir}${path}.br`) ? `${path}.br` : path)).length;

const pages = (await filesUnder(mainOutDir)).filter((path) => path.endsWith('.html'));

test('no page loads the framework, and its JavaScript is at most 2,500 bytes if its fonts are on time', async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const path of pages) {
    const scripts: string[] = [];
    page.removeAllListeners('request');
    page.on('request', (request) => {
      // Like other modules on demand, that for late fonts does not count. It depends on the connection.
      if (request.resourceType() === 'script' && !request.url().includes('/late-fonts.'))
        scripts.push(request.url().slice(mainUrl.length));
    });
    await page.goto(mainUrl + encodeURI(path.replace(/index\.html$/, '')), { waitUntil: 'load' });
    const inline = await page.evaluate(() =>
      [...document.querySelectorAll('script:not([src]):not([type="application/ld+json"])')].map(
        (script) => script.textContent ?? '',
      ),
    );
    expect(scripts.join(' '), path).not.toContain('/_next/');
    expect(inline.join(' '), path).not.toContain('__next_f');
    const bytes =
      scripts.reduce((sum, script) => sum + sentBytes(script), 0) +
      inline.reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
    expect(bytes, path).toBeLessThanOrEqual(2500);
  }
});

test('a post of a thousand words fits in one round trip: 14,600 bytes', async () => {
  test.skip(basePath !== '', 'the base path makes every address longer');
  const words = (path: string) =>
    readFileSync(mainOutDir + path.replace(/html$/, 'md'), 'utf8').split(/\s+/).length;
  const post = pages
    .filter((path) => path.startsWith('/posts/'))
    .toSorted((a, b) => Math.abs(words(a) - 1000) - Math.abs(words(b) - 1000))[0];
  if (!post) throw new Error('there is no post');
  const html = readFileSync(mainOutDir + post, 'utf8');
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src = '']) =>
    src.slice(basePath.length),
  );
  expect(html).not.toMatch(/<link[^>]*rel="stylesheet"/);
  expect(sentBytes(post) + scripts.reduce((sum, src) => sum + sentBytes(src), 0), post).toBeLessThanOrEqual(
    14_600,
  );
});

test('text files are sent precompressed, with brotli and gzip', async ({ request }) => {
  for (const path of ['/', '/posts/start-here/', '/feed.xml', '/posts/start-here/index.md', '/404.html'])
    for (const encoding of ['br', 'gzip']) {
      const response = await request.get(mainUrl + path, { headers: { 'Accept-Encoding': encoding } });
      expect(response.headers()['content-encoding'], path).toBe(encoding);
      expect(response.headers().etag, path).toBeTruthy();
    }
});

test('every page has a policy without unsafe exceptions, in the header and in the page', async ({
  request,
}) => {
  for (const path of pages) {
    const address = encodeURI(path.replace(/index\.html$/, ''));
    const policy = (await request.get(mainUrl + address)).headers()['content-security-policy'];
    for (const text of [
      policy,
      readFileSync(mainOutDir + path, 'utf8').split('Content-Security-Policy')[1],
    ]) {
      expect(text, path).toMatch(/default-src (')?(&#x27;)?none/);
      // The only wildcard is for the site's own scripts, on any host.
      const known = text?.split('>')[0]?.replace(/\*:\*\S*\/(?:assets\/|service-worker\.js)/g, '');
      expect(known, path).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(text, path).toMatch(/require-trusted-types-for/);
    }
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

test('the browser may prerender the page that a reader is about to open', async ({ page }) => {
  await page.goto(`${mainUrl}/`);
  const rules = await page.locator('script[type="speculationrules"]').textContent();
  expect(JSON.parse(rules ?? '')).toHaveProperty('prerender.0.eagerness', 'moderate');
});
