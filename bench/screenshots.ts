import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Browser } from '@playwright/test';
import sharp from 'sharp';
import { buildWithTheme } from '../tests/helpers/themed-site';
import { withSite } from './site';

/**
 * Makes the screenshots in the documentation from the built site in `out/`, and from sites that it builds
 * with the themes in `themes/`.
 */

/** In CSS pixels. */
const width = 1200;
const gap = 24;

interface Shot {
  path: string;
  scheme: 'light' | 'dark';
}

/** Takes one screenshot, `height` CSS pixels high, and scales it to a width of `scaled` pixels. */
async function take(
  browser: Browser,
  address: string,
  { path, scheme }: Shot,
  height: number,
  scaled: number,
) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot();
  await context.close();
  return sharp(png).resize(scaled).png().toBuffer();
}

/** Arranges images of the same size in rows, and saves them as one image. */
async function save(rows: Buffer[][], file: string): Promise<void> {
  const [first] = rows.flat();
  const { width = 0, height = 0 } = await sharp(first).metadata();
  const columns = Math.max(...rows.map((row) => row.length));
  const images = rows.flatMap((row, down) =>
    row.map((input, across) => ({ input, left: across * (width + gap), top: down * (height + gap) })),
  );
  await sharp({
    create: {
      width: columns * (width + gap) - gap,
      height: rows.length * (height + gap) - gap,
      channels: 3,
      background: '#808080',
    },
  })
    .composite(images)
    .png({ palette: true })
    .toFile(file);
  console.log(file);
}

const shots: Shot[] = [
  { path: '/', scheme: 'light' },
  { path: '/posts/linear-memory/', scheme: 'dark' },
  { path: '/tags/wasi/', scheme: 'light' },
  { path: '/archive/', scheme: 'dark' },
];

const takeAll = (outDir: string, list: Shot[], height: number, scaled: number) =>
  withSite(outDir, async (browser, address) => {
    const images: Buffer[] = [];
    for (const shot of list) images.push(await take(browser, address, shot, height, scaled));
    return images;
  });

await save([await takeAll('out', shots.slice(0, 2), 900, 900)], 'docs/screenshot.png');

const rows = [await takeAll('out', shots, 800, 480)];
for (const name of readdirSync('themes').map((file) => basename(file, '.ts')))
  rows.push(await takeAll(await buildWithTheme(name, 'https://example.org'), shots, 800, 480));
await save(rows, 'docs/themes.png');
