import sharp from 'sharp';
import { type Rendition, shareSize } from './picture';
import { looksLikeSvg, sanitizeSvg } from './svg';

/**
 * Makes a rendition of an image: turned the right way, in sRGB, without anything that a camera
 * or an editor has written into it. The same bytes for the same image.
 *
 * @param file the bytes of the author's file
 */
export async function printRendition(
  file: Uint8Array,
  { format, width, drawn }: Rendition,
): Promise<Uint8Array> {
  const isVector = looksLikeSvg(file);
  const bytes = isVector ? Buffer.from(sanitizeSvg(file).svg) : file;
  if (format === 'svg') return bytes;
  const animated = format === 'moving';
  const image = sharp(bytes, {
    animated,
    limitInputPixels: false,
    density: isVector ? await densityFor(bytes) : undefined,
  });
  if (format === 'jpeg')
    return image
      .autoOrient()
      .resize(shareSize, shareSize, { fit: 'inside', withoutEnlargement: !isVector })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
  const resized = (animated ? image : image.autoOrient()).resize(width, null, { withoutEnlargement: true });
  switch (format) {
    case 'avif':
      return resized.avif(drawn ? { quality: 68 } : { quality: 52, chromaSubsampling: '4:2:0' }).toBuffer();
    case 'webp':
      return resized
        .webp(
          drawn
            ? { nearLossless: true, quality: 60, effort: 5 }
            : { quality: 76, smartSubsample: true, effort: 5 },
        )
        .toBuffer();
    case 'moving':
      return resized.webp({ quality: 72, effort: 4 }).toBuffer();
  }
}

/** At which a drawing is drawn as large as it is shared, and nowhere thinner than a pixel. */
async function densityFor(svg: Uint8Array): Promise<number> {
  const { width, height } = await sharp(svg).metadata();
  const scale = Math.max(shareSize / Math.max(width, height), 2 / Math.min(width, height));
  return Math.min(100_000, Math.max(1, 72 * scale));
}

/** Prints the drawing of a formula, for screens of two pixels to a CSS pixel. */
export function printFormula(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 144 }).png({ compressionLevel: 9, palette: true }).toBuffer();
}
