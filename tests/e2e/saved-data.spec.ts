import { expect, test } from '@playwright/test';
import { collectProblems } from './checks';
import { basePath, mainUrl } from './sites';

const path = `${basePath}/posts/reading-a-wasm-binary/`;
const entry = { path, title: 'An article', files: [] };

/** Damaged data that a browser may have stored: by another version, by an extension, or after a crash. */
const junk: Record<string, string> = {
  nothing: '',
  'a truncated list': '[{"path":"/posts/',
  'a number': '17',
  null: 'null',
  'a mapping': '{"path":"/"}',
  'a list of other things': '[null,1,"a",[],{},{"path":1,"title":"A","files":[]}]',
  'an address on another host': '[{"path":"//evil.example/","title":"A","files":[]}]',
  'an address that is a script': '[{"path":"javascript:alert(1)","title":"A","files":[]}]',
  'invalid files': '[{"path":"/posts/a/","title":"A","files":[1]}]',
  'a long text': 'x'.repeat(100_000),
  'an id of the page': 'main',
  'a selector': '"] > * { } <img src=x onerror=alert(1)>',
  'a property of all objects': '__proto__',
};
const keys = [`saved${basePath}`, `at:${path}`, 'scheme', 'size', 'wrap'];

for (const [name, text] of Object.entries(junk))
  test(`a page works if the browser has stored ${name}`, async ({ page }) => {
    const problems = await collectProblems(page);
    await page.addInitScript(
      ([keys, text]) => {
        if (sessionStorage.getItem('junk')) return;
        for (const key of keys) localStorage.setItem(key, text);
        sessionStorage.setItem('junk', 'yes');
      },
      [keys, text] as const,
    );
    await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
    await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
    await expect(page.locator('[data-tools] a')).toHaveCount(0);
    await page.getByRole('button', { name: 'Text size' }).click();
    await expect(page.getByRole('button', { name: '100%' })).toBeVisible();
    await page.getByRole('button', { name: 'Larger text' }).click();
    await expect(page.getByRole('button', { name: '115%' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.locator('button[data-scheme]').click();
    await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await page.goto(`${mainUrl}/reading-list/`);
    await expect(page.getByText('No saved articles yet.')).toBeVisible();
    expect(problems).toEqual([]);
  });

test('valid entries of a damaged list are kept, and can be removed', async ({ page }) => {
  const stored = JSON.stringify([
    null,
    entry,
    { path: 3 },
    { ...entry, path: '//evil.example/' },
    { ...entry, path: '/\\evil.example/' },
  ]);
  await page.addInitScript(
    ([key, stored]) => {
      if (!sessionStorage.getItem('set')) localStorage.setItem(key, stored);
      sessionStorage.setItem('set', 'yes');
    },
    [`saved${basePath}`, stored] as const,
  );
  await page.goto(`${mainUrl}/reading-list/`);
  await expect(page.locator('[data-saved] a')).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove: An article' }).click();
  await expect(page.getByText('No saved articles yet.')).toBeVisible();
});

test('an article can be saved over a damaged list, and read from a damaged cache', async ({ page }) => {
  await page.addInitScript((key) => {
    if (!sessionStorage.getItem('set')) localStorage.setItem(key, '{{');
    sessionStorage.setItem('set', 'yes');
  }, `saved${basePath}`);
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    await cache.put('/posts/none/', new Response(new Uint8Array([0, 255, 0]), { status: 500 }));
    await cache.put(`${location.pathname}?x=%FF`, new Response(''));
  }, `saved${basePath}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();
  await page.reload();
  await expect(page.locator('h1')).toHaveText(/^Reading a Wasm binary/);
  await page.goto(`${mainUrl}/reading-list/`);
  await expect(page.locator('[data-saved] a')).toHaveCount(1);
});

test('a page comes from the network if the cache cannot be opened', async ({ page }) => {
  await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();
  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(() => {
    caches.open = () => Promise.reject(new Error('damaged'));
  });
  await page.reload();
  await expect(page.locator('h1')).toHaveText(/^Reading a Wasm binary/);
  await page.goto(`${mainUrl}/archive/`);
  await expect(page.locator('h1')).toBeVisible();
});
