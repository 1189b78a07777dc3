import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Request, test } from '@playwright/test';
import { freePort } from '../helpers/free-port';
import { ownPublication } from '../helpers/own-publication';
import { collectProblems } from './checks';
import { mainTemplates, ports } from './sites';

let dev: ChildProcess;
let folder: string;
const base = `http://localhost:${ports.dev}`;
const article = 'posts/reading-a-wasm-binary/index.md';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  // A copy, because these tests edit it.
  folder = await mkdtemp(join(tmpdir(), 'letterpress-'));
  await cp('tests/fixtures/linear-memory/content', folder, { recursive: true });
  dev = spawn('npm', ['run', 'dev'], {
    env: { ...process.env, PORT: String(ports.dev), CONTENT_DIR: folder },
    detached: true,
    stdio: 'ignore',
  });
  await expect(async () => expect((await fetch(base)).status).toBe(200)).toPass({ timeout: 110_000 });
});
// Stops the whole process group, because npm runs the preview in a process of its own.
test.afterAll(async () => {
  if (dev.pid !== undefined) process.kill(-dev.pid, 'SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** Rewrites a file of the publication. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(folder, path), change(await readFile(join(folder, path), 'utf8')));
}

for (const [name, path] of Object.entries(mainTemplates))
  test(`${name}: no errors in the console, on the first and the second load`, async ({ page }) => {
    const problems = await collectProblems(page);
    const loading = new Set<Request>();
    page.on('request', (request) => loading.add(request));
    page.on('requestfinished', (request) => loading.delete(request));
    page.on('requestfailed', (request) => loading.delete(request));
    for (let load = 0; load < 2; load++) {
      await page.goto(base + path);
      await expect(page.locator('h1')).toBeVisible();
      if (name.startsWith('post'))
        await expect(page.locator('[data-tools] button').first(), 'the buttons of an article').toBeVisible();
      // The next load cancels whatever is still loading, and that would count as a problem.
      await expect(() =>
        expect([...loading].filter((request) => request.resourceType() === 'image')).toEqual([]),
      ).toPass();
      await page.waitForTimeout(300);
    }
    // Leaving a page cancels its event stream, and its icon if that is not there yet.
    const canceled = /^failed: \S*\/(?:preview\/events|icon\.svg)$/;
    const expected = name === 'not found' ? new RegExp(`404|${canceled.source}`) : canceled;
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });

test('a saved text appears in place, without a reload or scrolling', async ({ page }) => {
  const problems = await collectProblems(page);
  await page.goto(`${base}/${article.replace('index.md', '')}`);
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
  const scrolled = await page.evaluate(() => scrollY);
  await edit(
    article,
    (text) => `${text}\nA sentence that has just been written.\n\n\`\`\`js\nlet fresh = 1;\n\`\`\`\n`,
  );
  await expect(page.getByText('A sentence that has just been written.')).toBeAttached();
  expect(await page.evaluate(() => [scrollY, 'before' in window])).toEqual([scrolled, true]);
  // The new code block has its buttons, and the old ones still have theirs, once.
  const last = page.locator('figure.code').last();
  await expect(last.locator('.tools')).toHaveCount(1);
  await expect(page.locator('figure.code:not(:has(.tools)), .tools + .tools')).toHaveCount(0);
  await expect(page.locator('[data-tools] button').first()).toBeVisible();
  expect(problems).toEqual([]);
});

test('a file that an editor replaces again and again is followed, and a deleted folder does no harm', async ({
  page,
}) => {
  const path = 'posts/start-here/index.md';
  await page.goto(`${base}/posts/start-here/`);
  for (const word of ['first', 'second', 'third']) {
    const text = await readFile(join(folder, path), 'utf8');
    await writeFile(join(folder, 'posts/start-here/.saving'), `${text}\nReplaced the ${word} time.\n`);
    await rename(join(folder, 'posts/start-here/.saving'), join(folder, path));
    await expect(page.getByText(`Replaced the ${word} time.`)).toBeAttached();
  }
  await edit(path, (text) => `${text}\nWritten in place.\n`);
  await expect(page.getByText('Written in place.')).toBeAttached();
  for (let round = 0; round < 5; round++) {
    await mkdir(join(folder, `posts/gone-${round}/inner`), { recursive: true });
    await writeFile(join(folder, `posts/gone-${round}/inner/a.txt`), 'A');
    await rm(join(folder, `posts/gone-${round}`), { recursive: true });
  }
  await edit(path, (text) => `${text}\nStill there.\n`);
  await expect(page.getByText('Still there.')).toBeAttached();
});

test('a mistake in the configuration leaves the preview as it is, until it is fixed', async () => {
  test.setTimeout(120_000);
  const own = await ownPublication((copy) => rmSync(join(copy, 'content/posts'), { recursive: true }));
  const config = join(own, 'site.config.ts');
  await writeFile(config, minimal('Quiet Rivers'));
  for (const name of ['pages', 'series']) await rm(join(own, 'content', name), { recursive: true });
  const port = await freePort();
  const preview = spawn('npm', ['run', 'dev'], {
    env: { ...process.env, PORT: String(port), PUBLICATION_DIR: own, CONTENT_DIR: '', OUT_DIR: '' },
    detached: true,
  });
  let output = '';
  for (const stream of [preview.stdout, preview.stderr])
    stream.on('data', (chunk) => (output += String(chunk)));
  const home = async () => (await fetch(`http://localhost:${port}/`)).text();
  try {
    await expect(async () => expect(await home()).toContain('Quiet Rivers')).toPass({ timeout: 60_000 });
    await writeFile(config, minimal('Quiet Rivers').replace("tagline: 'A tagline',", "tagline: 'A tagline'"));
    await expect
      .poll(() => output, { timeout: 20_000 })
      .toContain('The preview still runs as it was before this change.');
    expect(output).toMatch(
      /site\.config\.ts:\d+:\d+\n {2}Expected "}" but found "description"[\s\S]*look for a missing comma/,
    );
    expect(await home()).toContain('Quiet Rivers');
    await writeFile(config, minimal('Loud Rivers'));
    await expect(async () => expect(await home()).toContain('Loud Rivers')).toPass({ timeout: 30_000 });
  } finally {
    if (preview.pid !== undefined) process.kill(-preview.pid, 'SIGTERM');
  }
});

/** A configuration with this title. */
const minimal = (title: string) => `export const siteConfig = {
  title: '${title}',
  tagline: 'A tagline',
  description: 'A description.',
  url: 'https://own.example',
  language: 'en',
  copyright: 'Ada',
};
`;

test('errors are shown over the last good page until they are fixed', async ({ page }) => {
  await page.goto(`${base}/posts/start-here/`);
  const heading = await page.locator('h1').textContent();
  await edit('posts/start-here/index.md', (text) => text.replace(/^title: .*$/m, 'titel: Wrong'));
  await expect(page.getByRole('alert')).toContainText('posts/start-here/index.md:');
  await expect(page.locator('h1')).toHaveText(heading ?? '');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('titel');
  await edit('posts/start-here/index.md', (text) => text.replace('titel: Wrong', 'title: Fixed'));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('h1')).toHaveText('Fixed');
});

test('a draft is shown, and found by search', async ({ page }) => {
  await writeFile(
    join(folder, 'posts/unheard.md'),
    '---\ntitle: An unheard-of draft\ndate: 2026-11-01\ndraft: true\n---\n\nQuadrivium.\n',
  );
  await expect(async () => expect((await fetch(`${base}/posts/unheard/`)).status).toBe(200)).toPass();
  await page.goto(`${base}/search/?q=quadrivium`);
  await expect(page.getByRole('link', { name: 'An unheard-of draft' })).toBeVisible();
});

test('feeds, Markdown copies and redirects work as in a build', async () => {
  expect(await (await fetch(`${base}/feed.xml`)).text()).toContain('<rss ');
  expect(await (await fetch(`${base}/posts/start-here/index.md`)).text()).toContain('url: ');
  await edit('posts/wit-by-example.md', (text) => text.replace('---\n', '---\naliases: [/old-wit/]\n'));
  await expect(async () => {
    const { status, headers } = await fetch(`${base}/old-wit/`, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/posts/wit-by-example/']);
  }).toPass();
  expect((await fetch(`${base}/posts/start-here`, { redirect: 'manual' })).headers.get('location')).toBe(
    '/posts/start-here/',
  );
});

test('requests with a foreign host name are refused', async () => {
  const statusFor = (host: string) =>
    new Promise<number | undefined>((done, failed) => {
      httpRequest({ host: 'localhost', port: ports.dev, path: '/', headers: { host } }, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .on('error', failed)
        .end();
    });
  for (const host of [
    'evil.example',
    `evil.example:${ports.dev}`,
    'localhost.evil.example',
    'local host',
    '@localhost',
  ])
    expect(await statusFor(host), host).toBe(403);
  for (const host of [`localhost:${ports.dev}`, `127.0.0.1:${ports.dev}`, `[::1]:${ports.dev}`])
    expect(await statusFor(host), host).toBe(200);
});

test('an author sees previews of links to an article, and what is cut off', async ({ page }) => {
  const problems = await collectProblems(page);
  await page.goto(`${base}/posts/reading-a-wasm-binary/`);
  await page.getByRole('link', { name: 'Link previews' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Reading a Wasm binary');
  for (const place of ['Search result', 'Chat', 'Timeline', 'Feed reader'])
    await expect(page.getByRole('region', { name: place })).toContainText('Reading a Wasm binary');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Chat: the summary is cut off before' }),
  ).toBeVisible();
  // The card is the one that a build renders.
  const card = page.getByRole('region', { name: 'Timeline' }).getByRole('img');
  await expect
    .poll(() => card.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([1200, 630]);
  await expect(page.frameLocator('iframe').getByText('Every WebAssembly file begins')).toBeVisible();
  expect(problems.filter((problem) => !problem.endsWith('/preview/events'))).toEqual([]);
});
