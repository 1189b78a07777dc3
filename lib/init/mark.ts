import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { fontFilesWith } from '../cards/font-files';
import { fontFilesOf, type Mark, type Theme } from '../theme/theme';

/** The side of the mark, and the largest height and width of its letter, in pixels next to the title. */
const SIDE = 20;
const HEIGHT = 13.5;
const WIDTH = 15;

/**
 * Draws a mark from the first letter or digit of a title: the letter, in the font of titles, on a pale square.
 *
 * @returns `undefined` if no font has the letter, or the title has none
 */
export function markOf(title: string, { fonts }: Theme): Mark | undefined {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(title)?.[0].toUpperCase();
  if (letter === undefined) return undefined;
  const codePoint = letter.codePointAt(0) ?? 0;
  const files = [
    fontFilesOf(fonts.headings ?? fonts.text).roman,
    ...fontFilesWith(codePoint).map(({ file }) => file),
  ];
  const font = files
    .map((file) => create(readFileSync(file)) as Font)
    .find((candidate) => candidate.hasGlyphForCodePoint(codePoint));
  const path = font?.layout(letter).glyphs[0]?.path;
  if (!path) return undefined;
  const { minX, minY, maxX, maxY } = path.bbox;
  const scale = Math.min(HEIGHT / (maxY - minY), WIDTH / (maxX - minX));
  if (!Number.isFinite(scale)) return undefined;
  // Fonts have their origin at the bottom.
  const x = (at: number) => (at - (minX + maxX) / 2) * scale + SIDE / 2;
  const y = (at: number) => ((minY + maxY) / 2 - at) * scale + SIDE / 2;
  const commands = path.commands.map(({ command, args }) => ({
    command,
    points: args.map((value, at) => (at % 2 === 0 ? x(value) : y(value))),
  }));
  return { width: SIDE, height: SIDE, solid: pathData(commands), pale: `M0 0h${SIDE}v${SIDE}H0z` };
}

const letters = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c', closePath: 'z' };

/** The data of an SVG path, in relative coordinates with one decimal, because every page contains it. */
function pathData(commands: { command: keyof typeof letters; points: number[] }[]): string {
  let data = '';
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const round = (value: number) => Math.round(value * 10);
  for (const { command, points } of commands) {
    const rounded = points.map(round);
    const numbers = rounded.map((value, at) => shortest((value - (at % 2 === 0 ? x : y)) / 10));
    data += letters[command] + numbers.join(' ').replaceAll(' -', '-');
    [x = x, y = y] = rounded.slice(-2);
    if (command === 'moveTo') [startX, startY] = [x, y];
    if (command === 'closePath') [x, y] = [startX, startY];
  }
  return data;
}

const shortest = (value: number) =>
  value
    .toFixed(1)
    .replace(/\.0$/, '')
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-0$/, '0');
