import { type ChildProcess, spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { ports } from './sites';

let dev: ChildProcess;
const base = `http://localhost:${ports.dev}`;

test.describe.configure({ mode: 'serial' });

// Next has processes of its own: all of them are ended together.
test.beforeAll(async () => {
  test.setTimeout(120_000);
  dev = spawn('npm', ['run', 'dev'], {
    env: { ...process.env, PORT: String(ports.dev) },
    detached: true,
    stdio: 'ignore',
  });
  await expect(async () => expect((await fetch(base)).status).toBe(200)).toPass({ timeout: 110_000 });
});
test.afterAll(() => {
  if (dev.pid !== undefined) process.kill(-dev.pid, 'SIGTERM');
});

test('an author sees how links to an article will look, and what will be cut off', async ({ page }) => {
  test.setTimeout(60_000);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${base}/posts/reading-a-wasm-binary/`);
  await page.getByRole('link', { name: 'How links to it will look' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reading a Wasm binary');
  for (const place of ['Search result', 'Chat', 'Timeline', 'Feed reader'])
    await expect(page.getByRole('region', { name: place })).toContainText('Reading a Wasm binary');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Chat: the summary is cut before' }),
  ).toBeVisible();
  // The card is drawn as it will be.
  const card = page.getByRole('region', { name: 'Timeline' }).getByRole('img');
  await expect
    .poll(() => card.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([1200, 630]);
  await expect(page.frameLocator('iframe').getByText('Every WebAssembly file begins')).toBeVisible();
  expect(errors).toEqual([]);
});
