import sharp, { type AvifOptions, type OutputInfo, type WebpOptions } from 'sharp';
import { type ImageVariant, socialImageSize } from './picture';
import { looksLikeSvg, sanitizeSvg } from './svg';

/** How still images are encoded: chosen by time, bytes and quality, see `docs/benchmarks.md`. */
export const photoAsAvif: AvifOptions = { quality: 52, chromaSubsampling: '4:2:0', effort: 1 };
export const photoAsWebp: WebpOptions = { quality: 76, effort: 2 };
export const drawingAsAvif: AvifOptions = { quality: 68, effort: 1 };
export const drawingAsWebp: WebpOptions = { quality: 85, effort: 2 };

/**
 * Makes renditions of an image: turned the right way, in sRGB, without anything that a camera
 * or an editor has written into it. The image is decoded once for all of them. The same bytes
 * for the same image and renditions.
 *
 * @param file the bytes of the author's file
 */
export async function encodeVariants(
  file: Uint8Array,
  renditions: readonly ImageVariant[],
): Promise<[ImageVariant, Uint8Array][]> {
  const isVector = looksLikeSvg(file);
  const bytes = isVector ? Buffer.from(sanitizeSvg(file).svg) : file;
  const widest = Math.max(...renditions.map(({ width }) => width));
  let pixels: Promise<Pixels> | undefined;
  const print = async (rendition: ImageVariant): Promise<Uint8Array> => {
    const { format, width, height, drawn } = rendition;
    if (format === 'svg') return bytes;
    if (format === 'moving') return printMoving(bytes, width);
    pixels ??= decode(bytes, widest, isVector);
    const { data, info } = await pixels;
    const resized = sharp(data, { raw: info }).resize(width, height, { fit: 'fill' });
    if (format === 'jpeg')
      return resized.flatten({ background: '#fff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
    if (format === 'avif') return resized.avif(drawn ? drawingAsAvif : photoAsAvif).toBuffer();
    return resized.webp(drawn ? drawingAsWebp : photoAsWebp).toBuffer();
  };
  const printed: [ImageVariant, Uint8Array][] = [];
  // One after the other: the other cores have other images.
  for (const rendition of renditions) printed.push([rendition, await print(rendition)]);
  return printed;
}

/** A decoded image. */
interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

/** @param width to which it is scaled down; a vector image is drawn in it */
async function decode(bytes: Uint8Array, width: number, isVector: boolean): Promise<Pixels> {
  const density = isVector ? await densityFor(bytes) : undefined;
  return sharp(bytes, { limitInputPixels: false, density })
    .autoOrient()
    .resize(width, null, { withoutEnlargement: !isVector })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** All pictures of an animation. */
function printMoving(bytes: Uint8Array, width: number): Promise<Buffer> {
  return sharp(bytes, { animated: true, limitInputPixels: false })
    .resize(width, null, { withoutEnlargement: true })
    .webp({ quality: 72, effort: 4 })
    .toBuffer();
}

/** In pixels: decoders draw up to 32,767, and sides are rounded before they are scaled. */
const longestDrawn = 32_700;

/** At which a drawing is drawn as large as it is shared, and nowhere thinner than a pixel. */
async function densityFor(svg: Uint8Array): Promise<number> {
  const { width, height } = await sharp(svg, { limitInputPixels: false }).metadata();
  const longest = Math.max(width, height);
  const scale = Math.max(socialImageSize / longest, 2 / Math.min(width, height));
  return Math.min(100_000, Math.max(1, 72 * Math.min(scale, longestDrawn / longest)));
}

/** Prints the drawing of a formula, for screens of two pixels to a CSS pixel. */
export function renderFormula(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 144 }).png({ compressionLevel: 9, palette: true }).toBuffer();
}
