import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { CardRenderer } from '../lib/cards';
import { cardSize } from '../lib/cards/size';
import { hardCards } from '../tests/helpers/hard-titles';

/** Measures the time for a hundred cards, and renders cards with difficult titles; see `docs/benchmarks.md`. */
const { values } = parseArgs({ options: { sheet: { type: 'string', default: 'cards.png' } } });

const renderer = new CardRenderer();
const cards: Uint8Array[] = [];
const slowest = { title: '', milliseconds: 0 };
for (const card of hardCards) {
  const started = performance.now();
  cards.push(await renderer.render(card));
  const milliseconds = performance.now() - started;
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { title: card.title, milliseconds });
}

const started = performance.now();
for (let at = 0; at < 100; at++)
  await renderer.render({
    ...hardCards[2],
    ...hardCards[at % hardCards.length],
    byline: [`Card ${at}`],
  } as (typeof hardCards)[0]);
console.log(`a hundred cards: ${((performance.now() - started) / 1000).toFixed(1)} s, on one core`);
console.log(
  `the slowest, rendered for the first time: ${slowest.milliseconds.toFixed(0)} ms, ${slowest.title}`,
);
console.log(`the largest: ${(Math.max(...cards.map(({ length }) => length)) / 1000).toFixed(1)} KB`);

const [across, width, gap] = [4, cardSize.width / 2, 12];
const height = cardSize.height / 2;
const rows = Math.ceil(cards.length / across);
const contactSheet = sharp({
  create: {
    width: across * (width + gap) + gap,
    height: rows * (height + gap) + gap,
    channels: 3,
    background: '#888',
  },
});
const thumbnails = await Promise.all(
  cards.map(async (card, at) => ({
    input: await sharp(card).resize(width, height).toBuffer(),
    left: gap + (at % across) * (width + gap),
    top: gap + Math.floor(at / across) * (height + gap),
  })),
);
await writeFile(values.sheet, await contactSheet.composite(thumbnails).png().toBuffer());
console.log(`contact sheet: ${values.sheet}`);
