import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { looksLikeSvg, sanitizeSvg } from './svg';
import { letterSize } from './svg-letters';
import { SvgProblem } from './svg-problem';

/** What is known about an image before it is encoded. */
export interface ImageFacts {
  /** In pixels, in the orientation in which it is shown. */
  width: number;
  height: number;
  kind: 'photo' | 'drawing' | 'animation' | 'vector';
  /** The six colors of the image scaled to 3 × 2 pixels, row by row; none if it is transparent. */
  tint?: string[];
  /** Whether it is transparent and not made for dark backgrounds, so that it needs a light one. */
  onPaper: boolean;
  /** Whether it is a vector drawing that uses colors of the theme. */
  isThemed?: true;
  /** For a vector drawing with text: the size of its smallest letters, in CSS pixels. */
  letters?: number;
}

/** In pixels: the maximum height of a WebP file. */
export const highest = 16_383;

/** In CSS pixels: a drawing of this size has 100 million pixels at the lowest possible density. */
const maxSvgSide = 720_000;

/** Processing this many pixels takes half a gigabyte, and no reader sees more than a tenth of them. */
const maxPixels = 100_000_000;

/** For all frames of an animation: half a minute of a full screen at 15 frames per second. */
const maxAnimationPixels = 1_000_000_000;

/** Matches the file names of images in the formats that browsers show. */
export const imageFile = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

/** An image that can be published. */
export interface SeenImage {
  facts: ImageFacts;
  /** What is removed from a drawing, as short strings for a message. */
  removed?: string[];
}

/**
 * Decodes a whole image, so that truncated files are found.
 *
 * @param bytes the content of a file that should be an AVIF, GIF, JPEG, PNG, SVG or WebP
 * @returns what is known about it, or what is wrong with it. The message appends the file name to `problem`
 */
export async function lookAtImage(bytes: Uint8Array): Promise<SeenImage | { problem: string; fix: string }> {
  try {
    if (looksLikeSvg(bytes)) {
      const { svg, removed, isThemed } = sanitizeSvg(bytes);
      // The decoder must not read the drawing before it is sanitized.
      const { width, height } = cssSize(svg, await sizeOf(svg, 72));
      const shape = checkShape(width, height);
      if (shape) return shape;
      if (Math.max(width, height) > maxSvgSide)
        return {
          problem: `${width} × ${height} pixels are more than can be drawn`,
          fix: 'give its <svg> a smaller width and height, and leave the viewBox as it is',
        };
      // The decoder reports a side of a billion pixels as 1, whatever the density.
      const larger = width === 1 || height === 1 ? await sizeOf(svg, 4 * 72) : undefined;
      if (larger?.width === 1 || larger?.height === 1) throw new Error('a side is too long');
      const onPaper = !/light-dark\(|prefers-color-scheme/.test(svg);
      const letters = letterSize(svg, width);
      return {
        facts: { width, height, kind: 'vector', onPaper, letters, ...(isThemed && { isThemed }) },
        removed,
      };
    }
    return await decodePixels(bytes);
  } catch (error) {
    if (error instanceof SvgProblem) return { problem: error.problem, fix: error.fix };
    return {
      problem: 'this is not a readable image',
      fix: 'open it in an image editor and save it again as AVIF, GIF, JPEG, PNG, SVG or WebP',
    };
  }
}

const sizeOf = (svg: string, density: number) =>
  sharp(Buffer.from(svg), { density, limitInputPixels: false }).metadata();

/** Corrects sizes in absolute units: an inch is 96 pixels in CSS, but 72 for the decoder. */
function cssSize(svg: string, { width, height }: { width: number; height: number }) {
  const [root = ''] = /^<svg(?:[^>"]|"[^"]*")*>/.exec(svg) ?? [];
  const written = (side: string) => new RegExp(` ${side}="([^"]*)"`).exec(root)?.[1];
  const scaled = (size: number, length = '') =>
    /(?:in|cm|mm|q|pt|pc|em|ex)\s*$/i.test(length) ? Math.round((size * 4) / 3) : size;
  const [across, down] = [written('width'), written('height')];
  return { width: scaled(width, across ?? down), height: scaled(height, down ?? across) };
}

function checkShape(width: number, height: number): { problem: string; fix: string } | undefined {
  const refuse = (shape: string, comparison: string) => ({
    problem: `${width} × ${height} pixels are too ${shape} to be shown`,
    fix: `crop it, or cut it into parts at most ${highest} times as ${comparison}`,
  });
  if (height > width * highest) return refuse('narrow', 'high as wide');
  if (width > height * highest) return refuse('flat', 'wide as high');
  return undefined;
}

async function decodePixels(bytes: Uint8Array): Promise<SeenImage | { problem: string; fix: string }> {
  const image = sharp(bytes, { failOn: 'warning', limitInputPixels: false });
  const { autoOrient, format, pages = 1, hasAlpha } = await image.metadata();
  const { width, height } = autoOrient;
  if (format === 'svg') throw new Error('compressed, or not at its beginning');
  if (width * height > maxPixels)
    return {
      problem: `${width} × ${height} pixels are more than ${maxPixels / 1e6} million`,
      fix: 'save it smaller: 4,000 pixels across are enough for any screen',
    };
  if (width * height * pages > maxAnimationPixels)
    return {
      problem: `${pages} frames of ${width} × ${height} pixels are more than ${maxAnimationPixels / 1e6} million pixels`,
      fix: 'save it smaller or with fewer frames, or as a video',
    };
  const shape = checkShape(width, height);
  if (shape) return shape;
  const isLossless = format === 'png' || format === 'gif';
  const upright = image.autoOrient().toColourspace('srgb');
  // Decoded once for both, because decoding takes the longest.
  const sample = isLossless ? await sampleOf(upright) : undefined;
  const kind = pages > 1 ? 'animation' : sample && isFlat(sample) ? 'drawing' : 'photo';
  const pixels = await (sample ? sharp(sample.data, { raw: sample.info }) : upright)
    .resize(3, 2, { fit: 'fill' })
    .raw()
    .toBuffer();
  const onPaper = hasAlpha && isTransparent(pixels);
  return { facts: { width, height, kind, onPaper, tint: onPaper ? undefined : colorsOf(pixels) } };
}

/** Pixels of an image, and how they are stored. */
interface Sample {
  data: Buffer;
  info: OutputInfo;
}

/** In pixels. */
const sampleSide = 128;

/** Pixels at regular intervals, with colors as in the image. */
function sampleOf(image: Sharp): Promise<Sample> {
  return image
    .resize(sampleSide, sampleSide, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/**
 * Whether an image is a drawing and not a photo: few of its pixels have a unique color. Both are saved
 * in lossless formats, and a photo in such a format is encoded as a photo.
 */
function isFlat({ data, info: { channels } }: Sample): boolean {
  const colors = new Set<number>();
  const bytesOfColor = channels < 3 ? 1 : 3;
  for (let at = 0; at < data.length; at += channels) colors.add(data.readUIntBE(at, bytesOfColor));
  return colors.size < sampleSide ** 2 / 8;
}

const tintPixels = 6;

function isTransparent(pixels: Buffer): boolean {
  const channels = pixels.length / tintPixels;
  return Array.from({ length: tintPixels }, (_, at) => pixels[at * channels + channels - 1]).some(
    (alpha) => alpha !== 255,
  );
}

/** The colors of pixels, as three-digit CSS colors. */
function colorsOf(pixels: Buffer): string[] {
  const channels = pixels.length / tintPixels;
  return Array.from({ length: tintPixels }, (_, at) => {
    const pixel = pixels.subarray(at * channels, (at + 1) * channels);
    const [red = 0, green = red, blue = red] = channels < 3 ? [pixel[0]] : pixel;
    return `#${[red, green, blue].map((value) => Math.round(value / 17).toString(16)).join('')}`;
  });
}
