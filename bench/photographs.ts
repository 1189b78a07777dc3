import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import sharp from 'sharp';
import { photograph } from '../tests/helpers/images';
import { buildSite, withSite } from './site';

/**
 * Measures a page with twelve large photographs on a phone, compared with the same page with the
 * original files; see `docs/benchmarks.md`. Argument: a folder of JPEGs. Without it, photographs are
 * generated, which compress better than real ones.
 */
const work = join(tmpdir(), 'letterpress-bench/photographs');
const contentDir = join(work, 'content');
const outDir = join(work, 'out');
const count = 12;

const names = Array.from({ length: count }, (_, at) => `photograph-${at + 1}.jpg`);
const folder = join(contentDir, 'posts/photographs');
rmSync(contentDir, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const photographs = await Promise.all(names.map((_, at) => photographOf(at)));
for (const [at, name] of names.entries()) writeFileSync(join(folder, name), photographs[at] ?? '');
const paragraph = 'Some text between two photographs, as long as a caption is. '.repeat(4);
writeFileSync(
  join(folder, 'index.md'),
  `---\ntitle: Twelve photographs\ndate: 2026-01-01\n---\n\n${names
    .map((name) => `![Hills under a sky](${name})\n\n${paragraph}`)
    .join('\n\n')}\n`,
);
const built = await buildSite(work, contentDir, outDir);

// The same page with the original files.
const plain = join(outDir, 'plain');
mkdirSync(plain);
for (const [at, name] of names.entries()) writeFileSync(join(plain, name), photographs[at] ?? '');
writeFileSync(
  join(plain, 'index.html'),
  `<!doctype html><meta name="viewport" content="width=device-width"><title>Plain</title><style>img{max-width:100%}</style>${names
    .map((name) => `<p><img src="${name}" alt=""><p>${paragraph}`)
    .join('')}`,
);

/** A JPEG from the folder, mirrored if there are too few, or a generated one if there is no folder. */
async function photographOf(at: number): Promise<Buffer> {
  const [given] = process.argv.slice(2);
  // Different sizes, so that each image is encoded separately.
  if (!given) return photograph(4000 + at * 8, 3000);
  const files = readdirSync(given).filter((name) => /\.jpe?g$/i.test(name));
  const image = readFileSync(join(given, files[at % files.length] ?? ''));
  return at < files.length ? image : sharp(image).flop().jpeg({ quality: 92 }).toBuffer();
}

interface PageLoad {
  /** Bytes of images before scrolling, and after scrolling to the end. */
  atOnce: number;
  inAll: number;
  shift: number;
  priority: string;
}

async function loadPage(browser: Browser, address: string): Promise<PageLoad> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const counter = window as unknown as { shift: number };
    counter.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) counter.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  // A mobile network, so that late images are visibly late.
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: 2_000_000,
    uploadThroughput: 1_000_000,
  });
  const images = new Set<string>();
  let bytes = 0;
  let priority = '';
  network.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    if (type !== 'Image') return;
    images.add(requestId);
    priority ||= request.initialPriority;
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (images.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle', timeout: 120_000 });
  const atOnce = bytes;
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 200));
    }
  });
  await page.waitForLoadState('networkidle');
  const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
  await context.close();
  return { atOnce, inAll: bytes, shift, priority };
}

await withSite(outDir, async (browser, address) => {
  console.log(
    '| | KB loaded at once | KB loaded in all | layout shift | priority of the first image |\n|---|---:|---:|---:|---|',
  );
  for (const [name, path] of Object.entries({ originals: '/plain/', built: '/posts/photographs/' })) {
    const { atOnce, inAll, shift, priority } = await loadPage(browser, address + path);
    const kilobytes = (bytes: number) => Math.round(bytes / 1000).toLocaleString('en');
    console.log(
      `| ${name} | ${kilobytes(atOnce)} | ${kilobytes(inAll)} | ${shift.toFixed(3)} | ${priority} |`,
    );
  }
});
console.log(`\nthe build: ${built.seconds.toFixed(0)} s, ${(built.peak / 1e6).toFixed(0)} MB`);
