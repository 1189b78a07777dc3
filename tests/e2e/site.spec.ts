import { readFileSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { testWholeSite } from '../helpers/whole-site';
import { basePath, mainHome, mainUrl, strangeHome, strangeOutDir, strangeUrl } from './sites';

const sites = [
  { name: 'the publication', outDir: mainOutDir, origin: mainHome, base: mainUrl },
  { name: 'the strange publication', outDir: strangeOutDir, origin: strangeHome, base: strangeUrl },
];

test('there is a file at every kind of address', async ({ request }) => {
  for (const path of [
    '/',
    '/page/2/',
    '/posts/start-here/',
    '/tags/',
    '/tags/wasi/',
    '/tags/component-model/',
    '/authors/',
    '/authors/standards-desk/',
    '/series/components-in-practice/',
    '/archive/',
    '/search/',
    '/about/',
    '/colophon/',
    '/404.html',
    '/posts/start-here/og.png',
    '/posts/start-here/index.md',
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    '/tags/wasi/feed.xml',
    '/tags/wasi/atom.xml',
    '/tags/wasi/feed.json',
    '/authors/runtime-desk/feed.xml',
    '/authors/runtime-desk/atom.xml',
    '/authors/runtime-desk/feed.json',
    '/sitemap.xml',
    '/robots.txt',
    '/llms.txt',
    '/manifest.webmanifest',
    '/og.png',
    '/favicon.ico',
    '/icon.svg',
    '/apple-touch-icon.png',
  ])
    expect((await request.get(mainUrl + path)).status(), path).toBe(200);
});

for (const site of sites) {
  testWholeSite(site);

  test(`${site.name} has no page in its sitemap that asks not to be indexed`, () => {
    const urls = [...readFileSync(`${site.outDir}/sitemap.xml`, 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)];
    for (const [, url = ''] of urls) {
      const path = decodeURIComponent(new URL(url).pathname).slice(basePath.length);
      if (path.endsWith('/'))
        expect(readFileSync(`${site.outDir}${path}index.html`, 'utf8'), path).not.toContain(
          'content="noindex"',
        );
    }
  });

  test(`${site.name} has small cards`, async () => {
    for (const path of (await filesUnder(site.outDir)).filter((file) => file.endsWith('og.png'))) {
      // A photo takes more than letters and drawings.
      const most = /^\/posts\/(?:pictures|covered|gallery)\//.test(path) ? 300_000 : 100_000;
      expect(statSync(site.outDir + path).size, path).toBeLessThan(most);
    }
  });
}
