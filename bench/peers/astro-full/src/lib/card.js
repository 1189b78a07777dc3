import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { title as siteTitle } from '../site.js';

const require = createRequire(import.meta.url);
// Satori does not read WOFF2.
const fonts = await Promise.all(
  [400, 700].map(async (weight) => ({
    name: 'Inter',
    weight,
    data: await readFile(require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`)),
  })),
);

const box = (style, children) => ({ type: 'div', props: { style: { display: 'flex', ...style }, children } });

/** A social card of 1200 × 630 pixels, as PNG. */
export async function drawCard(title, byline) {
  const card = box(
    {
      flexDirection: 'column',
      justifyContent: 'space-between',
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      padding: 72,
      fontFamily: 'Inter',
      color: '#1c1b1a',
      backgroundColor: '#faf8f5',
      borderTop: '16px solid #a4372a',
    },
    [
      box({ fontSize: 32, color: '#a4372a' }, siteTitle),
      box({ fontSize: title.length > 60 ? 60 : 76, fontWeight: 700, lineHeight: 1.15 }, title),
      box({ fontSize: 32, color: '#5c5855' }, byline),
    ],
  );
  const svg = await satori(card, { width: 1200, height: 630, fonts });
  // Satori has turned the text into paths, so that no fonts of the system need to be read.
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}
