import { Renderer } from '@takumi-rs/core';
import { container, type Node, text } from '@takumi-rs/helpers';
import { colors } from '../../tailwind.config';
import { directionOf } from '../i18n/language';
import { CardFonts } from './fonts';
import { cardSize } from './size';

/** The content of a card. */
export interface Card {
  title: string;
  /** A line under the title: authors and date, or a tagline. */
  byline: string;
  publication: string;
  /** The language of the title (BCP 47). */
  language: string;
  /** The pattern at the bottom; see `lib/cards/motif.ts`. */
  bits: boolean[];
}

const margin = 72;
/** Space for the title, in pixels. */
const titleHeight = 330;
const lineHeight = 1.14;
/** Font sizes to try for the title, in pixels, largest first. */
const titleSizes = [88, 76, 66, 58, 50, 44, 38, 33];

const paper = colors.paper.light;
const ink = colors.ink.light;
const muted = colors.muted.light;
const accent = colors.accent.light;
/** The bits of the pattern that are 0. */
const empty = '#dfe3dd';

/** Draws cards: the images shown with links to a page. */
export class CardRenderer {
  private constructor(
    private readonly renderer: Renderer,
    private readonly fonts: CardFonts,
  ) {}

  /** Creates a renderer with the fonts for any language. */
  static async open(): Promise<CardRenderer> {
    const renderer = new Renderer();
    return new CardRenderer(renderer, await CardFonts.open(renderer));
  }

  /** @returns a PNG of 1200 by 630 pixels; the same card always has the same bytes */
  async render(card: Card): Promise<Uint8Array> {
    const fontFamilies = await this.fonts.for(
      `${card.title}${card.byline}${card.publication}…`,
      card.language,
    );
    const options = { fontFamilies, lang: card.language };
    let fontSize = titleSizes[0] ?? 0;
    for (fontSize of titleSizes) {
      const { height } = await this.renderer.measure(titleNode(card, fontSize), {
        ...options,
        width: cardSize.width - 2 * margin,
      });
      if (height <= titleHeight) break;
    }
    return this.renderer.render(cardNode(card, fontSize), { ...options, ...cardSize, format: 'png' });
  }
}

/** @param lineClamp the number of lines after which the text is cut off */
function titleNode({ title, language }: Card, fontSize: number, lineClamp?: number): Node {
  return text(title, {
    display: 'block',
    width: '100%',
    fontSize,
    fontWeight: 600,
    lineHeight,
    letterSpacing: -0.012 * fontSize,
    color: ink,
    textAlign: directionOf(language) === 'rtl' ? 'right' : 'left',
    direction: directionOf(language),
    overflowWrap: 'anywhere',
    textOverflow: 'ellipsis',
    lineClamp,
  });
}

/** Lays out a card. For a right-to-left language, it is mirrored. */
function cardNode(card: Card, fontSize: number): Node {
  const fromRight = directionOf(card.language) === 'rtl';
  const flexDirection = fromRight ? 'row-reverse' : 'row';
  const alignItems = fromRight ? 'flex-end' : 'flex-start';
  const line = (content: string, color: string, fontWeight: number) =>
    text(content, { fontSize: 30, fontWeight, color, lineHeight: 1.3 });
  return container({
    style: {
      width: '100%',
      height: '100%',
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: margin,
      backgroundColor: paper,
    },
    children: [
      container({
        style: { display: 'flex', flexDirection, alignItems: 'center', gap: 18 },
        children: [cells([true, false, true, true], 18, 3, flexDirection), line(card.publication, ink, 600)],
      }),
      titleNode(card, fontSize, Math.floor(titleHeight / (fontSize * lineHeight))),
      container({
        style: { display: 'flex', flexDirection: 'column', alignItems, gap: 26 },
        children: [line(card.byline, muted, 400), cells(card.bits, 27, 6, flexDirection)],
      }),
    ],
  });
}

function cells(bits: boolean[], side: number, gap: number, flexDirection: 'row' | 'row-reverse'): Node {
  return container({
    style: { display: 'flex', flexDirection, gap },
    children: bits.map((bit) =>
      container({ style: { width: side, height: side, backgroundColor: bit ? accent : empty } }),
    ),
  });
}
