import sharp from 'sharp';
import { theme } from '@/theme.config';
import { type Mark, paleOpacity } from '../theme/theme';
import type { IconAddress } from '../util/addresses';
import { escapeAttribute } from '../util/text';

/** The sizes of icons in pixels, and the space between the mark and the edge, as a fraction of the side. */
const icons: Record<IconAddress, { size: number; margin: number }> = {
  '/favicon.ico': { size: 32, margin: 0.08 },
  '/icon.svg': { size: 32, margin: 0.08 },
  '/apple-touch-icon.png': { size: 180, margin: 0.2 },
  '/icon-192.png': { size: 192, margin: 0.2 },
  '/icon-512.png': { size: 512, margin: 0.2 },
};

/**
 * Draws an icon from the mark of the theme. Icons that systems crop have a background.
 *
 * @param title the name of the publication
 * @returns the content of its file
 */
export async function renderIcon(address: IconAddress, title: string): Promise<string | Uint8Array> {
  const { colors, mark, icon = mark } = theme;
  const { size, margin } = icons[address];
  if (address === '/icon.svg') return svgIcon(icon, margin, title);
  const inside = Math.round(size * (1 - 2 * margin));
  const before = Math.floor((size - inside) / 2);
  const after = size - inside - before;
  const png = await sharp(Buffer.from(markSvg(icon, colors.accent.light, inside)))
    .resize(inside, inside, { fit: 'contain', background: 'transparent' })
    .extend({ top: before, left: before, bottom: after, right: after, background: 'transparent' })
    .png()
    .toBuffer();
  if (address === '/favicon.ico') return icoOf(png, size);
  return sharp(png).flatten({ background: colors.paper.light }).png().toBuffer();
}

/** A mark as an SVG. @param side the length of its longer side in pixels; by default, in its own units */
export function markSvg(mark: Mark, color: string, side = Math.max(mark.width, mark.height)): string {
  const { width, height } = mark;
  const scale = side / Math.max(width, height);
  const size = `width="${width * scale}" height="${height * scale}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size} fill="${color}">${pathsOf(mark)}</svg>`;
}

/** The only icon with a light and a dark version. */
function svgIcon(mark: Mark, margin: number, title: string): string {
  const { width, height } = mark;
  const { light, dark } = theme.colors.accent;
  const side = Math.max(width, height) / (1 - 2 * margin);
  const box = [(width - side) / 2, (height - side) / 2, side, side].map((length) =>
    Number(length.toFixed(3)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}"><title>${escapeAttribute(title)}</title><style>path{fill:${light}}@media(prefers-color-scheme:dark){path{fill:${dark}}}</style>${pathsOf(mark)}</svg>\n`;
}

const pathsOf = ({ solid, pale }: Mark) =>
  `<path d="${solid}"/>${pale ? `<path d="${pale}" opacity="${paleOpacity}"/>` : ''}`;

/** An ICO file with one PNG, which all browsers and Windows since Vista can read. @param side in pixels */
function icoOf(png: Uint8Array, side: number): Uint8Array {
  const header = Buffer.alloc(22);
  // The type (an icon), and the number of images.
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(side, 6);
  header.writeUInt8(side, 7);
  // Color planes, bits per pixel, the size of the image, and where it starts.
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}
