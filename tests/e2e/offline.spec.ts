import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { axeViolations, collectProblems } from './checks';
import { basePath } from './sites';

/** Each worker of Playwright has its own server. */
const port = 4320 + Number(process.env.TEST_PARALLEL_INDEX);
const base = `http://localhost:${port}${basePath}`;
const post = `${base}/posts/reading-a-wasm-binary/`;

/** A copy of the site, and a server for it that can be stopped. */
let folder: string;
let server: ChildProcess | undefined;

async function connect(page: Page) {
  server = spawn(process.execPath, ['scripts/run.js', 'serve'], {
    env: { ...process.env, PORT: String(port), OUT_DIR: folder },
    stdio: 'ignore',
  });
  const status = () =>
    page.request.get(base).then(
      (response) => response.status(),
      () => 0,
    );
  await expect.poll(status, { timeout: 20_000 }).toBe(200);
}

async function disconnect() {
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  server?.kill();
  await ended;
}

test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(join(tmpdir(), 'letterpress-offline-'));
  await cp(mainOutDir, folder, { recursive: true });
  await connect(page);
});
test.afterEach(async () => {
  server?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function save(page: Page) {
  await page.goto(post);
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved', pressed: true })).toBeFocused();
}

test('a saved article can be read offline, and no other page', async ({ page }) => {
  const problems = await collectProblems(page);
  await save(page);
  expect(problems).toEqual([]);
  await disconnect();
  await page.goto(`${base}/reading-list/`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Reading a Wasm binary/ })
    .click();
  await expect(page).toHaveURL(post);
  await expect(page.locator('h1')).toHaveText(/^Reading a Wasm binary/);
  const image = page.locator('.article img').first();
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Copy' }).first()).toBeAttached();
  await page.goto(`${base}/archive/`);
  await expect(page.getByText('the page you requested is not saved on this device')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Reading a Wasm binary/ })).toBeVisible();
});

test('online, readers always get the current page, saved or not', async ({ page }) => {
  await save(page);
  await page.goto(base);
  for (const file of ['index.html', 'posts/reading-a-wasm-binary/index.html']) {
    const html = await readFile(join(folder, file), 'utf8');
    await writeFile(
      join(folder, file),
      html.replaceAll('<h1', '<p>A new version</p><h1').replace('<h2', '<p>A new version</p><h2'),
    );
    for (const suffix of ['.br', '.gz']) await rm(join(folder, file + suffix));
  }
  await disconnect();
  await connect(page);
  await page.goto(base);
  await expect(page.getByText('A new version').first()).toBeVisible();
  await page.goto(post);
  await expect(page.getByText('A new version').first()).toBeVisible();
  await disconnect();
  await page.goto(post);
  await expect(page.getByText('A new version').first()).toBeVisible();
});

test('a saved article can be removed, from the list or on its page', async ({ page }) => {
  await save(page);
  await page.goto(`${base}/reading-list/`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeViolations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: /^Remove: Reading a Wasm binary/ }).click();
  await expect(page.getByText('No saved articles yet.')).toBeVisible();
  expect(
    await page.evaluate(
      async (cache) =>
        (await (await caches.open(cache)).keys()).filter(({ url }) =>
          /posts|media/.test(new URL(url).pathname.replace(/\/_next.*/, '')),
        ).length,
      `saved${basePath}`,
    ),
  ).toBe(0);
  await save(page);
  await page.getByRole('button', { name: 'Saved' }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await disconnect();
  await page.goto(post);
  await expect(page.getByText('No saved articles yet.')).toBeVisible();
});

test('readers who save nothing have no service worker', async ({ page }) => {
  await page.goto(base);
  await page.goto(post);
  await page.goto(`${base}/reading-list/`);
  await expect(page.getByText('No saved articles yet.')).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test('turning offline reading off removes the service worker of returning readers', async ({ page }) => {
  await save(page);
  // The only file that changes for a returning reader.
  await build({
    bundle: true,
    define: { basePath: JSON.stringify(basePath) },
    entryPoints: ['lib/browser/no-service-worker.ts'],
    outfile: join(folder, 'service-worker.js'),
  });
  for (const suffix of ['.br', '.gz']) await rm(join(folder, `service-worker.js${suffix}`), { force: true });
  await disconnect();
  await connect(page);
  await page.goto(post);
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
    .toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await page.goto(base);
  await expect(page.locator('h1')).toBeVisible();
});
