import sharp, { type Sharp } from 'sharp';
import { looksLikeSvg, sanitizeSvg } from './svg';
import { SvgProblem } from './svg-problem';

/** What is known of an image before it is printed. */
export interface ImageFacts {
  /** In pixels, turned the way it is shown. */
  width: number;
  height: number;
  kind: 'photo' | 'drawing' | 'animation' | 'vector';
  /** Its six colors where it is looked at from far away, two rows of three; none where it can be seen through. */
  tint?: string[];
  /** Whether it can be seen through and does not know of dark grounds: it wants paper behind it. */
  onPaper: boolean;
}

/** In pixels: WebP files cannot be higher. */
export const highest = 16_383;

/** In CSS pixels: at the lowest density that can be chosen, such a drawing has a hundred million pixels. */
const longestSide = 720_000;

/** So many pixels take half a gigabyte to work with, and no reader sees more than a tenth of them. */
const mostPixels = 100_000_000;

/** Of all pictures of an animation together: half a minute of a full screen, fifteen a second. */
const mostMoving = 1_000_000_000;

/** Names of the image formats that browsers show, as files end. */
export const imageFile = /\.(avif|gif|jpe?g|png|svg|webp)$/i;

/** An image that can be published. */
export interface SeenImage {
  facts: ImageFacts;
  /** What readers do not get of a drawing, as short texts for a message. */
  removed?: string[];
}

/**
 * Decodes an image, all of it: one that breaks off in the middle is found out.
 *
 * @param bytes of a file that should be an AVIF, GIF, JPEG, PNG, SVG or WebP
 * @returns what it is, or what is wrong with it, to be followed by its name
 */
export async function lookAtImage(bytes: Uint8Array): Promise<SeenImage | { problem: string; fix: string }> {
  try {
    if (looksLikeSvg(bytes)) {
      const { svg, removed } = sanitizeSvg(bytes);
      // The drawing as it came is not for decoders to read.
      const { width, height } = cssSize(svg, await sizeOf(svg, 72));
      const shape = refuseShape(width, height);
      if (shape) return shape;
      if (Math.max(width, height) > longestSide)
        return {
          problem: `${width} × ${height} pixels are more than can be drawn:`,
          fix: 'give its <svg> a smaller width and height, and leave the viewBox as it is',
        };
      // A side of a billion is reported as 1, whatever the density.
      const larger = width === 1 || height === 1 ? await sizeOf(svg, 4 * 72) : undefined;
      if (larger?.width === 1 || larger?.height === 1) throw new Error('a side is too long');
      const onPaper = !/light-dark\(|prefers-color-scheme/.test(svg);
      return { facts: { width, height, kind: 'vector', onPaper }, removed };
    }
    return await lookAtPixels(bytes);
  } catch (error) {
    if (error instanceof SvgProblem) return { problem: error.problem, fix: error.fix };
    return {
      problem: 'not an image that can be read:',
      fix: 'open it in an image editor and save it again as AVIF, GIF, JPEG, PNG, SVG or WebP',
    };
  }
}

const sizeOf = (svg: string, density: number) =>
  sharp(Buffer.from(svg), { density, limitInputPixels: false }).metadata();

/** An inch is 96 pixels in CSS; here it is read as 72. */
function cssSize(svg: string, { width, height }: { width: number; height: number }) {
  const [root = ''] = /^<svg(?:[^>"]|"[^"]*")*>/.exec(svg) ?? [];
  const written = (side: string) => new RegExp(` ${side}="([^"]*)"`).exec(root)?.[1];
  const scaled = (size: number, length = '') =>
    /(?:in|cm|mm|q|pt|pc|em|ex)\s*$/i.test(length) ? Math.round((size * 4) / 3) : size;
  const [across, down] = [written('width'), written('height')];
  return { width: scaled(width, across ?? down), height: scaled(height, down ?? across) };
}

function refuseShape(width: number, height: number): { problem: string; fix: string } | undefined {
  const refuse = (shape: string, comparison: string) => ({
    problem: `${width} × ${height} pixels are too ${shape} to be shown:`,
    fix: `crop it, or cut it into parts less than ${highest} times as ${comparison}`,
  });
  if (height > width * highest) return refuse('narrow', 'high as wide');
  if (width > height * highest) return refuse('flat', 'wide as high');
  return undefined;
}

async function lookAtPixels(bytes: Uint8Array): Promise<SeenImage | { problem: string; fix: string }> {
  const image = sharp(bytes, { failOn: 'warning', limitInputPixels: false });
  const { autoOrient, format, pages = 1, hasAlpha } = await image.metadata();
  const { width, height } = autoOrient;
  if (format === 'svg') throw new Error('compressed, or not at its beginning');
  if (width * height > mostPixels)
    return {
      problem: `${width} × ${height} pixels are more than ${mostPixels / 1e6} million:`,
      fix: 'save it smaller: 4,000 pixels across are enough for any screen',
    };
  if (width * height * pages > mostMoving)
    return {
      problem: `${pages} pictures of ${width} × ${height} pixels are more than ${mostMoving / 1e6} million pixels:`,
      fix: 'save it smaller or with fewer pictures, or as a video',
    };
  const shape = refuseShape(width, height);
  if (shape) return shape;
  const isLossless = format === 'png' || format === 'gif';
  const kind = pages > 1 ? 'animation' : isLossless && (await isFlat(image)) ? 'drawing' : 'photo';
  const pixels = await image
    .clone()
    .autoOrient()
    .toColourspace('srgb')
    .resize(3, 2, { fit: 'fill' })
    .raw()
    .toBuffer();
  const onPaper = hasAlpha && isSeeThrough(pixels);
  return { facts: { width, height, kind, onPaper, tint: onPaper ? undefined : colorsOf(pixels) } };
}

/**
 * Whether an image has been drawn, not taken: few of its pixels have a colour of their own.
 * Lossless formats hold both, and a photograph in one is printed as a photograph.
 */
async function isFlat(image: Sharp): Promise<boolean> {
  const side = 128;
  const pixels = await image
    .clone()
    .removeAlpha()
    .toColourspace('srgb')
    .resize(side, side, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  const colors = new Set<number>();
  const channels = pixels.length / side ** 2;
  for (let at = 0; at < pixels.length; at += channels) colors.add(pixels.readUIntBE(at, channels));
  return colors.size < side ** 2 / 8;
}

const tintPixels = 6;

function isSeeThrough(pixels: Buffer): boolean {
  const channels = pixels.length / tintPixels;
  return Array.from({ length: tintPixels }, (_, at) => pixels[at * channels + channels - 1]).some(
    (alpha) => alpha !== 255,
  );
}

/** Colours as CSS writes them in three digits. */
function colorsOf(pixels: Buffer): string[] {
  const channels = pixels.length / tintPixels;
  return Array.from({ length: tintPixels }, (_, at) => {
    const pixel = pixels.subarray(at * channels, (at + 1) * channels);
    const [red = 0, green = red, blue = red] = channels < 3 ? [pixel[0]] : pixel;
    return `#${[red, green, blue].map((value) => Math.round(value / 17).toString(16)).join('')}`;
  });
}
