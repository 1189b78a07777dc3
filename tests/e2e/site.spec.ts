import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import Parser from 'rss-parser';
import { filesUnder } from '../../lib/util/files';
import { basePath, mainHome, mainUrl, strangeHome, strangeUrl } from './sites';

const sites = [
  { name: 'the publication', outDir: 'out', origin: mainHome, base: mainUrl },
  {
    name: 'the strange publication',
    outDir: '.letterpress/test/strange',
    origin: strangeHome,
    base: strangeUrl,
  },
];

/** Elements, attributes and links that an item of a feed must not have. */
function problemsOf(html: string, origin: string): string[] {
  const elements = elementsOf(parseFragment(html));
  const ids = new Set(
    elements.flatMap(({ attrs }) => attrs.flatMap(({ name, value }) => (name === 'id' ? value : []))),
  );
  const isValid = (address: string) =>
    address.startsWith('#')
      ? ids.has(decodeURIComponent(address.slice(1)))
      : address.startsWith(new URL(origin).origin)
        ? address.startsWith(`${origin}/`)
        : /^(?:https?|mailto):/.test(address);
  return elements.flatMap(({ tagName, attrs }) => [
    ...(/^(?:script|style|iframe|form)$/.test(tagName) ? [tagName] : []),
    ...attrs
      .filter(({ name, value }) =>
        ['href', 'src', 'poster'].includes(name) ? !isValid(value) : /^(?:class|style|on.*)$/.test(name),
      )
      .map(({ name, value }) => `${tagName} ${name}="${value}"`),
  ]);
}

function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
  return [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : []),
  ];
}

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

for (const { name, outDir, origin, base } of sites)
  test.describe(name, () => {
    test('has no broken links', async ({ page, request }) => {
      test.setTimeout(120_000);
      const ids = new Map<string, Set<string>>();
      const internalLinks: { from: string; to: string; fragment: string }[] = [];
      const others = new Set<string>();
      const pages = (await filesUnder(outDir))
        .filter((file) => file.endsWith('.html'))
        .map((file) => encodeURI(file.replace(/index\.html$/, '')));
      for (const path of pages) {
        await page.goto(base + path, { waitUntil: 'domcontentloaded' });
        const found = await page.evaluate(() => ({
          ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
          links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => link.href),
          files: [
            ...[...document.querySelectorAll<HTMLElement>('[src], [poster]')].flatMap((element) => [
              element.getAttribute('src'),
              element.getAttribute('poster'),
            ]),
            ...[...document.querySelectorAll<HTMLLinkElement>('link[href]')].map((link) =>
              link.getAttribute('href'),
            ),
            ...[...document.querySelectorAll('meta[content^="http"]')].map((meta) =>
              meta.getAttribute('content'),
            ),
          ],
        }));
        expect(new Set(found.ids).size, `${path} has unique ids`).toBe(found.ids.length);
        ids.set(path, new Set(found.ids));
        for (const link of found.links) {
          const { origin: host, pathname, hash } = new URL(link);
          if (link.startsWith(`${base}/`))
            internalLinks.push({
              from: path,
              to: pathname.slice(basePath.length),
              fragment: decodeURIComponent(hash.slice(1)),
            });
          else expect(host, `${path} → ${link}`).not.toBe(new URL(base).origin);
        }
        for (const file of found.files) {
          if (!file) continue;
          const { href } = new URL(file.replace(`${origin}/`, `${base}/`), base + path);
          others.add(href);
          for (const host of [base, origin])
            if (new URL(href).origin === new URL(host).origin)
              expect(href, path).toMatch(new RegExp(`^${host}/`));
        }
      }
      for (const { from, to, fragment } of internalLinks) {
        if (fragment) expect(ids.get(to)?.has(fragment), `${from} → ${to}#${fragment}`).toBe(true);
        else if (!ids.has(to)) others.add(base + to);
      }
      for (const url of others)
        if (url.startsWith(base)) expect((await request.get(url)).status(), url).toBe(200);
    });

    test('has feeds that a parser reads, with absolute URLs only', async ({ request }) => {
      const feeds = (await filesUnder(outDir)).filter((file) => /\/(feed|atom)\.(xml|json)$/.test(file));
      expect(feeds.length).toBeGreaterThan(8);
      for (const path of feeds) {
        const text = await (await request.get(base + encodeURI(path))).text();
        const items: { url: string | undefined; id: string | undefined; html: string | undefined }[] =
          path.endsWith('.json')
            ? JSON.parse(text).items.map((item: { url: string; id: string; content_html: string }) => ({
                url: item.url,
                id: item.id,
                html: item.content_html,
              }))
            : (
                await new Parser<object, { id?: string; 'content:encoded'?: string }>({
                  customFields: { item: ['id'] },
                }).parseString(text)
              ).items.map((item) => ({
                url: item.link,
                id: item.guid ?? item.id,
                html: item['content:encoded'] ?? item.content,
              }));
        if (path === '/feed.xml') expect(items.length).toBeGreaterThan(5);
        expect(new Set(items.map((item) => item.id)).size, path).toBe(items.length);
        for (const { url, id, html } of items) {
          expect(url).toMatch(new RegExp(`^${origin}/posts/`));
          expect(id).toMatch(new RegExp(`^${origin}/`));
          expect(html).toBeTruthy();
          // One list, because thousands of expectations would take minutes.
          expect(problemsOf(html ?? '', origin), url).toEqual([]);
        }
      }
    });

    test('has a sitemap of absolute URLs that all exist', async ({ request }) => {
      const text = await (await request.get(`${base}/sitemap.xml`)).text();
      const urls = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url ?? '');
      expect(urls.length).toBeGreaterThan(10);
      expect(new Set(urls).size).toBe(urls.length);
      for (const url of urls) {
        expect(url.startsWith(`${origin}/`), url).toBe(true);
        expect((await request.get(url.replace(origin, base))).status(), url).toBe(200);
      }
      expect(text).toMatch(/<lastmod>\d{4}-\d{2}-\d{2}/);
      expect(await (await request.get(`${base}/robots.txt`)).text()).toContain(
        `Sitemap: ${origin}/sitemap.xml`,
      );
    });

    test('has cards of 1200 by 630 pixels', async ({ page }) => {
      const cards = (await filesUnder(outDir)).filter((file) => file.endsWith('og.png'));
      expect(cards.length).toBeGreaterThan(8);
      await page.goto(`${base}/404.html`);
      for (const path of cards) {
        const size = await page.evaluate(async (src) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          return [image.naturalWidth, image.naturalHeight];
        }, base + encodeURI(path));
        expect(size, path).toEqual([1200, 630]);
        // A photo takes more than letters and drawings.
        const most = /^\/posts\/(?:pictures|covered)\//.test(path) ? 300_000 : 100_000;
        expect(readFileSync(outDir + path).length, path).toBeLessThan(most);
      }
    });

    test('contains nothing of the framework', async () => {
      for (const path of await filesUnder(outDir)) {
        if (path.startsWith('/_next/')) expect(path).toMatch(/^\/_next\/static\/media\/.*\.woff2$/);
        if (!path.endsWith('.html')) continue;
        const html = readFileSync(outDir + path, 'utf8');
        expect(html, path).not.toMatch(/__next_f|\/_next\/static\/chunks|<script[^>]*\/_next\//);
      }
    });
  });
