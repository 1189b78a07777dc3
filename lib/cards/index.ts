import { Renderer, type RenderOptions } from '@takumi-rs/core';
import { container, type Declarations, image, type Node, type RgbaImage, text } from '@takumi-rs/helpers';
import sharp from 'sharp';
import { theme } from '@/theme.config';
import { directionOf } from '../i18n/language';
import type { ColorName } from '../theme/theme';
import { CardFonts } from './fonts';
import { markSvg } from './icons';
import { type CardPicture, drawPicture } from './picture';
import { cardSize, pictureSize } from './size';

/** The content of a card. */
export interface Card {
  /** What the page is or belongs to, above the title: a series with the part, or a topic. */
  label?: string;
  title: string;
  /** What is under the title: authors and date, a number of articles, or a host. Only the first may be cut off. */
  byline: string[];
  publication: string;
  /** The language of the title (BCP 47). */
  language: string;
  /** The bars at the bottom; see `shapeOf` in `lib/cards/shape.ts`. */
  shape: number[];
  /** An image of the post, next to the text. */
  picture?: CardPicture;
}

const margin = 64;
/** The smallest distance above and below the title. */
const gap = 20;
const lineHeight = 1.14;
/** Font sizes to try for the title, in pixels, largest first. */
const titleSizes = [88, 76, 66, 58, 50, 44, 38, 33];

/** A color of a card. Cards are light. */
const light = (name: ColorName) => theme.colors[name].light;

/** The height of the mark in pixels. */
const markHeight = 18;

/** Scripts whose words may be broken anywhere or are not separated by spaces. */
const breakable =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu;

/** Draws cards: the images shown with links to a page. */
export class CardRenderer {
  private readonly renderer = new Renderer();
  private readonly fonts = new CardFonts(this.renderer);

  /**
   * Draws a card. The same card always has the same bytes.
   *
   * @param file the content of the file of its picture
   * @returns a PNG of 1200 by 630 pixels
   */
  async render(card: Card, file?: Uint8Array): Promise<Uint8Array> {
    const { label = '', title, byline, publication, language, picture } = card;
    const fontFamilies = await this.fonts.for(`${label}${title}${byline.join('')}${publication}·…`, language);
    const options = { fontFamilies, lang: language };
    const pixels = picture && file && (await drawPicture(picture, file));
    const width = cardSize.width - 2 * margin - (pixels ? pictureSize.width : 0);
    const above = aboveTitle(card);
    const below = belowTitle(card, pixels !== undefined);
    const heightOf = async (node: Node) => (await this.renderer.measure(node, { ...options, width })).height;
    const height = cardSize.height - 2 * margin - 2 * gap - (await heightOf(above)) - (await heightOf(below));
    const node = cardNode(card, [above, await this.fitTitle(card, { width, height }, options), below], {
      width,
      pixels,
    });
    if (!pixels || picture.kind === 'vector')
      return this.renderer.render(node, { ...options, ...cardSize, format: 'png' });
    // In all their colors, photos take half a megabyte, and some services ignore such an image.
    const raw = await this.renderer.render(node, { ...options, ...cardSize, format: 'raw' });
    return sharp(raw, { raw: { ...cardSize, channels: 4 } })
      .removeAlpha()
      .png({ palette: true, dither: 0, effort: 1, compressionLevel: 9 })
      .toBuffer();
  }

  /** Sets a title as large as it fits, in lines of similar lengths. */
  private async fitTitle(
    card: Card,
    { width, height }: { width: number; height: number },
    options: RenderOptions,
  ): Promise<Node> {
    const measure = (node: Node, inWidth?: number) =>
      this.renderer.measure(node, { ...options, width: inWidth });
    const words = card.title
      .replace(breakable, ' ')
      .trim()
      .replace(/[^\S\u00a0\u202f]+/g, '\n');
    const widest =
      (await measure(titleNode({ ...card, title: words }, 100, { whiteSpace: 'pre' }))).width / 100;
    // A word that is too wide in any size is broken.
    const whole = titleSizes.filter((size) => widest * size <= width);
    for (const fontSize of whole.length > 0 ? whole : titleSizes) {
      const heightIn = async (inWidth: number) =>
        (await measure(titleNode(card, fontSize, { width: inWidth }), inWidth)).height;
      const needed = await heightIn(width);
      if (needed > height) continue;
      if (needed < 1.5 * lineHeight * fontSize) return titleNode(card, fontSize, { width });
      // The narrowest width with as many lines has the most even lines.
      let [tooNarrow, enough] = [Math.min(width, Math.ceil(widest * fontSize)) - 1, width];
      while (enough - tooNarrow > 4) {
        const middle = Math.floor((tooNarrow + enough) / 2);
        if ((await heightIn(middle)) > needed) tooNarrow = middle;
        else enough = middle;
      }
      return titleNode(card, fontSize, { width: enough });
    }
    const fontSize = titleSizes.at(-1) ?? 0;
    return titleNode(card, fontSize, { width, lineClamp: Math.floor(height / (fontSize * lineHeight)) });
  }
}

/** @param style includes the number of lines after which the text is cut off, as `lineClamp` */
function titleNode({ title, language }: Card, fontSize: number, style: Declarations): Node {
  return text(title, {
    display: 'block',
    fontSize,
    fontWeight: 600,
    lineHeight,
    letterSpacing: -0.012 * fontSize,
    color: light('ink'),
    textAlign: directionOf(language) === 'rtl' ? 'right' : 'left',
    direction: directionOf(language),
    overflowWrap: 'anywhere',
    textOverflow: 'ellipsis',
    ...style,
  });
}

/** A line of text that is cut off if it is too long. */
function lineNode(content: string, language: string, style: Declarations): Node {
  return text(content, {
    display: 'block',
    minWidth: 0,
    fontSize: 28,
    fontWeight: 400,
    color: light('muted'),
    lineHeight: 1.3,
    direction: directionOf(language),
    textAlign: directionOf(language) === 'rtl' ? 'right' : 'left',
    overflowWrap: 'anywhere',
    textOverflow: 'ellipsis',
    lineClamp: 1,
    ...style,
  });
}

/** The directions of boxes. For a right-to-left language, a card is mirrored. */
function directions(language: string) {
  return directionOf(language) === 'rtl'
    ? ({ row: 'row-reverse', start: 'flex-end' } as const)
    : ({ row: 'row', start: 'flex-start' } as const);
}

function aboveTitle({ publication, label, language }: Card): Node {
  const { row, start } = directions(language);
  return container({
    style: { width: '100%', display: 'flex', flexDirection: 'column', alignItems: start, gap: 20 },
    children: [
      container({
        style: { maxWidth: '100%', display: 'flex', flexDirection: row, alignItems: 'center', gap: 18 },
        children: [
          image({
            src: Buffer.from(markSvg(theme.mark, light('accent'))),
            width: Math.round((markHeight * theme.mark.width) / theme.mark.height),
            height: markHeight,
            style: { flexShrink: 0 },
          }),
          lineNode(publication, language, { fontWeight: 600, color: light('ink') }),
        ],
      }),
      ...(label
        ? [
            lineNode(label, language, {
              maxWidth: '100%',
              fontWeight: 600,
              color: light('accent'),
              lineClamp: 2,
            }),
          ]
        : []),
    ],
  });
}

function belowTitle({ byline, shape, language }: Card, isNarrow: boolean): Node {
  const { row, start } = directions(language);
  const [first = '', ...others] = byline;
  const lines = isNarrow
    ? byline.map((part) => lineNode(part, language, { maxWidth: '100%' }))
    : // Only the first is shortened: a date is as important as the names.
      [
        lineNode(first, language, {}),
        ...others.map((part) => lineNode(`· ${part}`, language, { flexShrink: 0 })),
      ];
  return container({
    style: { width: '100%', display: 'flex', flexDirection: 'column', alignItems: start, gap: 24 },
    children: [
      container({
        style: isNarrow
          ? { width: '100%', display: 'flex', flexDirection: 'column', alignItems: start }
          : { maxWidth: '100%', display: 'flex', flexDirection: row, gap: 10 },
        children: lines,
      }),
      container({
        style: { width: '100%', display: 'flex', flexDirection: row, gap: 6 },
        children: shape.map((length) =>
          container({
            style: { height: 24, flexGrow: length, flexBasis: 0, backgroundColor: light('accent') },
          }),
        ),
      }),
    ],
  });
}

function cardNode(
  { language }: Card,
  children: Node[],
  { width, pixels }: { width: number; pixels: RgbaImage | undefined },
): Node {
  const { row, start } = directions(language);
  return container({
    style: {
      width: '100%',
      height: '100%',
      display: 'flex',
      flexDirection: row,
      justifyContent: 'space-between',
      backgroundColor: light('paper'),
    },
    children: [
      container({
        style: {
          width,
          height: cardSize.height - 2 * margin,
          margin,
          display: 'flex',
          flexDirection: 'column',
          alignItems: start,
          justifyContent: 'space-between',
        },
        children,
      }),
      ...(pixels ? [pictureNode(pixels)] : []),
    ],
  });
}

function pictureNode(pixels: RgbaImage): Node {
  return container({
    style: {
      ...pictureSize,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      backgroundColor: light('sunk'),
    },
    children: [image({ src: pixels, width: pixels.width, height: pixels.height })],
  });
}
