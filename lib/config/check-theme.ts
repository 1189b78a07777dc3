import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { colorNames, fontFilesOf, fontPackage, systemFonts, type Theme } from '../theme/theme';
import { shapeProblems } from './shape-problems';
import { ConfigError, show } from './site-config';

const hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'expected a color such as #00664f');
const length = z.string().regex(/^0$|^\d*\.?\d+(?:px|r?em)$/, 'expected a length such as 0, 2px or 0.5rem');
const family = String.raw`(?:"[^"\\;{}<>]+"|'[^'\\;{}<>]+'|[\w-]+(?: [\w-]+)*|var\(--[\w-]+\))`;
const families = z
  .string()
  .regex(
    new RegExp(`^${family}(?:, *${family})*$`),
    'expected font families as in CSS, such as "Menlo, monospace"',
  );
const path = z
  .string()
  .regex(/^[Mm][\sMLHVCSQTAZmlhvcsqtaz\d.,+-]*$/, 'expected the data of an SVG path, such as "M0 0h7v7H0z"');
const size = z.number().positive('expected a number above 0').finite('expected a finite number');
const mark = z.object({ width: size, height: size, solid: path, pale: path.optional() }).strict();
const fontFile = z
  .string()
  .regex(
    /^(?!\/)(?!.*\.\.)[\w ./@-]+\.woff2$/,
    'expected a WOFF2 file relative to the project, such as "fonts/own.woff2"',
  );
const threeSizes = 'expected three sizes in percent, such as [104.2, 91, 96]: regular, bold, italic';
const sizes = z.custom<readonly number[]>(
  (value) =>
    Array.isArray(value) && value.length === 3 && value.every((part) => size.safeParse(part).success),
  threeSizes,
);
const font = z
  .object({
    family: z.string().regex(/^[\w ]+$/, 'expected the name of a font family, such as "Brygada 1918"'),
    files: z.object({ roman: fontFile, italic: fontFile.optional() }).strict().optional(),
    weights: z
      .string()
      .refine(isWeightRange, 'expected one weight or two from 1 to 1000, such as "400 700"')
      .optional(),
    fallback: z.enum(['serif', 'sans-serif'], {
      errorMap: () => ({ message: 'expected "serif" or "sans-serif"' }),
    }),
    sizes: z
      .object(Object.fromEntries(Object.keys(systemFonts).map((name) => [name, sizes.optional()])))
      .strict()
      .optional(),
  })
  .strict();

function isWeightRange(text: string): boolean {
  const weights = /^\d{1,4}(?: \d{1,4})?$/.test(text) ? text.split(' ').map(Number) : [];
  const [lightest = 0, heaviest = lightest] = weights;
  return lightest >= 1 && heaviest <= 1000 && lightest <= heaviest;
}

const shape = z
  .object({
    colors: z
      .object(
        Object.fromEntries(colorNames.map((name) => [name, z.object({ light: hex, dark: hex }).strict()])),
      )
      .strict(),
    fonts: z
      .object({ text: font, headings: font.optional(), code: families, labels: families.optional() })
      .strict(),
    measure: size.optional(),
    radius: length,
    mark,
    icon: mark.optional(),
  })
  .strict();

/**
 * Checks a theme.
 *
 * @throws {ConfigError} with every problem, one per line
 */
export function checkTheme(theme: Theme): void {
  const problems = shapeProblems(shape, theme, 'theme', 'lib/theme/theme.ts');
  if (problems.length === 0) problems.push(...missingFonts(theme));
  if (problems.length > 0)
    throw new ConfigError(problems.map((problem) => `theme.config.ts: ${problem}`).join('\n'));
}

function missingFonts({ fonts }: Theme): string[] {
  return (['text', 'headings'] as const).flatMap((name) => {
    const font = fonts[name];
    if (!font) return [];
    const { roman, italic } = fontFilesOf(font);
    return [roman, ...(italic ? [italic] : [])]
      .filter((file) => !isWoff2(file))
      .map((file) =>
        font.files
          ? `fonts.${name}.files: expected a WOFF2 file in the project, found none at ${show(file)}`
          : `fonts.${name}: expected a variable font from Fontsource with a weight axis; found no file ${file}. Run npm install ${fontPackage(font.family)}, or set "files"`,
      );
  });
}

/** Whether a file is a font in WOFF2, by its signature (https://www.w3.org/TR/WOFF2/#woff20Header). */
function isWoff2(file: string): boolean {
  try {
    return readFileSync(file).toString('latin1', 0, 4) === 'wOF2';
  } catch {
    return false;
  }
}

/** The lowest ratio that WCAG 2.2 allows for text (1.4.3). */
const minContrast = 4.5;

/** Lists the text colors of a theme that are hard to read on its backgrounds, one sentence for each. */
export function contrastWarnings({ colors }: Theme): string[] {
  const warnings: string[] = [];
  for (const name of ['ink', 'muted', 'accent', 'warn', 'danger'] as const)
    for (const side of ['light', 'dark'] as const)
      for (const background of ['paper', 'sunk'] as const) {
        const ratio = contrast(colors[name][side], colors[background][side]);
        if (ratio < minContrast)
          warnings.push(
            `the ${side} ${name} color (${colors[name][side]}) on ${background} (${colors[background][side]}) has a contrast ratio of ${ratio.toFixed(1)}; text needs at least ${minContrast}`,
          );
      }
  return warnings;
}

/** The contrast ratio of two colors: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The relative luminance of a color, from 0 to 1. @param color as `#rrggbb` */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
