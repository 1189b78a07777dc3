import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Renderer } from '@takumi-rs/core';
import sharp from 'sharp';
import { CardRenderer } from '../../lib/cards';
import { CardFonts } from '../../lib/cards/fonts';
import { hardCards } from '../helpers/hard-titles';

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
    ] as const)
      assert.ok((await fonts.for(text, language)).includes(family), family);
  });
});

describe('a card', () => {
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
