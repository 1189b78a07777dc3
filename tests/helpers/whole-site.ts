import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import Parser from 'rss-parser';
import { filesUnder } from '../../lib/util/files';

/** A built site that is being served. */
export interface ServedSite {
  name: string;
  /** The folder of its files. */
  outDir: string;
  /** The start of its absolute URLs, without a slash at the end, such as `https://example.org`. */
  origin: string;
  /** Where it is served, such as `http://localhost:4310`. */
  base: string;
}

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(node: DefaultTreeAdapterTypes.Node): Element[] {
  return [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : []),
  ];
}

const attribute = ({ attrs }: Element, name: string) => attrs.find((attr) => attr.name === name)?.value;

/** The schemes of links that posts may have. */
const linkSchemes = /^(?:https?|mailto|tel|sms|geo|xmpp|ircs?|magnet):/;

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Elements, attributes and links that an item of a feed must not have. */
function problemsOf(html: string, origin: string): string[] {
  const elements = elementsOf(parseFragment(html));
  const ids = new Set(elements.map((element) => attribute(element, 'id')));
  const isValid = (address: string) =>
    address.startsWith('#')
      ? ids.has(decoded(address.slice(1)))
      : address.startsWith(new URL(origin).origin)
        ? address.startsWith(`${origin}/`)
        : linkSchemes.test(address);
  return elements.flatMap(({ tagName, attrs }) => [
    ...(/^(?:script|style|iframe|form)$/.test(tagName) ? [tagName] : []),
    ...attrs
      .filter(({ name, value }) =>
        ['href', 'src', 'poster'].includes(name) ? !isValid(value) : /^(?:class|style|on.*)$/.test(name),
      )
      .map(({ name, value }) => `${tagName} ${name}="${value}"`),
  ]);
}

/** Tests that hold for the files of every site. */
export function testWholeSite({ name, outDir, origin, base }: ServedSite): void {
  const files = filesUnder(outDir);
  const htmlFiles = files.then((all) => all.filter((file) => file.endsWith('.html')));

  test.describe(name, () => {
    test('has no broken links, and no id twice on a page', async ({ request }) => {
      test.setTimeout(600_000);
      const idsOf = new Map<string, Set<string>>();
      const links: { from: string; to: URL }[] = [];
      for (const file of await htmlFiles) {
        const path = encodeURI(file.replace(/index\.html$/, ''));
        const elements = elementsOf(parse(readFileSync(outDir + file, 'utf8')));
        const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
        expect(new Set(ids).size, `${path} has an id twice`).toBe(ids.length);
        idsOf.set(path, new Set(ids));
        for (const element of elements)
          for (const { name: key, value } of element.attrs) {
            const isAddress =
              ['href', 'src', 'poster'].includes(key) || (key === 'content' && /^https?:/.test(value));
            // A frame is from another host, and a policy or `data:` is not an address.
            if (isAddress)
              links.push({ from: path, to: new URL(value.replace(`${origin}/`, `${base}/`), base + path) });
          }
      }
      const isOwn = ({ href }: URL) => href === base || href.startsWith(`${base}/`);
      const others = new Set<string>();
      const problems: string[] = [];
      for (const { from, to } of links) {
        if (!isOwn(to)) {
          if (to.origin === new URL(base).origin) problems.push(`${from} links outside of the site: ${to}`);
          continue;
        }
        const path = to.href.slice(base.length).replace(/[?#].*$/, '');
        const fragment = decoded(to.hash.slice(1)).replace(/:~:.*$/, '');
        const ids = idsOf.get(path);
        if (!ids) others.add(base + path);
        else if (fragment && !ids.has(fragment)) problems.push(`${from} links to ${path}#${fragment}`);
      }
      for (const url of others) {
        const status = (await request.get(url)).status();
        if (status !== 200) problems.push(`${url}: ${status}`);
      }
      expect(problems).toEqual([]);
    });

    test('has feeds that a parser reads, with absolute URLs only', async ({ request }) => {
      test.setTimeout(600_000);
      const feeds = (await files).filter((file) => /\/(feed|atom)\.(xml|json)$/.test(file));
      expect(feeds).toEqual(expect.arrayContaining(['/feed.xml', '/atom.xml', '/feed.json']));
      const parser = new Parser<object, { id?: string; 'content:encoded'?: string }>({
        customFields: { item: ['id'] },
      });
      for (const path of feeds) {
        const text = await (await request.get(base + encodeURI(path))).text();
        const items: { url?: string; id?: string; html?: string }[] = path.endsWith('.json')
          ? JSON.parse(text).items.map((item: { url: string; id: string; content_html: string }) => ({
              url: item.url,
              id: item.id,
              html: item.content_html,
            }))
          : (await parser.parseString(text)).items.map((item) => ({
              url: item.link,
              id: item.guid ?? item.id,
              html: item['content:encoded'] ?? item.content,
            }));
        expect(new Set(items.map((item) => item.id)).size, path).toBe(items.length);
        for (const { url, id, html } of items) {
          expect(url).toMatch(new RegExp(`^${origin}/.+/$`));
          expect(id).toMatch(/^https?:/);
          expect(html).toBeTruthy();
          // One list, because thousands of expectations would take minutes.
          expect(problemsOf(html ?? '', origin), url).toEqual([]);
        }
      }
    });

    test('has a sitemap of absolute URLs that all exist', async ({ request }) => {
      const text = await (await request.get(`${base}/sitemap.xml`)).text();
      const urls = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url ?? '');
      expect(urls.length).toBeGreaterThan(0);
      expect(new Set(urls).size).toBe(urls.length);
      for (const url of urls) {
        expect(url.startsWith(`${origin}/`), url).toBe(true);
        const response = await request.get(url.replace(origin, base));
        expect(response.status(), url).toBe(200);
        expect(await response.text(), url).not.toMatch(/<meta name="?robots"? content="[^"]*noindex/);
      }
      expect(await (await request.get(`${base}/robots.txt`)).text()).toContain(
        `Sitemap: ${origin}/sitemap.xml`,
      );
    });

    test('has cards of 1200 by 630 pixels', async () => {
      const cards = (await files).filter((file) => file.endsWith('/og.png'));
      expect(cards).toContain('/og.png');
      for (const path of cards) {
        const png = readFileSync(outDir + path);
        // The header of a PNG (PNG specification, section 11.2.1).
        expect([png.readUInt32BE(16), png.readUInt32BE(20)], path).toEqual([1200, 630]);
      }
    });

    test('has text files that are precompressed', async () => {
      for (const file of ['/index.html', '/feed.xml', '/404.html'])
        for (const extension of ['br', 'gz'])
          expect(existsSync(`${outDir}${file}.${extension}`), `${file}.${extension}`).toBe(true);
    });

    test('contains nothing of the framework', async () => {
      for (const path of await files)
        if (path.startsWith('/_next/')) expect(path).toMatch(/^\/_next\/static\/media\/.*\.woff2$/);
      for (const path of await htmlFiles) {
        const html = readFileSync(outDir + path, 'utf8');
        expect(html, path).not.toMatch(/__next_f|\/_next\/static\/chunks|<script[^>]*\/_next\//);
      }
    });
  });
}
