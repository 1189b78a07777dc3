import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { CardPrinter } from '../../lib/cards';
import { hardCards } from '../helpers/hard-titles';

describe('a card', () => {
  it('is under 100 KB and the same each time, whatever its title', async () => {
    const [one, other] = [await CardPrinter.open(), await CardPrinter.open()];
    for (const card of hardCards) {
      const printed = Buffer.from(await one.print(card));
      assert.ok(printed.length < 100_000, card.title);
      assert.ok(printed.equals(await other.print(card)), card.title);
      const { width, height } = await sharp(printed).metadata();
      assert.deepEqual([width, height], [1200, 630]);
    }
  });
  it('keeps all of its title on paper', async () => {
    const printer = await CardPrinter.open();
    for (const card of hardCards) {
      const { data, info } = await sharp(await printer.print(card))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const ink = (x: number, y: number) => (data[y * info.width + x] ?? 255) < 200;
      for (let y = 0; y < info.height; y++)
        for (const x of [0, 30, 60, info.width - 61, info.width - 31, info.width - 1])
          assert.ok(!ink(x, y), `${card.title}: ${x}, ${y}`);
    }
  });
});
