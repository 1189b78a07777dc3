import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { fontFilesOf } from '../lib/theme/theme';
import { filesUnder } from '../lib/util/files';
import { theme } from '../theme.config';
import { withSite } from './site';

/**
 * Measures how the fonts of a built site load; see `docs/benchmarks.md`.
 *
 * - `visits` (default): first visits at four latencies.
 * - `shift`: the layout shift of every page, if its fonts arrive after the first paint.
 * - `match REGULAR BOLD ITALIC`: the theme's `sizes` for another font, from its three files.
 *
 * The fallback fonts are those of this machine. `FONTCONFIG_FILE` sets others.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string', default: 'out' },
    runs: { type: 'string', default: '3' },
    page: { type: 'string', multiple: true, default: ['/posts/cold-starts/', '/', '/archive/'] },
  },
});
const [mode = 'visits', ...files] = positionals;

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true };
const desktop = { viewport: { width: 1280, height: 800 } };

/** Values that a page collects about itself. */
interface Paints {
  shift: number;
  largest: number;
}

/** Opens a page that has no cache yet and collects its layout shifts and its largest paint. */
async function newVisit(browser: Browser, device: typeof phone | typeof desktop): Promise<Page> {
  const context = await browser.newContext({ ...device, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const paints: Paints = { shift: 0, largest: 0 };
    (window as unknown as { paints: Paints }).paints = paints;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) paints.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) paints.largest = startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  return page;
}

const paintsOf = (page: Page) => page.evaluate(() => (window as unknown as { paints: Paints }).paints);

/** The font with the most glyphs in the first element that matches. */
async function fontOf(client: CDPSession, selector: string): Promise<string> {
  const { root } = await client.send('DOM.getDocument');
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  if (!nodeId) return '–';
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId });
  const [font] = fonts.toSorted((a, b) => b.glyphCount - a.glyphCount);
  return font?.familyName ?? '–';
}

interface Visit extends Paints {
  /** The fonts of roman and italic text, 500 ms and 4 s after the load. */
  early: string;
  late: string;
}

async function visit(browser: Browser, device: typeof phone | typeof desktop, latency: number, url: string) {
  const page = await newVisit(browser, device);
  const client = await page.context().newCDPSession(page);
  for (const domain of ['Network', 'DOM', 'CSS'] as const) await client.send(`${domain}.enable`);
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: 1_250_000,
    uploadThroughput: 625_000,
  });
  const fonts = async () =>
    `${await fontOf(client, 'main h1')} / ${await fontOf(client, 'main .article em')}`;
  await page.goto(url, { waitUntil: 'load' });
  await wait(500);
  const early = await fonts();
  await wait(3500);
  const result: Visit = { ...(await paintsOf(page)), early, late: await fonts() };
  await page.context().close();
  return result;
}

async function measureVisits(browser: Browser, address: string): Promise<void> {
  console.log('| Page | Device | Latency | Layout shift | Largest paint | After 500 ms | After 4 s |');
  console.log('|---|---|---:|---:|---:|---|---|');
  for (const path of values.page)
    for (const [name, device] of Object.entries({ phone, desktop }))
      for (const latency of [0, 40, 150, 300]) {
        const visits: Visit[] = [];
        for (let run = 0; run < Number(values.runs); run++)
          visits.push(await visit(browser, device, latency, address + path));
        const worst = Math.max(...visits.map(({ shift }) => shift));
        const largest = visits.map((each) => each.largest).toSorted((a, b) => a - b);
        const all = (key: 'early' | 'late') => [...new Set(visits.map((each) => each[key]))].join('; ');
        console.log(
          `| \`${path}\` | ${name} | ${latency} ms | ${worst.toFixed(3)} | ${Math.round(largest[largest.length >> 1] ?? 0)} ms | ${all('early')} | ${all('late')} |`,
        );
      }
}

/** The addresses of all pages. */
const pages = (await filesUnder(values.site))
  .filter((path) => path.endsWith('/index.html'))
  .map((path) => encodeURI(path.replace(/index\.html$/, '')));

async function measureShift(browser: Browser, address: string): Promise<void> {
  console.log(
    '| Device | Pages | In the fallback | Mean | 90 % within | Above 0.02 | Maximum |\n|---|---:|---:|---:|---:|---:|---:|',
  );
  for (const [name, device] of Object.entries({ phone, desktop })) {
    const page = await newVisit(browser, device);
    const shifts: [shift: number, path: string][] = [];
    let inFallback = 0;
    for (const path of pages) {
      let release = () => {};
      const painted = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/*.woff2', (route) => painted.then(() => route.continue()));
      await page.goto(address + path, { waitUntil: 'domcontentloaded' });
      await settled(page);
      release();
      await page.evaluate(() => document.fonts.ready);
      await settled(page);
      await page.unrouteAll({ behavior: 'wait' });
      if (await page.evaluate(() => 'fallback' in document.documentElement.dataset)) inFallback++;
      shifts.push([(await paintsOf(page)).shift, path]);
    }
    await page.context().close();
    shifts.sort(([a], [b]) => a - b);
    const above = shifts.filter(([shift]) => shift > 0.02);
    const mean = shifts.reduce((sum, [shift]) => sum + shift, 0) / shifts.length;
    const cell = (at: number) => (shifts[at]?.[0] ?? 0).toFixed(3);
    console.log(
      `| ${name} | ${shifts.length} | ${inFallback} | ${mean.toFixed(4)} | ${cell(Math.floor(shifts.length * 0.9))} | ${above.length} | ${cell(shifts.length - 1)} |`,
    );
    for (const [shift, path] of above) console.error(`${name}: ${shift.toFixed(3)} on ${path}`);
  }
}

/** Waits until everything so far has been painted, with its layout shifts reported. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)))),
  );
}

/** Compares the widths of all text on the site in the theme's fonts and in another font. */
async function match(browser: Browser, address: string): Promise<void> {
  const [regular, bold, italic] = files;
  if (!regular || !bold || !italic) throw new Error('match requires three files: REGULAR BOLD ITALIC');
  console.log(`${files.map((file) => basename(file)).join(', ')}\n`);
  console.log('| Font | Regular | Bold | Italic | Deviation of texts of 200 letters or more |');
  console.log('|---|---:|---:|---:|---:|');
  const page = await browser.newPage({ bypassCSP: true });
  const texts = await textsByFont(page, address);
  for (const [name, font] of Object.entries({ Text: theme.fonts.text, Headings: theme.fonts.headings })) {
    if (!font) continue;
    const own = fontFilesOf(font);
    const faces = [
      { family: 'Own', file: own.roman, weight: font.weights ?? '400 700', style: 'normal' },
      { family: 'Other', file: regular, weight: '400', style: 'normal' },
      { family: 'Other', file: bold, weight: '700', style: 'normal' },
      { family: 'Other', file: italic, weight: '400', style: 'italic' },
    ];
    if (own.italic)
      faces.push({ family: 'Own', file: own.italic, weight: font.weights ?? '400 700', style: 'italic' });
    const results: { size: string; deviation: string }[] = [];
    for (const style of ['normal 400', 'normal 600', 'italic 400'])
      results.push(await compareWidths(page, faces, style, texts.get(`${name} ${style}`) ?? []));
    const cells = results.map(({ size }) => size);
    console.log(
      `| ${name} | ${cells.join(' | ')} | ${results.map(({ deviation }) => deviation).join(', ')} |`,
    );
  }
}

/** All text on the site, by the font, style and weight in which it is shown. */
async function textsByFont(page: Page, address: string): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (const path of pages) {
    await page.goto(address + path, { waitUntil: 'domcontentloaded' });
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('body :not(script, style, template, pre, svg, svg *)')].flatMap(
        (element) => {
          const { fontFamily, fontStyle, fontWeight } = getComputedStyle(element);
          const [name = ''] = fontFamily.split(',');
          return [...element.childNodes]
            .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
            .map((node) => [
              `${name} ${fontStyle} ${fontWeight}`,
              node.textContent?.replace(/\s+/g, ' ').trim() ?? '',
            ]);
        },
      ),
    );
    for (const [key = '', text = ''] of found) {
      const list = texts.get(key) ?? [];
      texts.set(key, list);
      list.push(text);
    }
  }
  return texts;
}

interface Face {
  family: string;
  file: string;
  weight: string;
  style: string;
}

/** The `size-adjust` in percent that makes texts as wide in both families, and the remaining deviation. */
async function compareWidths(page: Page, faces: Face[], style: string, list: string[]) {
  for (const { file, ...face } of faces)
    await page.evaluate(
      async ({ family, bytes, weight, style }) => {
        const data = Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0));
        document.fonts.add(await new FontFace(family, data, { weight, style }).load());
      },
      { ...face, bytes: readFileSync(file).toString('base64') },
    );
  const widths = await page.evaluate(
    ({ style, list }) => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) throw new Error('no canvas');
      return list.map((text) =>
        ['Own', 'Other'].map((family) => {
          context.font = `${style} 100px ${family}`;
          return context.measureText(text).width;
        }),
      );
    },
    { style, list },
  );
  await page.evaluate(() => document.fonts.clear());
  if (widths.length === 0) return { size: '–', deviation: '–' };
  const sum = (at: number) => widths.reduce((total, pair) => total + (pair[at] ?? 0), 0);
  const ratio = sum(0) / sum(1);
  const long = widths.filter((_, at) => (list[at]?.length ?? 0) >= 200);
  const deviation = Math.sqrt(
    long.reduce((total, [own = 1, other = 1]) => total + ((other * ratio) / own - 1) ** 2, 0) / long.length,
  );
  return {
    size: (ratio * 100).toFixed(1),
    deviation: long.length ? `${(deviation * 100).toFixed(2)} %` : '–',
  };
}

const measurements: Record<string, typeof match> = { visits: measureVisits, shift: measureShift, match };
const measurement = measurements[mode];
if (!measurement) throw new Error(`${mode}: expected one of ${Object.keys(measurements).join(', ')}`);
await withSite(resolve(values.site), measurement);
