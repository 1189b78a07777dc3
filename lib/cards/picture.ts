import { Renderer } from '@takumi-rs/core';
import { container, image, type RgbaImage } from '@takumi-rs/helpers';
import sharp from 'sharp';
import { theme } from '@/theme.config';
import type { ImageFacts } from '../images/facts';
import { looksLikeSvg, sanitizeSvg } from '../images/svg';
import { CardFonts } from './fonts';
import { pictureSize } from './size';

/** An author's image on a card. */
export interface CardPicture extends Pick<ImageFacts, 'kind' | 'width' | 'height'> {
  /** The author's file, and a hash of its content. */
  from: string;
  digest: string;
}

/** In pixels. Smaller images are logos or emoji, or would be blurred. */
const minSide = 240;
/** Longer images would be too small on a card. */
const maxRatio = 4;

/** Whether an image can fill its part of a card. */
export function isCardPicture({ kind, width, height }: ImageFacts): boolean {
  const ratio = width / height;
  return (kind === 'vector' || Math.min(width, height) >= minSide) && Math.max(ratio, 1 / ratio) <= maxRatio;
}

const margin = 16;

/**
 * Draws an author's image: a photo fills its part of the card, everything else is shown whole.
 *
 * @param file the content of the author's file
 * @returns `undefined` for a vector image with something that Takumi cannot draw. A card does without it
 */
export function drawPicture(picture: CardPicture, file: Uint8Array): Promise<RgbaImage | undefined> {
  return looksLikeSvg(file) ? drawVector(picture, file).catch(() => undefined) : drawPixels(picture, file);
}

async function drawPixels({ kind }: CardPicture, file: Uint8Array): Promise<RgbaImage> {
  const { width, height } = pictureSize;
  const upright = sharp(file, { limitInputPixels: false }).autoOrient();
  const resized =
    kind === 'photo'
      ? upright.resize(width, height, { fit: 'cover' })
      : upright.resize(width - 2 * margin, height - 2 * margin, { fit: 'inside' });
  const { data, info } = await resized
    .flatten({ background: theme.colors.paper.light })
    .toColorspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/**
 * Draws a vector image with the fonts of cards, because those of the system differ between machines. The
 * renderer is a new one: it would draw with any font that it has loaded before.
 */
async function drawVector({ width, height }: CardPicture, file: Uint8Array): Promise<RgbaImage> {
  const { svg, text } = sanitizeSvg(file, 'light');
  const scale = Math.min(
    (pictureSize.width - 2 * margin) / width,
    (pictureSize.height - 2 * margin) / height,
  );
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const renderer = new Renderer();
  const fontFamilies = await new CardFonts(renderer).for(text, 'en');
  const node = container({
    style: { width: '100%', height: '100%', display: 'flex', backgroundColor: theme.colors.paper.light },
    children: [image({ src: Buffer.from(svg), ...size })],
  });
  return { ...size, data: await renderer.render(node, { ...size, fontFamilies, format: 'raw' }) };
}
