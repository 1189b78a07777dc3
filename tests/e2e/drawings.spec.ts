import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { sanitizeSvg } from '../../lib/images/svg';
import { hostileDrawings, toolDrawings } from '../helpers/drawings';

/** Serves drawings like a host without security headers. */
let server: Server;
let host: string;
const served = new Map<string, string>();

test.beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const body = served.get(url);
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': url.endsWith('.html') ? 'text/html; charset=utf-8' : 'image/svg+xml',
    });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => server.close());

test('a hostile drawing that is opened directly runs and loads nothing', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    // Data URLs are not requests to a host.
    if (!url.startsWith('data:')) requests.push(url);
  });
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.route(/elsewhere\.test/, (route) => route.abort());
  let opened = 0;
  for (const [name, drawing] of Object.entries(hostileDrawings)) {
    let svg: string;
    try {
      svg = sanitizeSvg(Buffer.from(drawing)).svg;
    } catch {
      continue;
    }
    const path = `/${opened++}.svg`;
    served.set(path, svg);
    requests.length = 0;
    await page.goto(host + path);
    const links = page.locator('a');
    for (const link of await links.all()) await link.dispatchEvent('click').catch(() => {});
    await page.mouse.move(5, 5);
    await page.waitForTimeout(20);
    expect(
      requests.filter((url) => !url.endsWith('/favicon.ico')),
      name,
    ).toEqual([host + path]);
    expect(page.url(), name).toContain(path);
    expect(
      await page.evaluate(() => 'ran' in window || document.documentElement.hasAttribute('ran')),
      name,
    ).toBe(false);
    expect(page.frames(), name).toHaveLength(1);
  }
  expect(opened).toBeGreaterThan(30);
});

test('without the sanitizer, the same drawings run scripts and send requests', async ({ page }) => {
  const requests: string[] = [];
  await page.route(/elsewhere\.test/, (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  let ran = 0;
  for (const drawing of Object.values(hostileDrawings)) {
    if (typeof drawing !== 'string') continue;
    served.set('/raw.svg', drawing);
    await page.goto(`${host}/raw.svg`).catch(() => {});
    await page.waitForTimeout(20);
    if (await page.evaluate(() => 'ran' in window).catch(() => false)) ran++;
  }
  expect(ran).toBeGreaterThan(5);
  expect(new Set(requests).size).toBeGreaterThan(10);
});

for (const [tool, drawing] of Object.entries(toolDrawings))
  test(`a drawing by ${tool} looks the same`, async ({ page }) => {
    const screenshots: Buffer[] = [];
    for (const [name, svg] of [
      // Labels are shown as in viewers without HTML.
      ['before', drawing.replace(/<foreignObject.*<\/foreignObject>/s, '')],
      ['after', sanitizeSvg(Buffer.from(drawing)).svg],
    ]) {
      served.set(`/${name}.svg`, svg ?? '');
      // In an <img>, as on pages.
      served.set(`/${name}.html`, `<!doctype html><img width="400" alt="" src="/${name}.svg">`);
      await page.goto(`${host}/${name}.html`);
      await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
      screenshots.push(await page.locator('img').screenshot());
    }
    const different = await page.evaluate(
      async ([before, after]) => {
        const pixels = await Promise.all(
          [before, after].map(async (png) => {
            const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
            const canvas = new OffscreenCanvas(image.width, image.height);
            const context = canvas.getContext('2d');
            context?.drawImage(image, 0, 0);
            return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
          }),
        );
        const [one = new Uint8ClampedArray(), other = new Uint8ClampedArray()] = pixels;
        if (one.length !== other.length || one.length === 0) return Number.POSITIVE_INFINITY;
        return one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 24).length / one.length;
      },
      screenshots.map((screenshot) => screenshot.toString('base64')),
    );
    // Edges move by less than a thousandth of a unit, because paths are rounded.
    expect(different).toBeLessThan(0.002);
  });
