import { existsSync } from 'node:fs';
import { packageFolder } from '../util/packages';

/** A color as `#rrggbb`, in the light and the dark version of a theme. */
export interface Color {
  light: string;
  dark: string;
}

/** The colors of a theme, in the order of `docs/design.md`. */
export const colorNames = ['paper', 'sunk', 'ink', 'muted', 'rule', 'accent', 'warn', 'danger'] as const;
export type ColorName = (typeof colorNames)[number];

/** How a publication looks. `theme.config.ts` has the theme in use. */
export interface Theme {
  /** Classes use the name of a color (`text-accent`). CSS and drawings use `var(--accent)`. */
  colors: Record<ColorName, Color>;
  fonts: {
    text: Font;
    /** The font of titles and headings, if it differs from that of the text. */
    headings?: Font;
    /** The font families of code, as in CSS. */
    code: string;
    /** Those of dates, counts and other metadata. Default: those of code. */
    labels?: string;
  };
  /** The length of a line of text, as a multiple of the font size. Default: 32 (60 to 72 characters). */
  measure?: number;
  /** The radius of the corners of code, pictures, buttons and boxes, as in CSS. */
  radius: string;
  /** The mark next to the title, on cards and, unless there is an `icon`, in icons. */
  mark: Mark;
  /** The mark in icons, if it differs from the one next to the title. */
  icon?: Mark;
}

/** A web font. */
export interface Font {
  /**
   * The name of the family. Its files are in the package `@fontsource-variable/<name>` (in lower case, with
   * hyphens for spaces), unless `files` lists others.
   */
  family: string;
  /** WOFF2 files relative to the project, for a family that is not from Fontsource. */
  files?: { roman: string; italic?: string };
  /** The weights in the files. Default: `400 700`. */
  weights?: string;
  /** The generic family for readers who have none of the fonts in `sizes`. */
  fallback: 'serif' | 'sans-serif';
  /**
   * The system fonts that are shown until the files arrive, with the sizes in percent at which their
   * regular, bold and italic styles are as wide as this font. `npx tsx bench/fonts.ts match` computes them.
   */
  sizes?: Partial<Record<SystemFont, readonly [regular: number, bold: number, italic: number]>>;
}

/** A drawing in one or two tones of the accent color. It starts at the origin and has no margins. */
export interface Mark {
  /** In the units of the path, which are CSS pixels next to the title. */
  width: number;
  height: number;
  /** The data of an SVG path. */
  solid: string;
  /** The same, for the pale part. */
  pale?: string;
}

/** The opacity of the pale part of a mark. */
export const paleOpacity = 0.28;

/** The names of system fonts on Windows, macOS, iOS, Android, ChromeOS and Linux, for CSS `local()`. */
export const systemFonts = {
  Arial: style('Arial', 'Liberation Sans'),
  'DejaVu Sans': style('DejaVu Sans'),
  'DejaVu Serif': style('DejaVu Serif'),
  Georgia: style('Georgia'),
  'Noto Serif': style('Noto Serif', 'NotoSerif-Regular'),
  Roboto: style('Roboto', 'Roboto-Regular'),
  Times: style('Liberation Serif', 'Times New Roman'),
};
export type SystemFont = keyof typeof systemFonts;

function style(...names: string[]) {
  const families = names.filter((name) => !name.endsWith('-Regular'));
  const italic = families.some((name) => name.startsWith('DejaVu Sans')) ? 'Oblique' : 'Italic';
  return [
    names,
    families.map((name) => `${name} Bold`),
    families.map((name) => `${name} ${italic}`),
  ] as const;
}

/** The length of a line of text, as a multiple of its size. */
export const measureOf = ({ measure = 32 }: Theme): number => measure;

/** The size of text on wide screens, in rem: `--body-size` in `app/_styles/tokens.css`. */
export const bodySize = 1.25;

/** The font files of a theme that are not from a package. The code that reads them depends on them. */
export const ownFontFiles = ({ fonts }: Theme): string[] =>
  [fonts?.text?.files, fonts?.headings?.files].flatMap((files) => Object.values(files ?? {}));

/** A color in CSS. It follows `color-scheme`. */
export const lightDark = ({ light, dark }: Color) => `light-dark(${light}, ${dark})`;

/** The Fontsource package of a family. */
export const fontPackage = (family: string) =>
  `@fontsource-variable/${family.toLowerCase().replaceAll(' ', '-')}`;

/** The files of a font, relative to the project (the working directory). Some families have no italics. */
export function fontFilesOf({ family, files }: Font): { roman: string; italic?: string } {
  if (files) return files;
  const name = fontPackage(family);
  const folder = packageFolder(name) ?? `node_modules/${name}`;
  const file = (style: string) =>
    `${folder}/files/${name.slice(name.indexOf('/') + 1)}-latin-wght-${style}.woff2`;
  const italic = file('italic');
  return { roman: file('normal'), ...(existsSync(italic) && { italic }) };
}

/**
 * The value of `font-family` for a font of the theme, and for the system fonts that replace it until it
 * arrives.
 */
export function fontFamilies(name: 'Text' | 'Headings', { sizes, fallback }: Font) {
  const replacements = [...Object.keys(sizes ?? {}).map((_, at) => replacement(name, at)), fallback];
  return { all: [name, ...replacements].join(', '), fallback: replacements.join(', ') };
}

/** The CSS name of a scaled system font. It is short, because every page contains it many times. */
const replacement = (name: string, at: number) => `${name}${at + 1}`;

/**
 * The `@font-face` rules of a font: its own files, and system fonts that are scaled to the same widths, so
 * that lines break in the same places. Heights need no correction, because every text has a line height.
 * See `docs/decisions/fonts.md`.
 *
 * @param name the name in CSS
 * @param root the path from the style sheet to the project
 * @returns the declarations of each rule
 */
export function fontFaces(name: 'Text' | 'Headings', font: Font, root: string): Record<string, string>[] {
  const { roman, italic } = fontFilesOf(font);
  const own = (file: string) => ({
    fontFamily: name,
    src: `url("${root}/${file}")`,
    fontDisplay: 'swap',
    fontWeight: font.weights ?? '400 700',
  });
  const faces: Record<string, string>[] = [own(roman)];
  if (italic) faces.push({ ...own(italic), fontStyle: 'italic' });
  for (const [at, [system, sizes]] of Object.entries(font.sizes ?? {}).entries())
    for (const [style, size] of sizes.entries())
      faces.push({
        fontFamily: replacement(name, at),
        src: (systemFonts[system as SystemFont][style] ?? []).map((local) => `local("${local}")`).join(', '),
        fontWeight: ['400 500', '600 700', '400 700'][style] ?? '',
        ...(style === 2 ? { fontStyle: 'italic' } : {}),
        sizeAdjust: `${size}%`,
      });
  return faces;
}
