import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

import { drawingAsAvif, drawingAsWebp, photoAsAvif, photoAsWebp } from '../lib/images/encode';

/**
 * Measures image encoding by format and setting: CPU time, bytes, and the difference according to
 * SSIMULACRA (0 is none); see `docs/benchmarks.md`. Arguments: a folder of photographs and a folder
 * of drawings.
 */
type Encode = (image: Sharp) => Sharp;

const withEfforts = (name: string, efforts: number[], encode: (image: Sharp, effort: number) => Sharp) =>
  Object.fromEntries(
    efforts.map((effort) => [`${name}, effort ${effort}`, (image: Sharp) => encode(image, effort)]),
  );

const photo: Record<string, Encode> = {
  'AVIF, in use': (image) => image.avif(photoAsAvif),
  ...withEfforts('AVIF, quality 52', [0, 1, 2, 3, 4], (image, effort) =>
    image.avif({ quality: 52, chromaSubsampling: '4:2:0', effort }),
  ),
  'WebP, in use': (image) => image.webp(photoAsWebp),
  'WebP, quality 76, effort 5, smart subsampling': (image) =>
    image.webp({ quality: 76, smartSubsample: true, effort: 5 }),
  ...withEfforts('WebP, quality 76', [0, 1, 2, 3, 4], (image, effort) => image.webp({ quality: 76, effort })),
};

const drawing: Record<string, Encode> = {
  'AVIF, in use': (image) => image.avif(drawingAsAvif),
  ...withEfforts('AVIF, quality 68', [0, 1, 2], (image, effort) => image.avif({ quality: 68, effort })),
  'WebP, in use': (image) => image.webp(drawingAsWebp),
  ...withEfforts('WebP, quality 85', [0, 1, 2, 3, 4], (image, effort) => image.webp({ quality: 85, effort })),
  'WebP, quality 85, effort 4, smart subsampling': (image) =>
    image.webp({ quality: 85, smartSubsample: true, effort: 4 }),
  ...withEfforts('WebP, nearly lossless', [1, 5], (image, effort) =>
    image.webp({ nearLossless: true, quality: 60, effort }),
  ),
};

// One thread, to measure CPU time.
sharp.concurrency(1);
const [photographs, drawings, width = '1080'] = process.argv.slice(2);
if (!photographs || !drawings) throw new Error('expected a folder of photographs and one of drawings');
const work = mkdtempSync(join(tmpdir(), 'letterpress-images-'));
console.log(
  `| ${width} pixels wide | CPU seconds | KB | SSIMULACRA, mean | worst |\n|---|---:|---:|---:|---:|`,
);
for (const [folder, encoders] of [
  [photographs, photo],
  [drawings, drawing],
] as const)
  for (const [name, encode] of Object.entries(encoders)) await compare(folder, name, encode);
rmSync(work, { recursive: true });

async function compare(folder: string, name: string, encode: Encode) {
  let seconds = 0;
  let bytes = 0;
  const differences: number[] = [];
  for (const file of readdirSync(folder).sort()) {
    const { data, info } = await sharp(readFileSync(join(folder, file)), { limitInputPixels: false })
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize(Number(width), null, { withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: across, height, channels } = info;
    const pixels = sharp(data, { raw: { width: across, height, channels } });
    const before = process.cpuUsage();
    const encoded = await encode(pixels.clone()).toBuffer();
    const { user, system } = process.cpuUsage(before);
    seconds += (user + system) / 1e6;
    bytes += encoded.length;
    differences.push(await differenceOf(pixels, encoded));
  }
  const mean = differences.reduce((all, one) => all + one, 0) / differences.length;
  console.log(
    `| ${name} | ${seconds.toFixed(1)} | ${(bytes / 1000).toFixed(0)} | ${mean.toFixed(4)} | ${Math.max(...differences).toFixed(4)} |`,
  );
}

/** The difference between an encoded image and its original according to SSIMULACRA: 0 is none. */
async function differenceOf(pixels: Sharp, encoded: Buffer): Promise<number> {
  const [original, result] = [join(work, 'original.png'), join(work, 'result.png')];
  writeFileSync(original, await pixels.clone().png({ compressionLevel: 1 }).toBuffer());
  writeFileSync(result, await sharp(encoded).png({ compressionLevel: 1 }).toBuffer());
  const { stdout, stderr } = spawnSync('ssimulacra_main', [original, result], { encoding: 'utf8' });
  const difference = Number.parseFloat(stdout);
  if (Number.isNaN(difference))
    throw new Error(`Requires ssimulacra_main (Debian: libjxl-devtools): ${stderr}`);
  return difference;
}
