import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Request, test } from '@playwright/test';
import sharp from 'sharp';
import { freePort } from '../helpers/free-port';
import { copyProjectFiles } from '../helpers/project-files';
import { isSkipped, reason } from '../helpers/slow';
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

test('what is scrolled, opened and selected stays when a paragraph is added before it', async ({ page }) => {
  const problems = await collectProblems(page);
  const path = 'posts/three-parts.md';
  const text = (added: string) =>
    `---\ntitle: Three parts\ndate: 2026-11-01\n---\n\nFirst.\n\n${added}\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>\n\nChosen words.\n\n${'Filler.\n\n'.repeat(80)}`;
  await writeFile(join(folder, path), text(''));
  await expect(async () => expect((await fetch(`${base}/posts/three-parts/`)).status).toBe(200)).toPass();
  await page.goto(`${base}/posts/three-parts/`);
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.locator('summary', { hasText: 'More' }).click();
  await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll('.article p')].find(
      (p) => p.textContent === 'Chosen words.',
    );
    if (paragraph) getSelection()?.selectAllChildren(paragraph);
    scrollTo(0, 120);
  });
  await writeFile(join(folder, path), text('Added between.'));
  await expect(page.getByText('Added between.')).toBeAttached();
  // The first code block of a page brings styles that it did not have.
  await writeFile(join(folder, path), text('Added between.\n\n```js\nlet first = 1;\n```'));
  await expect(page.locator('figure.code .tools')).toHaveCount(1);
  expect(
    await page.evaluate(() => [
      'before' in window,
      scrollY > 0,
      document.querySelector('details')?.open,
      getSelection()?.toString(),
    ]),
  ).toEqual([true, true, true, 'Chosen words.']);
  const code = page.locator('figure.code');
  expect(await code.evaluate((figure) => getComputedStyle(figure).position)).toBe('relative');
  // The policy of the page also applies to the document that it loads, whose styles are others.
  expect(problems.filter((problem) => !/inline style|style-src-elem inline/.test(problem))).toEqual([]);
  await rm(join(folder, path));
});

test('lists, feeds and Markdown copies follow a saved title', async ({ page }) => {
  const path = 'posts/wit-by-example.md';
  await page.goto(`${base}/archive/`);
  await edit(path, (text) => text.replace(/^title: .*$/m, 'title: A new name for it'));
  await expect(page.getByRole('link', { name: 'A new name for it' }).first()).toBeVisible();
  expect(await (await fetch(`${base}/posts/wit-by-example/index.md`)).text()).toContain('A new name for it');
  await expect(async () =>
    expect(await (await fetch(`${base}/feed.json`)).text()).toContain('A new name for it'),
  ).toPass();
});

test('an image that is saved under the same name is new at once', async ({ page }) => {
  const image = (width: number) =>
    sharp({ create: { width, height: 300, channels: 3, background: '#a33' } })
      .png()
      .toBuffer();
  await mkdir(join(folder, 'posts/pictured'), { recursive: true });
  await writeFile(join(folder, 'posts/pictured/a.png'), await image(600));
  await writeFile(
    join(folder, 'posts/pictured/index.md'),
    '---\ntitle: Pictured\ndate: 2026-11-01\n---\n\n![A rectangle](a.png)\n',
  );
  await expect(async () => expect((await fetch(`${base}/posts/pictured/`)).status).toBe(200)).toPass();
  await page.goto(`${base}/posts/pictured/`);
  await page.evaluate(() => Object.assign(window, { before: true }));
  const shape = () =>
    page
      .getByRole('img', { name: 'A rectangle' })
      .evaluate((shown: HTMLImageElement) => Math.round((10 * shown.naturalWidth) / shown.naturalHeight));
  await expect.poll(shape).toBe(20);
  await writeFile(join(folder, 'posts/pictured/a.png'), await image(900));
  await expect.poll(shape).toBe(30);
  expect(await page.evaluate(() => 'before' in window)).toBe(true);
  await rm(join(folder, 'posts/pictured'), { recursive: true });
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

test('mistakes in the configuration and in components are shown, and go away without a restart', async ({
  page,
}) => {
  test.skip(isSkipped, reason);
  test.setTimeout(600_000);
  const copy = await copyProjectFiles();
  const port = await freePort();
  const preview = spawn('npm', ['run', 'dev'], {
    cwd: copy,
    env: { ...process.env, PORT: String(port), PUBLICATION_DIR: '', CONTENT_DIR: '', OUT_DIR: '' },
    detached: true,
  });
  let output = '';
  for (const stream of [preview.stdout, preview.stderr])
    stream.on('data', (chunk) => (output += String(chunk)));
  const change = async (path: string, from: string, to: string) =>
    writeFile(join(copy, path), (await readFile(join(copy, path), 'utf8')).replace(from, to));
  const patient = { timeout: 180_000 };
  const errors = page.getByRole('dialog', { name: '1 error' });
  try {
    await expect(async () => {
      await page.goto(`http://localhost:${port}/archive/`);
      await expect(page.locator('h1')).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 120_000 });

    await change('site.config.ts', "title: 'Linear Memory',", "title: 'Linear Memory'");
    await expect(errors).toContainText(/site\.config\.ts:\d+:\d+/, patient);
    await expect(errors).toContainText('look for a missing comma');
    await expect(page.locator('h1')).toBeVisible();
    await page.reload();
    await expect(errors).toContainText('site.config.ts');
    expect(output).toContain('The preview still runs as it was before this change.');
    await change('site.config.ts', "title: 'Linear Memory'", "title: 'Circular Memory',");
    await expect(page.getByRole('link', { name: 'Circular Memory' }).first()).toBeVisible(patient);
    await expect(errors).toHaveCount(0);

    const component = 'components/list/PageTitle.tsx';
    await change(component, 'return (', 'return ((');
    await expect(errors).toContainText(/components\/list\/PageTitle\.tsx:\d+:\d+/, patient);
    await expect(errors).not.toContainText(/node_modules| at .*:\d+:\d+/);
    // A page that has not been rendered before is readable too.
    await page.goto(`http://localhost:${port}/subscribe/`);
    await expect(page.locator('h1')).toBeVisible();
    await expect(errors).toContainText('PageTitle.tsx');
    await change(component, 'return ((', 'return (');
    await expect(errors).toHaveCount(0, patient);
  } finally {
    if (preview.pid !== undefined) process.kill(-preview.pid, 'SIGTERM');
  }
});

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

test('errors name the place, show the lines around it and the fix, and can be minimized', async ({
  page,
}) => {
  await page.goto(`${base}/posts/what-wasi-is/`);
  const path = 'posts/start-here/index.md';
  const before = await readFile(join(folder, path), 'utf8');
  const line = before.split('\n').length + 1;
  await edit(path, (text) => `${text}\nSee [the other](what-wasi-iss.md).\n`);
  // The mistake is in another document, and a second one in this.
  await edit('posts/what-wasi-is/index.md', (text) => text.replace('---\n', '---\ndraft: perhaps\n'));
  const dialog = page.getByRole('dialog', { name: '2 errors' });
  await expect(dialog).toContainText(`posts/start-here/index.md:${line}:5`);
  await expect(dialog.locator('.line.place').first()).toContainText('See [the other](what-wasi-iss.md).');
  await expect(dialog.getByText('Fix: write ../what-wasi-is/index.md')).toBeVisible();
  await expect(dialog.getByText('posts/what-wasi-is/index.md:2:8')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: '2 errors' }).click();
  await expect(dialog).toBeVisible();
  await edit('posts/what-wasi-is/index.md', (text) => text.replace('draft: perhaps\n', ''));
  await expect(page.getByRole('dialog', { name: '1 error' })).toContainText('start-here');
  await writeFile(join(folder, path), before);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('warnings are counted, and shown on demand', async ({ page }) => {
  await edit('posts/start-here/index.md', (text) => `${text}\n<blink>Look.</blink>\n`);
  await page.goto(`${base}/posts/start-here/`);
  await page.getByRole('button', { name: /^\d+ warnings?$/ }).click();
  await expect(page.getByRole('dialog')).toContainText('<blink>');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await edit('posts/start-here/index.md', (text) => text.replace('\n<blink>Look.</blink>\n', ''));
  await expect(page.getByText('<blink>')).toHaveCount(0);
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

test('feeds, Markdown copies, cards and redirects work as in a build', async () => {
  const card = await fetch(`${base}/posts/start-here/og.png`);
  expect([card.status, card.headers.get('content-type')]).toEqual([200, 'image/png']);
  for (const path of ['/tags/wasi/feed.xml', '/sitemap.xml', '/robots.txt', '/og.png', '/llms.txt'])
    expect((await fetch(base + path)).status, path).toBe(200);
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
