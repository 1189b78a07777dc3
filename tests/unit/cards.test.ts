import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Renderer } from '@takumi-rs/core';
import sharp from 'sharp';
import { theme } from '@/theme.config';
import { type Card, CardRenderer } from '../../lib/cards';
import { CardFonts } from '../../lib/cards/fonts';
import type { CardPicture } from '../../lib/cards/picture';
import { shapeOf } from '../../lib/cards/shape';
import { hardCards } from '../helpers/hard-titles';
import { photograph } from '../helpers/images';

describe('the fonts of a card', () => {
  it('include a family for each script, and only one for Latin', async () => {
    const fonts = new CardFonts(new Renderer());
    assert.deepEqual(await fonts.for('What WASI is, and what “it” is not – Größe', 'en'), ['Brygada 1918']);
    for (const [text, language, family] of [
      ['رَيْت', 'ar', 'Noto Sans Arabic'],
      ['עברית', 'he', 'Noto Sans Hebrew'],
      ['रैखिक', 'hi', 'Noto Sans'],
      ['বাংলা', 'bn', 'Noto Sans Bengali'],
      ['தமிழ்', 'ta', 'Noto Sans Tamil'],
      ['తెలుగు', 'te', 'Noto Sans Telugu'],
      ['ગુજરાતી', 'gu', 'Noto Sans Gujarati'],
      ['ಕನ್ನಡ', 'kn', 'Noto Sans Kannada'],
      ['മലയാളം', 'ml', 'Noto Sans Malayalam'],
      ['සිංහල', 'si', 'Noto Sans Sinhala'],
      ['ไทย', 'th', 'Noto Sans Thai'],
      ['ລາວ', 'lo', 'Noto Sans Lao'],
      ['မြန်မာ', 'my', 'Noto Sans Myanmar'],
      ['ខ្មែរ', 'km', 'Noto Sans Khmer'],
      ['ქართული', 'ka', 'Noto Sans Georgian'],
      ['Հայերեն', 'hy', 'Noto Sans Armenian'],
      ['አማርኛ', 'am', 'Noto Sans Ethiopic'],
      ['线性', 'zh', 'Noto Sans SC'],
      ['線形', 'ja', 'Noto Sans JP'],
      ['선형', 'ko', 'Noto Sans KR'],
      ['🦀', 'en', 'Noto Emoji'],
      ['ਗੁਰਮੁਖੀ', 'pa', 'Noto Sans Gurmukhi'],
      ['ଓଡ଼ିଆ', 'or', 'Noto Sans Oriya'],
      ['བོད་ཡིག', 'bo', 'Noto Serif Tibetan'],
      ['ދިވެހި', 'dv', 'Noto Sans Thaana'],
      ['ᏣᎳᎩ', 'chr', 'Noto Sans Cherokee'],
      ['ᠮᠣᠩᠭᠣᠯ', 'mn', 'Noto Sans Mongolian'],
      ['𝔸 ⊗ ℝ', 'en', 'Noto Sans Math'],
      ['✪', 'en', 'Noto Sans Symbols 2'],
    ] as const)
      assert.ok((await fonts.for(text, language)).includes(family), family);
  });
});

describe('the shape of a text', () => {
  it('has a bar for each section, as long as its share, at least one', () => {
    assert.deepEqual(shapeOf([100, 1000, 1]), [2, 24, 1]);
    assert.deepEqual(shapeOf([]), []);
  });
  it('does not change with a word, and has no more than 48 bars', () => {
    assert.deepEqual(shapeOf([301, 999, 502]), shapeOf([300, 1000, 500]));
    const many = shapeOf(Array.from({ length: 1000 }, () => 10));
    assert.ok(many.length <= 48 && many.every((length) => length > 0));
  });
});

/** A color as the design has it, without the pixels at the edges of letters. */
const colorOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const [ink, muted, accent] = [
  theme.colors.ink.light,
  theme.colors.muted.light,
  theme.colors.accent.light,
].map(colorOf);

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The pixels of a card. */
class Pixels {
  private constructor(
    readonly data: Buffer,
    readonly width: number,
    readonly height: number,
  ) {}

  static async of(image: Uint8Array): Promise<Pixels> {
    const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return new Pixels(data, info.width, info.height);
  }

  /** Whether a pixel has a color. */
  has(color: number[] | undefined, x: number, y: number): boolean {
    const at = (y * this.width + x) * 3;
    return color?.every((value, channel) => this.data[at + channel] === value) ?? false;
  }

  /** The smallest box around all pixels of a color. */
  box(color: number[] | undefined, { left, right, top, bottom }: Partial<Box> = {}): Box {
    const found = { left: Number.POSITIVE_INFINITY, right: -1, top: Number.POSITIVE_INFINITY, bottom: -1 };
    for (let y = top ?? 0; y < (bottom ?? this.height); y++)
      for (let x = left ?? 0; x < (right ?? this.width); x++)
        if (this.has(color, x, y)) {
          found.left = Math.min(found.left, x);
          found.right = Math.max(found.right, x);
          found.top = Math.min(found.top, y);
          found.bottom = Math.max(found.bottom, y);
        }
    return found;
  }
}

/** Below the name of the publication, and above the bars. */
const [underName, overBars] = [110, 535];

const plain: Card = { title: 'A', byline: ['B'], publication: 'C', shape: [1], language: 'en' };

/** A drawing whose left half is red and whose right half is blue. */
const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path fill="#f00" d="M0 0h200v300H0z"/><path fill="#00f" d="M200 0h200v300H200z"/><text x="20" y="40" font-size="40" font-family="monospace">Abc</text></svg>',
);
const picture: CardPicture = { from: 'a.svg', digest: '', kind: 'vector', width: 400, height: 300 };

describe('a card', () => {
  it('has its label above its title and its byline below, whatever its title and with or without a picture', async () => {
    const renderer = new CardRenderer();
    for (const hard of hardCards)
      for (const card of [hard, { ...hard, picture }]) {
        const pixels = await Pixels.of(await renderer.render(card, drawing));
        const title = pixels.box(ink, { top: underName });
        const label = pixels.box(accent, { top: underName, bottom: overBars });
        const byline = pixels.box(muted, { bottom: overBars });
        assert.ok(
          label.top > 100 && label.bottom < title.top,
          `${card.title}: ${label.bottom}, ${title.top}`,
        );
        assert.ok(title.bottom < byline.top && byline.bottom < overBars, card.title);
      }
  });
  it('breaks a title into lines of similar length', async () => {
    const renderer = new CardRenderer();
    for (const title of [
      'Runtimes compared: what to ask before you choose',
      'Plugins you can run from strangers today',
    ]) {
      const pixels = await Pixels.of(await renderer.render({ ...plain, title }));
      const { top, bottom } = pixels.box(ink, { top: underName });
      const middle = Math.round((top + bottom) / 2);
      const [first, second] = [pixels.box(ink, { top, bottom: middle }), pixels.box(ink, { top: middle })];
      assert.ok(bottom - top > 100, 'two lines');
      assert.ok(Math.abs(first.right - second.right) < 0.2 * first.right, `${first.right}, ${second.right}`);
    }
  });
  it('breaks no word that fits into a line in a smaller size', async () => {
    const renderer = new CardRenderer();
    const title = 'Interoperability everywhere';
    const heightOf = async (card: Card) => {
      const { top, bottom } = (await Pixels.of(await renderer.render(card, drawing))).box(ink, {
        top: underName,
      });
      return bottom - top;
    };
    // Next to a picture, the first word is too wide in the largest size, in which it would take three lines.
    assert.ok((await heightOf({ ...plain, title, picture })) < 180);
  });
  it('shows a drawing whole, on the side where lines end', async () => {
    const renderer = new CardRenderer();
    for (const [language, text, image] of [
      ['en', { right: 660 }, { left: 660 }],
      ['ar', { left: 540 }, { right: 540 }],
    ] as const) {
      const pixels = await Pixels.of(await renderer.render({ ...plain, language, picture }, drawing));
      const [red, blue] = [pixels.box([255, 0, 0], image), pixels.box([0, 0, 255], image)];
      assert.ok(red.right < blue.left && red.right - red.left > 200 && blue.right - blue.left > 200);
      assert.ok(pixels.box(ink, { ...text, top: underName }).right > 0);
      assert.equal(pixels.box([255, 0, 0], text).right, -1);
    }
  });
  it('draws the letters of a drawing with the same fonts, whatever was drawn before', async () => {
    const [one, other] = [new CardRenderer(), new CardRenderer()];
    for (const card of hardCards) await other.render(card);
    const card = { ...plain, picture };
    const image = Buffer.from(await one.render(card, drawing));
    assert.ok(image.equals(await other.render(card, drawing)));
    const withoutText = Buffer.from(drawing.toString().replace(/<text.*<\/text>/, ''));
    assert.ok(!image.equals(await one.render(card, withoutText)));
  });
  it('is filled by a photo to its edges, and is not too large for services that show it', async () => {
    const card = { ...plain, picture: { ...picture, kind: 'photo', width: 1600, height: 1000 } } as const;
    const image = await new CardRenderer().render(card, await photograph(1600, 1000));
    assert.ok(image.length < 300_000, `${image.length}`);
    const { data, width, height } = await Pixels.of(image);
    for (const y of [0, height - 1])
      for (const x of [665, width - 1]) {
        const at = (y * width + x) * 3;
        assert.ok(data[at + 2] !== undefined && (data[at] ?? 0) < 200, `${x}, ${y}`);
      }
  });
  it('has no picture if the drawing cannot be drawn', async () => {
    const renderer = new CardRenderer();
    const broken = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"></svg>');
    const { width, height } = await sharp(await renderer.render({ ...plain, picture }, broken)).metadata();
    assert.deepEqual([width, height], [1200, 630]);
  });
  it('has a bar for each section, in reading order', async () => {
    const renderer = new CardRenderer();
    for (const [language, order] of [
      ['en', [6, 12, 24]],
      ['ar', [24, 12, 6]],
    ] as const) {
      const pixels = await Pixels.of(await renderer.render({ ...plain, language, shape: [6, 12, 24] }));
      const bars: number[] = [];
      for (let x = 1; x < pixels.width; x++)
        if (pixels.has(accent, x, 555)) {
          if (!pixels.has(accent, x - 1, 555)) bars.push(0);
          bars.push((bars.pop() ?? 0) + 1);
        }
      assert.deepEqual(
        bars.map((length) => Math.round((length / 1060) * 42)),
        order,
      );
    }
  });
  it('has its date in the order of its language, after the name of an author in another one', async () => {
    const renderer = new CardRenderer();
    const date = '17 نوفمبر 2026';
    const cardWith = async (byline: string[]) =>
      Pixels.of(await renderer.render({ ...plain, language: 'ar', title: 'ا', byline }));
    const [alone, both, swapped] = [
      await cardWith([date]),
      await cardWith(['Standards Desk', date]),
      await cardWith(['Standards Desk', '2026 نوفمبر 17']),
    ];
    /** The difference between the date alone and in another card, where it is further to the left. */
    const difference = (other: Pixels) => {
      const [from, to] = [alone, other].map((pixels) => pixels.box(muted, { bottom: overBars }));
      assert.ok(from && to && to.left < from.left);
      let sum = 0;
      for (let y = from.top; y <= from.bottom; y++)
        for (let x = 0; x <= from.right - from.left; x++)
          sum += Math.abs(
            (alone.data[(y * alone.width + from.left + x) * 3] ?? 0) -
              (other.data[(y * other.width + to.left + x) * 3] ?? 0),
          );
      return sum;
    };
    assert.ok(difference(both) < difference(swapped) / 2, `${difference(both)}, ${difference(swapped)}`);
  });
  it('is set from the right if its language is written from the right', async () => {
    const renderer = new CardRenderer();
    for (const [language, isFromRight] of [
      ['en', false],
      ['ar', true],
    ] as const) {
      const card = { title: 'A', byline: ['B'], publication: 'C', shape: [], language };
      const { data, info } = await sharp(await renderer.render(card))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const dark = [...data.keys()].filter((at) => (data[at] ?? 255) < 200).map((at) => at % info.width);
      assert.ok(dark.length > 0 && dark.every((x) => x > info.width / 2 === isFromRight), language);
    }
  });
  it('is under 100 KB and has the same bytes each time, whatever its title', async () => {
    const [one, other] = [new CardRenderer(), new CardRenderer()];
    for (const card of hardCards) {
      const image = Buffer.from(await one.render(card));
      assert.ok(image.length < 100_000, card.title);
      assert.ok(image.equals(await other.render(card)), card.title);
      const { width, height } = await sharp(image).metadata();
      assert.deepEqual([width, height], [1200, 630]);
    }
  });
  it('keeps its title within the margins', async () => {
    const renderer = new CardRenderer();
    for (const card of hardCards) {
      const { data, info } = await sharp(await renderer.render(card))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const isInk = (x: number, y: number) => (data[y * info.width + x] ?? 255) < 200;
      for (let y = 0; y < info.height; y++)
        for (const x of [0, 30, 60, info.width - 61, info.width - 31, info.width - 1])
          assert.ok(!isInk(x, y), `${card.title}: ${x}, ${y}`);
    }
  });
});
