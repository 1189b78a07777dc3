import type { Element, Properties } from 'hast';
import { h, s } from 'hastscript';
import { highest, type ImageFacts } from './facts';

/** An image as pages show it: what was made of an author's file. */
export interface Picture extends ImageFacts {
  /** Where its renditions lie: each adds its width and how it ends. Percent-encoded. */
  base: string;
}

/** One file that is made of an image. */
export interface ImageVariant {
  /** Percent-encoded. */
  address: string;
  /** A `moving` one is an animated WebP. */
  format: 'avif' | 'webp' | 'moving' | 'svg' | 'jpeg';
  /** In pixels. */
  width: number;
  height: number;
  drawn: boolean;
}

/** The widths to choose from, in pixels: from a small phone's column to a large screen. */
const steps = [480, 720, 1080, 1440, 2160];
const [narrowest = 0] = steps;
const widest = Math.max(...steps);

/** The width of the largest rendition. */
const widestOf = ({ width, height }: ImageFacts) =>
  Math.min(width, widest, Math.floor((highest * width) / height));

/** What is shown where a browser cannot choose, and in feeds. */
const usual = 1080;

/** The widths that a picture is printed in, in pixels. */
function widthsOf(facts: ImageFacts): number[] {
  const most = widestOf(facts);
  return [...steps.filter((step) => step < most && step < facts.width * 0.9), most];
}

const usualOf = (picture: Picture) =>
  widthsOf(picture).findLast((width) => width <= usual) ?? widestOf(picture);

const at = ({ base }: Picture, width: number, ending: 'avif' | 'webp') => `${base}-${width}.${ending}`;

/** The largest of a picture that there is; the one that moves, where it moves. */
export function largest(picture: Picture): string {
  if (picture.kind === 'vector') return `${picture.base}.svg`;
  if (picture.kind === 'animation') return `${picture.base}.webp`;
  return at(picture, widestOf(picture), 'webp');
}

/** In pixels: two to a CSS pixel of the text column, and some more. No page shows an image larger. */
const widestShown = 1600;

/**
 * The widths of a picture in a format. Encoding takes most of a build, so there are only those that
 * browsers ask for: pages show AVIF, and WebP is for browsers that do not know it and for the viewer.
 */
function widthsIn(picture: Picture, format: 'avif' | 'webp'): number[] {
  const widths = widthsOf(picture);
  return format === 'avif'
    ? widths.filter((width) => width <= widestShown)
    : widths.filter((width) => width === usualOf(picture) || width === widestOf(picture));
}

/** The longer side of an image that a link is shown with, in pixels. */
export const socialImageSize = 1200;

/** The JPEG that a link is shown with: not every service that shows links knows newer formats. */
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

/** Every file that is made of a picture on a page. */
export function variantsOf(picture: Picture): ImageVariant[] {
  const drawn = picture.kind === 'drawing' || picture.kind === 'animation';
  const sized = (width: number) => ({
    width,
    height: Math.max(1, Math.round((width * picture.height) / picture.width)),
    drawn,
  });
  const whole = { address: largest(picture), ...sized(Math.min(widestOf(picture), usual)) };
  if (picture.kind === 'vector') return [{ ...whole, format: 'svg' }];
  return [
    ...(picture.kind === 'animation' ? [{ ...whole, format: 'moving' } as const] : []),
    ...(['avif', 'webp'] as const).flatMap((format) =>
      widthsIn(picture, format).map((width) => ({
        address: at(picture, width, format),
        format,
        ...sized(width),
      })),
    ),
  ];
}

/** The text column: `maxWidth.measure` of `tailwind.config.ts`, and the room beside it on a phone. */
const column = { rem: 40, margins: 2.5 };

/**
 * An `<img>` of an author's with what a browser needs to choose a file, and with its colors
 * behind it until that file is there.
 *
 * @param properties of the element as written, without `src`
 * @param place by itself or in a line of text; `linked` leads somewhere already
 */
export function pictureElement(
  picture: Picture,
  { width: wanted, height: _, ...properties }: Properties,
  place: 'inline' | 'block' | 'linked',
): Element {
  const width = Number(wanted) || (picture.kind === 'vector' ? picture.width : usualOf(picture));
  const height = Math.round((width * picture.height) / picture.width);
  const image = imageElement(picture, { ...properties, width, height });
  if (place === 'inline') return image;
  const inside = [...tintElement(picture), image];
  const isLarge = picture.kind === 'vector' || picture.kind === 'animation' || picture.width > narrowest;
  if (place === 'linked' || !isLarge) return h('span.picture', inside);
  return h(
    picture.kind === 'animation' ? 'a.picture.moving' : 'a.picture',
    { href: largest(picture) },
    inside,
  );
}

function imageElement(picture: Picture, properties: Properties & { width: number }): Element {
  const className = picture.onPaper ? ['on-paper'] : undefined;
  if (picture.kind === 'vector') return h('img', { src: largest(picture), className, ...properties });
  const shown = `min(${properties.width}px, ${column.rem}rem, 100vw - ${column.margins}rem)`;
  // What is loaded late has its place by then, and a browser that knows it may go by that.
  const sizes = properties.loading === 'lazy' ? `auto, ${shown}` : shown;
  const set = (format: 'avif' | 'webp') => ({
    srcSet: widthsIn(picture, format)
      .map((one) => `${at(picture, one, format)} ${one}w`)
      .join(', '),
    sizes,
  });
  const src = at(picture, usualOf(picture), 'webp');
  const image = h('img', { src, ...set('webp'), className, ...properties });
  return h('picture', h('source', { type: 'image/avif', ...set('avif') }), image);
}

/** Six squares in the picture's colors; drawn, as a policy without `unsafe-inline` lets no style through. */
function tintElement({ tint }: Picture): Element[] {
  if (!tint) return [];
  const squares = tint.map((fill, at) => s('path', { fill, d: `M${at % 3} ${Math.floor(at / 3)}h1v1h-1z` }));
  return [s('svg', { viewBox: '0 0 3 2', preserveAspectRatio: 'none', ariaHidden: 'true' }, squares)];
}
