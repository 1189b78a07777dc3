import type { Element, Properties } from 'hast';
import { h, s } from 'hastscript';
import { theme } from '@/theme.config';
import { bodySize, measureOf } from '../theme/theme';
import { highest, type ImageFacts } from './facts';

/** An author's image as pages show it. */
export interface Picture extends ImageFacts {
  /** The common prefix of the addresses of its variants. Percent-encoded. */
  base: string;
}

/** One file that is generated from an image. */
export interface ImageVariant {
  /** Percent-encoded. */
  address: string;
  /** `moving` is an animated WebP. */
  format: 'avif' | 'webp' | 'moving' | 'svg' | 'jpeg';
  /** In pixels. */
  width: number;
  height: number;
  /** Whether it is encoded as a drawing, not as a photo. */
  drawn: boolean;
}

/**
 * The widths to choose from, in pixels: the text column of a phone with two pixels per CSS pixel, that of
 * a phone with three and of a laptop with two, and a large screen for the viewer.
 */
const steps = [720, 1200, 2160];
const widest = Math.max(...steps);

/** The width of the largest variant. */
const widestOf = ({ width, height }: ImageFacts) =>
  Math.min(width, widest, Math.floor((highest * width) / height));

/** The width for browsers that cannot choose and for feeds, in pixels. */
const defaultWidth = 1200;

/** The widths of the variants of a picture, in pixels. */
function widthsOf(facts: ImageFacts): number[] {
  const most = widestOf(facts);
  return [...steps.filter((step) => step < most && step < facts.width * 0.9), most];
}

const defaultWidthOf = (picture: Picture) =>
  widthsOf(picture).findLast((width) => width <= defaultWidth) ?? widestOf(picture);

const addressOf = ({ base }: Picture, width: number, ending: 'avif' | 'webp') => `${base}-${width}.${ending}`;

/** The address of the largest variant of a picture; for an animation, of the animated one. */
export function largest(picture: Picture): string {
  if (picture.kind === 'vector') return `${picture.base}.svg`;
  if (picture.kind === 'animation') return `${picture.base}.webp`;
  return addressOf(picture, widestOf(picture), 'webp');
}

/** In pixels: two per CSS pixel of the text column, and some more. No page shows a larger image. */
const maxShownWidth = 1600;

/**
 * The widths of a picture in a format. Encoding takes most of a build, so there are only the widths that
 * browsers request. Pages show AVIF. WebP is for browsers without AVIF and for the viewer.
 */
function widthsIn(picture: Picture, format: 'avif' | 'webp'): number[] {
  const widths = widthsOf(picture);
  return format === 'avif'
    ? widths.filter((width) => width <= maxShownWidth)
    : widths.filter((width) => width === defaultWidthOf(picture) || width === widestOf(picture));
}

/** The longer side of a link preview image, in pixels. */
export const socialImageSize = 1200;

/** The link preview image. It is a JPEG, because not every service supports newer formats. */
export function socialImageOf({ base, width, height, kind }: Picture): ImageVariant {
  const fitting = socialImageSize / Math.max(width, height);
  const scale = kind === 'vector' ? fitting : Math.min(1, fitting);
  return {
    address: `${base}-share.jpg`,
    format: 'jpeg',
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    drawn: false,
  };
}

/** All variants of a picture on a page. */
export function variantsOf(picture: Picture): ImageVariant[] {
  const drawn = picture.kind === 'drawing' || picture.kind === 'animation';
  const sized = (width: number) => ({
    width,
    height: Math.max(1, Math.round((width * picture.height) / picture.width)),
    drawn,
  });
  const whole = { address: largest(picture), ...sized(Math.min(widestOf(picture), defaultWidth)) };
  if (picture.kind === 'vector') return [{ ...whole, format: 'svg' }];
  return [
    ...(picture.kind === 'animation' ? [{ ...whole, format: 'moving' } as const] : []),
    ...(['avif', 'webp'] as const).flatMap((format) =>
      widthsIn(picture, format).map((width) => ({
        address: addressOf(picture, width, format),
        format,
        ...sized(width),
      })),
    ),
  ];
}

/** In pixels. The viewer would show a smaller picture hardly larger than the page does. */
const minEnlarged = 480;

/** What an `<img>`, and a `<source>` in AVIF before it, need to show a picture. */
export interface PictureSources {
  src: string;
  /** `srcset` attributes by format; none for a vector image. */
  sets?: Record<'avif' | 'webp', string>;
}

/** @param prefix prepended to the addresses in sets of sources, such as `/repo` */
export function sourcesOf(picture: Picture, prefix = ''): PictureSources {
  if (picture.kind === 'vector') return { src: largest(picture) };
  const set = (format: 'avif' | 'webp') =>
    widthsIn(picture, format)
      .map((width) => `${prefix}${addressOf(picture, width, format)} ${width}w`)
      .join(', ');
  return {
    src: addressOf(picture, defaultWidthOf(picture), 'webp'),
    sets: { avif: set('avif'), webp: set('webp') },
  };
}

/** In CSS pixels. Drawings are not scaled down to smaller letters; they scroll. */
const minLetters = 11;

/** The width of the text column on wide screens, in rem. */
const columnWidth = () => measureOf(theme) * bodySize;

/** The margins of the column on a phone, in rem. */
const margins = 2.5;

/** The width of the text column on the narrowest phone, in CSS pixels. */
const narrowestColumn = 280;

/**
 * Creates the element for an author's `<img>`, with what a browser needs to choose a file, and with the
 * image's colors behind it until that file is loaded.
 *
 * @param properties the attributes as written, without `src`
 * @param place a block of its own, part of a line, or a tile of a gallery; `linked` is a block that is already
 *   in a link
 */
export function pictureElement(
  picture: Picture,
  { width: wanted, height: _, ...properties }: Properties,
  place: 'inline' | 'block' | 'linked' | 'tile',
): Element {
  const width = Number(wanted) || (picture.kind === 'vector' ? picture.width : defaultWidthOf(picture));
  const height = Math.round((width * picture.height) / picture.width);
  const image = imageElement(
    picture,
    { ...properties, width, height },
    place === 'tile' ? tileSizes : undefined,
  );
  if (place === 'inline') return image;
  const inside = [...tintElement(picture), image];
  // A tile shows only a part.
  const isLarge =
    place === 'tile' ||
    picture.kind === 'vector' ||
    picture.kind === 'animation' ||
    picture.width > minEnlarged;
  if (place === 'linked' || !isLarge) return h('span.picture', inside);
  const href = largest(picture);
  if (picture.kind === 'animation') return h('a.picture.moving', { href }, inside);
  const least = leastWidth(picture, width);
  if (least <= narrowestColumn) return h('a.picture', { href }, inside);
  return h('a.picture.scrolls', { href }, [widthElement(least), image]);
}

/**
 * The smallest width at which a picture is legible, in CSS pixels; 0 if it has no text.
 *
 * @param width its width if there is enough space, which it does not exceed
 */
function leastWidth({ letters, width: whole }: Picture, width: number): number {
  if (!letters) return 0;
  const least = Math.min(width, Math.ceil((whole * minLetters) / letters));
  // Scrolling by a few pixels on a large screen would be worse than letters that are hardly smaller.
  const widest = columnWidth() * 16;
  return least < widest * 1.05 ? Math.min(least, widest) : least;
}

/** Keeps its parent from becoming narrower. An SVG, because a policy without `unsafe-inline` blocks styles. */
const widthElement = (width: number) => s('svg', { width, height: 0, ariaHidden: 'true' });

/** The width of a tile; see `app/_styles/media.css`. */
const tileSizes = '(width >= 40rem) 13rem, 50vw';

/** @param given the `sizes` of the image, if it is not as wide as its column */
function imageElement(picture: Picture, properties: Properties & { width: number }, given?: string): Element {
  const className = picture.onPaper ? ['on-paper'] : undefined;
  const { src, sets } = sourcesOf(picture);
  if (!sets) return h('img', { src, className, ...properties });
  const shown = given ?? `min(${properties.width}px, ${columnWidth()}rem, 100vw - ${margins}rem)`;
  // A lazy image is laid out before it is loaded, so a browser that supports `auto` uses its actual width.
  const sizes = properties.loading === 'lazy' ? `auto, ${shown}` : shown;
  const image = h('img', { src, srcSet: sets.webp, sizes, className, ...properties });
  return h('picture', h('source', { type: 'image/avif', srcSet: sets.avif, sizes }), image);
}

/** Six squares in the picture's colors. An SVG, because a policy without `unsafe-inline` blocks styles. */
function tintElement({ tint }: Picture): Element[] {
  if (!tint) return [];
  const squares = tint.map((fill, at) => s('path', { fill, d: `M${at % 3} ${Math.floor(at / 3)}h1v1h-1z` }));
  return [s('svg', { viewBox: '0 0 3 2', preserveAspectRatio: 'none', ariaHidden: 'true' }, squares)];
}
