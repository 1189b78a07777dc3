import { expect, test } from '@playwright/test';
import { watch } from './checks';
import { basePath, mainUrl } from './sites';

const path = `${basePath}/posts/reading-a-wasm-binary/`;
const good = { path, title: 'An article', files: [] };

/** What a browser may have kept, by the kind of fault: of another version, of an extension, of a crash. */
const junk: Record<string, string> = {
  nothing: '',
  'half a list': '[{"path":"/posts/',
  'a number': '17',
  null: 'null',
  'a mapping': '{"path":"/"}',
  'a list of other things': '[null,1,"a",[],{},{"path":1,"title":"A","files":[]}]',
  'an address elsewhere': '[{"path":"//evil.example/","title":"A","files":[]}]',
  'an address that is a script': '[{"path":"javascript:alert(1)","title":"A","files":[]}]',
  'files that are none': '[{"path":"/posts/a/","title":"A","files":[1]}]',
  'a text that is long': 'x'.repeat(100_000),
  'an id of the page': 'main',
  'a selector': '"] > * { } <img src=x onerror=alert(1)>',
  'a property of all objects': '__proto__',
};
const keys = [`saved${basePath}`, `at:${path}`, 'theme', 'size', 'wrap'];

for (const [fault, text] of Object.entries(junk))
  test(`a page is whole where a browser has kept ${fault}`, async ({ page }) => {
    const faults = await watch(page);
    await page.addInitScript(
      ([keys, text]) => {
        if (sessionStorage.getItem('junk')) return;
        for (const key of keys) localStorage.setItem(key, text);
        sessionStorage.setItem('junk', 'is there');
      },
      [keys, text] as const,
    );
    await page.goto(`${mainUrl}/posts/reading-a-wasm-binary/`);
    await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
    await expect(page.locator('[data-tools] a')).toHaveCount(0);
    const size = page.locator('[data-text-size]');
    await expect(size).toHaveAttribute('title', /100/);
    await size.click();
    await expect(size).toHaveAttribute('title', /115/);
    await page.locator('[data-theme-switch]').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.goto(`${mainUrl}/reading-list/`);
    await expect(page.getByText('No saved articles yet.')).toBeVisible();
    expect(faults).toEqual([]);
  });

test('what is right in a damaged list stays, and can be taken away', async ({ page }) => {
  const kept = JSON.stringify([
    null,
    good,
    { path: 3 },
    { ...good, path: '//evil.example/' },
    { ...good, path: '/\\evil.example/' },
  ]);
  await page.addInitScript(
    ([key, kept]) => {
      if (!sessionStorage.getItem('set')) localStorage.setItem(key, kept);
      sessionStorage.setItem('set', 'yes');
    },
    [`saved${basePath}`, kept] as const,
  );
  await page.goto(`${mainUrl}/reading-list/`);
  await expect(page.locator('[data-saved] a')).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove: An article' }).click();
  await expect(page.getByText('No saved articles yet.')).toBeVisible();
});

test('an article is saved in the place of a damaged list, and read from a cache with junk in it', async ({
  page,
}) => {
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

test('a page comes from the network where the cache cannot be opened', async ({ page }) => {
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
