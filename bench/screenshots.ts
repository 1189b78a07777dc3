import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import sharp from 'sharp';
import { markOf } from '../lib/init/mark';
import { starterFiles } from '../lib/init/starter-files';
import { buildIn, ownPublication } from '../tests/helpers/own-publication';
import { buildWithTheme } from '../tests/helpers/themed-site';
import { theme as classic } from '../themes/classic';
import { withSite } from './site';

/**
 * Makes the screenshots in the documentation: from the built site in `out/`, from sites with the themes in
 * `themes/`, and from a new publication.
 */

/** In pixels, between screenshots. */
const gap = 24;

interface Shot {
  path: string;
  scheme: 'light' | 'dark';
  /** In CSS pixels. */
  width: number;
  height: number;
}

const desktop = { width: 1200, height: 900 };
const phone = { width: 390, height: 844 };

/** Takes one screenshot, and scales it to a height in pixels. */
async function take(browser: Browser, address: string, shot: Shot, scaled: number): Promise<Buffer> {
  const { path, scheme, width, height } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: 'networkidle' });
  // A second visit, because the fonts of the first may be late.
  await page.reload({ waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot();
  await context.close();
  return sharp(png).resize({ height: scaled }).png().toBuffer();
}

/** Arranges images of the same height in rows, and saves them as one image. */
async function save(rows: Buffer[][], file: string): Promise<void> {
  const sizes = await Promise.all(
    rows.map((row) => Promise.all(row.map((image) => sharp(image).metadata()))),
  );
  const widths = sizes.map((row) => row.reduce((sum, { width }) => sum + width + gap, -gap));
  const height = sizes[0]?.[0]?.height ?? 0;
  const images = rows.flatMap((row, down) =>
    row.map((input, across) => ({
      input,
      left: (sizes[down] ?? []).slice(0, across).reduce((sum, { width }) => sum + width + gap, 0),
      top: down * (height + gap),
    })),
  );
  await sharp({
    create: {
      width: Math.max(...widths),
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

const takeAll = (outDir: string, list: Shot[], scaled: number) =>
  withSite(outDir, async (browser, address) => {
    const images: Buffer[] = [];
    for (const shot of list) images.push(await take(browser, address, shot, scaled));
    return images;
  });

const presentation: Shot[] = [
  { path: '/', scheme: 'light', ...desktop },
  { path: '/posts/linear-memory/', scheme: 'dark', ...phone },
];
await save([await takeAll('out', presentation, 800)], 'docs/screenshot.png');

const templates: Shot[] = [
  { path: '/', scheme: 'light', width: 1200, height: 800 },
  { path: '/posts/linear-memory/', scheme: 'dark', width: 1200, height: 800 },
  { path: '/tags/wasi/', scheme: 'light', width: 1200, height: 800 },
  { path: '/archive/', scheme: 'dark', width: 1200, height: 800 },
];
const rows: Buffer[][] = [];
for (const name of readdirSync('themes').map((file) => basename(file, '.ts')))
  rows.push(await takeAll(await buildWithTheme(name, 'https://example.org'), templates, 320));
await save(rows, 'docs/themes.png');

const title = 'Quiet Rivers';
const starter = starterFiles({
  title,
  url: 'https://quiet-rivers.example',
  author: 'Ada Example',
  authorId: 'ada-example',
  language: 'en',
  timeZone: 'UTC',
  day: '2026-11-30',
  theme: readFileSync('themes/classic.ts', 'utf8'),
  mark: markOf(title, classic),
});
const folder = await ownPublication((copy) => {
  for (const [path, content] of starter) {
    mkdirSync(dirname(join(copy, 'new', path)), { recursive: true });
    writeFileSync(join(copy, 'new', path), content);
  }
});
buildIn(join(folder, 'new'));
const start: Shot[] = [
  { path: '/', scheme: 'light', ...desktop },
  { path: '/posts/hello/', scheme: 'light', ...phone },
];
await save([await takeAll(join(folder, 'new/out'), start, 800)], 'docs/start.png');
