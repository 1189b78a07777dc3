import sharp, { type AvifOptions, type OutputInfo, type WebpOptions } from 'sharp';
import { type ImageVariant, socialImageSize } from './picture';
import { looksLikeSvg, sanitizeSvg } from './svg';

/** Encoder options for still images, chosen by time, size and quality; see `docs/benchmarks.md`. */
export const photoAsAvif: AvifOptions = { quality: 52, chromaSubsampling: '4:2:0', effort: 0 };
export const photoAsWebp: WebpOptions = { quality: 76, effort: 1 };
export const drawingAsAvif: AvifOptions = { quality: 68, effort: 1 };
export const drawingAsWebp: WebpOptions = { quality: 85, effort: 2 };

/**
 * Encodes the variants of an image: upright, in sRGB, without the metadata of cameras and editors.
 * Decodes the image once for all of them. The same image and variants result in the same bytes.
 *
 * @param file the content of the author's file
 * @returns the content of each variant
 * @throws if the file cannot be decoded
 */
export async function encodeVariants(
  file: Uint8Array,
  variants: readonly ImageVariant[],
): Promise<[ImageVariant, Uint8Array][]> {
  const isVector = looksLikeSvg(file);
  const widest = Math.max(...variants.map(({ width }) => width));
  let pixels: Promise<Pixels> | undefined;
  const encode = async (variant: ImageVariant): Promise<Uint8Array> => {
    const { format, width, height, drawn } = variant;
    if (format === 'svg') return Buffer.from(sanitizeSvg(file).svg);
    if (format === 'moving') return encodeAnimation(file, width);
    pixels ??= decode(isVector ? Buffer.from(sanitizeSvg(file, 'light').svg) : file, widest, isVector);
    const { data, info } = await pixels;
    const resized = sharp(data, { raw: info }).resize(width, height, { fit: 'fill' });
    if (format === 'jpeg')
      return resized.flatten({ background: '#fff' }).jpeg({ quality: 82, mozjpeg: true }).toBuffer();
    if (format === 'avif') return resized.avif(drawn ? drawingAsAvif : photoAsAvif).toBuffer();
    return resized.webp(drawn ? drawingAsWebp : photoAsWebp).toBuffer();
  };
  const encoded: [ImageVariant, Uint8Array][] = [];
  // One at a time, because the other cores encode other images.
  for (const variant of variants) encoded.push([variant, await encode(variant)]);
  return encoded;
}

/** A decoded image. */
interface Pixels {
  data: Buffer;
  info: OutputInfo;
}

/** @param width in pixels: images are scaled down to this width, vector images are drawn in it */
async function decode(bytes: Uint8Array, width: number, isVector: boolean): Promise<Pixels> {
  const density = isVector ? await densityFor(bytes) : undefined;
  return sharp(bytes, { limitInputPixels: false, density })
    .autoOrient()
    .resize(width, null, { withoutEnlargement: !isVector })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Encodes all frames of an animation. */
function encodeAnimation(bytes: Uint8Array, width: number): Promise<Buffer> {
  return sharp(bytes, { animated: true, limitInputPixels: false })
    .resize(width, null, { withoutEnlargement: true })
    .webp({ quality: 72, effort: 4 })
    .toBuffer();
}

/** In pixels. The decoder draws up to 32,767, and sides are rounded before they are scaled. */
const maxDrawnSide = 32_700;

/** The density (DPI) at which a drawing is as large as in link previews, and no side is less than a pixel. */
async function densityFor(svg: Uint8Array): Promise<number> {
  const { width, height } = await sharp(svg, { limitInputPixels: false }).metadata();
  const longest = Math.max(width, height);
  const scale = Math.max(socialImageSize / longest, 2 / Math.min(width, height));
  return Math.min(100_000, Math.max(1, 72 * Math.min(scale, maxDrawnSide / longest)));
}

/** Renders the SVG of a formula as PNG, with two pixels per CSS pixel. */
export function renderFormula(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 144 }).png({ compressionLevel: 9, palette: true }).toBuffer();
}
