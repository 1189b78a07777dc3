import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { freePort } from '../helpers/free-port';
import { ownPublication } from '../helpers/own-publication';
import { post } from '../helpers/publication';
import { axeViolations, collectProblems } from './checks';

let preview: ChildProcess;
let folder: string;
let base: string;

test.describe.configure({ mode: 'serial' });

const fileOf = (path: string) => join(folder, 'content', path);
const read = (path: string) => readFileSync(fileOf(path), 'utf8');

/** Starts the preview, until a page of it is there. */
async function startPreview(page: string): Promise<void> {
  const port = base ? new URL(base).port : String(await freePort());
  base = `http://localhost:${port}`;
  preview = spawn(process.execPath, ['scripts/run.js', 'dev'], {
    env: { ...process.env, PORT: port, PUBLICATION_DIR: folder, CONTENT_DIR: '', OUT_DIR: '' },
    detached: true,
    stdio: 'ignore',
  });
  await expect(async () => expect((await fetch(base + page)).status).toBe(200)).toPass({ timeout: 170_000 });
}

/** Kills the preview with all its processes, as a crash does. */
async function killPreview(): Promise<void> {
  if (preview.pid !== undefined) process.kill(-preview.pid, 'SIGKILL');
  await expect(() =>
    fetch(base).then(
      () => Promise.reject(new Error('still there')),
      () => true,
    ),
  ).toPass();
}

test.beforeAll(async () => {
  test.setTimeout(200_000);
  folder = await ownPublication((copy) => {
    rmSync(join(copy, 'content/posts'), { recursive: true });
  });
  mkdirSync(join(folder, 'content/posts'), { recursive: true });
  for (const [path, text] of Object.entries({
    'posts/first.md': post({ tags: '[Rivers]' }, 'The first. See [the second](second.md).'),
    'posts/second.md': post({ title: 'The second' }, '## A part\n\nThe second.'),
    'posts/hostile.md': post(
      {},
      '<script>parent.document.title = "run"</script>\n\n<b onclick="alert(1)">b</b>\n\n[x](javascript:alert(1))',
    ),
    'posts/weirs.md': post(
      { title: 'Building shared weirs', related: '[second]' },
      'Shared weirs hold water, and building shared weirs takes a summer.',
    ),
    'posts/mills.md': post(
      { title: 'What a mill does with shared weirs' },
      'A mill needs water. It has shared weirs for that, and shared water.',
    ),
    // Names are suggested only if they are rare.
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `posts/filler-${at}.md`,
        post({ title: `Filler ${at}` }, `Something else, number ${at}.`),
      ]),
    ),
  }))
    writeFileSync(fileOf(path), text);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@own.example');
  // Its redirects lead to posts that are not here.
  await writeFile(
    join(folder, 'site.config.ts'),
    "export const siteConfig = {\n  title: 'Quiet Rivers',\n  tagline: 'A tagline',\n  description: 'A description.',\n  url: 'https://own.example',\n  language: 'en',\n  copyright: 'Ada',\n};\n",
  );
  for (const name of ['pages', 'series'])
    rmSync(join(folder, 'content', name), { recursive: true, force: true });
  await startPreview('/posts/first/');
});
test.afterAll(() => {
  if (preview?.pid !== undefined) process.kill(-preview.pid, 'SIGTERM');
});

const editorOf = (page: Page) => page.locator('.text .cm-content');
const status = (page: Page) => page.getByRole('banner').getByRole('status');
const frameOf = (page: Page) => page.frameLocator('iframe[title="The page"]');

/** Opens a document, and puts the cursor at its end. */
async function openDocument(page: Page, path: string): Promise<void> {
  await page.goto(`${base}/desk/#/${path}`);
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('Control+End');
}

test('an author finds, writes and saves by keyboard alone', async ({ page }) => {
  const problems = await collectProblems(page);
  await page.goto(`${base}/desk/`);
  await expect(page.getByRole('navigation', { name: 'Documents' })).toContainText('The second');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('first');
  await expect(page.getByText(/^1 of \d+ documents$/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(editorOf(page)).toBeFocused();
  const before = read('posts/first.md');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('A new sentence.');
  await page.keyboard.press('Control+s');
  await expect(status(page)).toHaveText('Saved');
  expect(read('posts/first.md')).toBe(`${before}A new sentence.`);
  await expect(frameOf(page).getByText('A new sentence.')).toBeVisible();
  // Without Ctrl-S, it is saved when the author pauses.
  await page.keyboard.type(' Another.');
  await expect.poll(() => read('posts/first.md')).toBe(`${before}A new sentence. Another.`);
  await expect(frameOf(page).getByText('Another.')).toBeVisible();
  // Tab leaves the editor.
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).not.toBeFocused();
  const own = problems.filter((problem) => !/Blocked script execution|preview\/events/.test(problem));
  expect(own).toEqual([]);
});

test('a new post is written, with a picture that is pasted and a mistake that is fixed', async ({ page }) => {
  await page.goto(`${base}/desk/`);
  await page.getByRole('button', { name: 'New post' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('A year by the river');
  await page.keyboard.press('Enter');
  await expect(editorOf(page)).toContainText('A year by the river');
  expect(read('posts/a-year-by-the-river.md')).toContain('draft: true');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('It rained.');

  const png = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  await editorOf(page).evaluate((editor, data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    editor.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, png.toString('base64'));
  const dialog = page.getByRole('dialog', { name: 'Add an image' });
  await dialog.getByLabel('What does the image show?').fill('The river in May');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(editorOf(page)).toContainText('![The river in May](the-river-in-may.png)');
  expect(readFileSync(fileOf('posts/the-river-in-may.png'))).toEqual(png);
  await expect(frameOf(page).getByAltText('The river in May')).toBeVisible();

  // A mistake is shown as it is typed, and its fix is one key away.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('descripton: Rain and mud');
  await page.keyboard.press('Escape');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('descripton');
  await page.keyboard.press('Control+Shift+M');
  await expect(page.locator('.cm-panel-lint')).toContainText('unknown field "descripton"');
  // The underlined letter of “Write …”.
  await page.keyboard.press('w');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  await expect.poll(() => read('posts/a-year-by-the-river.md')).toContain('\ndescription: Rain and mud\n');
});

test('fields, values and links are completed', async ({ page }) => {
  await openDocument(page, 'posts/second.md');
  await page.keyboard.type('See [the first](fir');
  await page.getByRole('option', { name: /A title.*first\.md/ }).click();
  await expect(editorOf(page)).toContainText('[the first](first.md');
  await page.keyboard.type(').');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ta');
  await expect(page.getByRole('option', { name: /^tags/ })).toBeVisible();
  // CodeMirror takes no Enter in the first 75 ms, in which it may be meant for the text.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ri');
  await page.getByRole('option', { name: /Rivers.*1 post/ }).click();
  await page.keyboard.type(']');
  await page.keyboard.press('Control+s');
  await expect.poll(() => read('posts/second.md')).toContain('---\ntags: [Rivers]\ntitle: The second\n');
});

test('a post is scheduled, published and made a draft again, and nothing else in it changes', async ({
  page,
}) => {
  await openDocument(page, 'posts/second.md');
  const before = read('posts/second.md');
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    if (name === 'Later') await dialog.getByLabel(/^Day and time/).fill('2090-01-02T09:30');
    else await dialog.getByLabel(name).check();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await choose('Later');
  await expect
    .poll(() => read('posts/second.md'))
    .toBe(before.replace('date: 2026-01-02', 'date: 2090-01-02T09:30Z'));
  const listed = page
    .getByRole('navigation', { name: 'Documents' })
    .getByRole('link', { name: /The second/ });
  await expect(listed).toContainText('Scheduled · 2090-01-02 09:30');
  await choose('Not yet: keep it a draft');
  await expect(listed).toContainText('Draft');
  await choose('Now');
  const today = new Date().toISOString().slice(0, 10);
  await expect.poll(() => read('posts/second.md')).toBe(before.replace('2026-01-02', today));
  await expect(listed).toContainText('Published');
});

test('a renamed post keeps its old address, and links follow it', async ({ page }) => {
  await openDocument(page, 'posts/second.md');
  await page.getByRole('button', { name: 'Rename …' }).click();
  await page.getByLabel('New end of the address').fill('the-other');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/posts\/the-other\.md$/);
  expect(read('posts/the-other.md')).toContain('aliases: [/posts/second/]');
  expect(read('posts/first.md')).toContain('[the second](the-other.md)');
  expect(read('posts/weirs.md')).toContain('related: [the-other]');
  expect(existsSync(fileOf('posts/second.md'))).toBe(false);
  await expect(async () => {
    const { status, headers } = await fetch(`${base}/posts/second/`, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, '/posts/the-other/']);
  }).toPass();
});

test('a deleted post comes back byte for byte', async ({ page }) => {
  await writeFile(fileOf('posts/odd.md'), `\ufeff${post({}, 'Odd.\r\nLines.  ')}`);
  const before = readFileSync(fileOf('posts/odd.md'));
  await openDocument(page, 'posts/odd.md');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => existsSync(fileOf('posts/odd.md'))).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => existsSync(fileOf('posts/odd.md'))).toBe(true);
  expect(readFileSync(fileOf('posts/odd.md'))).toEqual(before);
});

test('what was deleted is found in the trash, also later', async ({ page }) => {
  await writeFile(fileOf('posts/later.md'), post({}, 'Deleted and restored.'));
  await openDocument(page, 'posts/later.md');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => existsSync(fileOf('posts/later.md'))).toBe(false);
  await page.reload();
  await page.getByRole('button', { name: 'Trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trash' });
  expect(await axeViolations(page)).toEqual([]);
  const deleted = dialog.getByRole('option', { name: /posts\/later\.md/ });
  await dialog.getByLabel(/^Deleted documents/).selectOption(await deleted.getAttribute('value'));
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(editorOf(page)).toContainText('Deleted and restored.');
  expect(existsSync(fileOf('posts/later.md'))).toBe(true);
});

test('a post gets a folder of its own, and a picture that is dropped into it becomes smaller', async ({
  page,
}) => {
  await openDocument(page, 'posts/mills.md');
  await page.getByRole('button', { name: 'Own folder' }).click();
  await expect(page).toHaveURL(/#\/posts\/mills\/index\.md$/);
  await expect(editorOf(page)).toContainText('A mill needs water.');
  const jpeg = await sharp({ create: { width: 3000, height: 1000, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer();
  await editorOf(page).evaluate((editor, data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'DSC_0001.JPG', { type: 'image/jpeg' }));
    const { left, bottom } = editor.querySelector('.cm-line:last-child')?.getBoundingClientRect() ?? {};
    const place = { clientX: (left ?? 0) + 1, clientY: (bottom ?? 0) - 2 };
    editor.dispatchEvent(new DragEvent('drop', { dataTransfer, ...place, bubbles: true, cancelable: true }));
  }, jpeg.toString('base64'));
  const dialog = page.getByRole('dialog', { name: 'Add an image' });
  await dialog.getByLabel('What does the image show?').fill('The weir above the mill');
  await dialog.getByRole('checkbox', { name: /at most 2,400 pixels wide/ }).check();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(editorOf(page)).toContainText('![The weir above the mill](the-weir-above-the-mill.jpg)');
  const { width, height } = await sharp(fileOf('posts/mills/the-weir-above-the-mill.jpg')).metadata();
  expect([width, height]).toEqual([2400, 800]);
  await expect(frameOf(page).getByAltText('The weir above the mill')).toBeVisible();
  // Not into the front matter.
  await page.keyboard.press('Control+Home');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: jpeg });
  await dialog.getByLabel('What does the image show?').fill('The mill');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect
    .poll(() => read('posts/mills/index.md'))
    .toMatch(/^---\n[\s\S]*\n---\n[\s\S]*\n!\[The mill\]\(the-mill\.jpg\)$/);
});

test('a suggested link is added with a button, and the post is committed alone', async ({ page }) => {
  const path = 'posts/mills/index.md';
  const log = () => execFileSync('git', ['log', '--format=%s', '--name-only'], { cwd: folder }).toString();
  await openDocument(page, path);
  await page.getByText(/^\d+ words · /).click();
  const suggestion = page.getByRole('listitem').filter({ hasText: '“shared weirs” could link to' });
  await suggestion.getByRole('button', { name: 'Add the link' }).click();
  await expect(editorOf(page)).toContainText('[shared weirs](../weirs.md)');
  await page.getByRole('button', { name: 'Commit …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Commit' });
  await dialog.getByLabel('Message').fill('Mills, with a picture');
  await dialog.getByRole('button', { name: 'Commit' }).click();
  await expect(dialog).toHaveCount(0);
  expect(read(path)).toContain('[shared weirs](../weirs.md)');
  expect(log()).toBe(
    `Mills, with a picture\n\n${[path, 'posts/mills/the-mill.jpg', 'posts/mills/the-weir-above-the-mill.jpg'].map((each) => `content/${each}\n`).join('')}`,
  );
});

test('a change on disk is never overwritten: both versions are shown', async ({ page }) => {
  await openDocument(page, 'posts/first.md');
  const before = read('posts/first.md');
  await page.keyboard.type(' Mine.');
  await writeFile(fileOf('posts/first.md'), before.replace('The first.', 'The very first.'));
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Changed on disk' });
  await expect(dialog.getByRole('textbox', { name: 'The version on disk' })).toContainText('The very first.');
  await expect(dialog.getByRole('textbox', { name: 'Your version' })).toContainText('Mine.');
  expect(read('posts/first.md')).toContain('The very first.');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the version on the right' }).click();
  await expect.poll(() => read('posts/first.md')).toBe(`${before} Mine.`);
  // Without text of the author, the new version on disk is simply shown.
  await writeFile(fileOf('posts/first.md'), before);
  await expect(editorOf(page)).not.toContainText('Mine.');
});

test('nothing is lost if the server is killed while the author types', async ({ page }) => {
  test.setTimeout(240_000);
  await openDocument(page, 'posts/first.md');
  const before = read('posts/first.md');
  await page.keyboard.type(' Before.');
  await killPreview();
  await page.keyboard.type(' After the crash.');
  await expect(page.getByRole('alert')).toContainText('Your text is kept in this browser');
  expect(read('posts/first.md')).toMatch(
    new RegExp(`^${before.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?: Before\\.)?$`),
  );
  // The desk is there before the pages are.
  await startPreview('/desk/');
  await expect(page.getByRole('alert')).toContainText('The preview has started again.');
  await page.getByRole('button', { name: 'Reload the desk' }).click();
  await expect(editorOf(page)).toContainText('Before. After the crash.');
  await expect(page.getByRole('alert')).toContainText('which had not been saved');
  await page.keyboard.press('Control+s');
  await expect.poll(() => read('posts/first.md')).toBe(`${before} Before. After the crash.`);
});

test('the page scrolls along with the text, and the text with the page', async ({ page }) => {
  const sections = Array.from({ length: 30 }, (_, at) => `## Part ${at}\n\n${'Rain and mud. '.repeat(60)}\n`);
  await writeFile(fileOf('posts/long.md'), post({ title: 'Long' }, sections.join('\n')));
  await expect(async () => expect((await fetch(`${base}/posts/long/`)).status).toBe(200)).toPass();
  await openDocument(page, 'posts/long.md');
  const heading = frameOf(page).getByRole('heading', { name: 'Part 29' });
  // An observer of intersections would not see into a frame without scripts.
  const topOfHeading = () => heading.evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(topOfHeading).toBeLessThan(700);
  const scrolled = () => page.locator('.text .cm-scroller').evaluate((scroller) => scroller.scrollTop);
  expect(await scrolled()).toBeGreaterThan(2000);
  await page.locator('iframe[title="The page"]').hover();
  await page.mouse.wheel(0, -100_000);
  await expect.poll(scrolled).toBeLessThan(100);
});

test('nothing in a document runs in the desk', async ({ page }) => {
  page.on('dialog', () => {
    throw new Error('A script of the document has run.');
  });
  await openDocument(page, 'posts/hostile.md');
  await expect(frameOf(page).locator('h1')).toBeVisible();
  await expect(page).toHaveTitle(/^A title · Desk$/);
  // Not even by the page of the site, which has the same origin.
  expect(await page.evaluate(async () => (await fetch('/desk/')).status)).toBe(403);
  const framed = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/desk/';
    document.body.append(frame);
    await new Promise((done) => (frame.onload = done));
    const text = frame.contentDocument?.body?.textContent ?? '';
    frame.remove();
    return text;
  });
  expect(framed).not.toContain('desk-token');
});

for (const [name, size] of [
  ['a desktop', { width: 1400, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test(`axe finds nothing on ${name}, and nothing is cut off`, async ({ page }) => {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Otherwise, the page would not be loaded again.
      await page.goto('about:blank');
      await openDocument(page, 'posts/the-other.md');
      const isPhone = size.width < 600;
      for (const pane of isPhone ? ['Documents', 'Text', 'Page'] : ['all']) {
        if (isPhone)
          await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
        expect(await axeViolations(page), `${pane}, ${colorScheme}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          size.width,
        );
      }
    }
  });
