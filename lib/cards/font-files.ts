import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { theme } from '@/theme.config';
import { fontPackage } from '../theme/theme';
import { UserError } from '../util/errors';
import { packageFolder } from '../util/packages';
import { charactersIn } from './woff2';

/** A font family, which is a package of Fontsource. */
interface Family {
  name: string;
  /** Use its subsets in `common`. */
  hasCommon?: true;
  /** The only subset to use. */
  subset?: string;
  /** The package has one weight, not a variable font. */
  isStatic?: true;
  /** The code points of its only file, if its package does not list them. */
  ranges?: string;
}

const named = (name: string): Family => ({ name });

/** The font of titles on the site. Cards are set in it. */
const ownFont = () => theme.fonts.headings ?? theme.fonts.text;

/** Font families in the order in which they are tried, after the site's own font. */
const families: Family[] = [
  { name: 'Noto Sans', hasCommon: true },
  named('Noto Sans Arabic'),
  named('Noto Sans Armenian'),
  named('Noto Sans Bengali'),
  named('Noto Sans Cherokee'),
  named('Noto Sans Ethiopic'),
  named('Noto Sans Georgian'),
  named('Noto Sans Gujarati'),
  named('Noto Sans Gurmukhi'),
  named('Noto Sans Hebrew'),
  named('Noto Sans Kannada'),
  named('Noto Sans Khmer'),
  named('Noto Sans Lao'),
  named('Noto Sans Malayalam'),
  named('Noto Sans Myanmar'),
  named('Noto Sans Oriya'),
  named('Noto Sans Sinhala'),
  named('Noto Sans Tamil'),
  named('Noto Sans Telugu'),
  named('Noto Sans Thaana'),
  named('Noto Sans Thai'),
  named('Noto Emoji'),
  // Before the Chinese fonts, which draw these as wide as a Chinese character.
  {
    name: 'Noto Sans Math',
    subset: 'latin',
    isStatic: true,
    ranges: 'U+2070-2BFF,U+1D400-1D7FF,U+1EE00-1EEFF',
  },
  named('Noto Sans JP'),
  named('Noto Sans SC'),
  named('Noto Sans KR'),
  // These two also have Chinese punctuation.
  { name: 'Noto Sans Mongolian', subset: 'mongolian', isStatic: true },
  named('Noto Serif Tibetan'),
  named('Noto Sans Symbols'),
  { name: 'Noto Sans Symbols 2', isStatic: true },
];

/** The subsets that many families have. The first two are enough for their letters. */
const common = new Set([
  'latin',
  'latin-ext',
  'vietnamese',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
]);

/** One font file of a family and the ranges of its code points. It may lack some of those. */
export interface FontFile {
  family: string;
  file: string;
  ranges: [number, number][];
}

let files: FontFile[] | undefined;
const filesOf = new Map<number, FontFile[]>();
const drawn = new Map<number, boolean>();
const characters = new Map<string, Set<number>>();

const anyCharacter: [number, number] = [0, 0x10ffff];

/** Latin up to Extended-A, dashes, quotation marks and the ellipsis. */
const isLatin = (letter: number) => letter < 0x180 || (letter >= 0x2010 && letter <= 0x2027);

/** Characters that have no shape of their own. Those that join letters are in many fonts. */
const shapeless = /\p{Default_Ignorable_Code_Point}/u;

/** The font files with a glyph for a code point, in the order of their families. For Latin, only the first. */
export function fontFilesWith(letter: number): FontFile[] {
  if (shapeless.test(String.fromCodePoint(letter))) return [];
  let found = filesOf.get(letter);
  if (!found) {
    const has = (font: FontFile) => hasGlyph(font, letter);
    found = isLatin(letter) ? [fontFiles().find(has) ?? []].flat() : fontFiles().filter(has);
    filesOf.set(letter, found);
  }
  return found;
}

const hasGlyph = ({ file, ranges }: FontFile, letter: number) =>
  ranges.some(([from, to]) => letter >= from && letter <= to) && charactersOf(file).has(letter);

/** All font files, in the order of their families. */
export function fontFiles(): FontFile[] {
  files ??= [...ownFontFiles(), ...families.flatMap(filesOfFamily)];
  return files;
}

function ownFontFiles(): FontFile[] {
  const { family, files } = ownFont();
  if (!files) return filesOfFamily({ name: family, hasCommon: true });
  return [{ family, file: resolve(files.roman), ranges: [anyCharacter] }];
}

/** The characters of a text that no font has, each once. Cards show them as boxes. */
export function charactersWithoutFont(text: string): string[] {
  // Almost every text, without reading a font.
  if (/^[ -~]*$/.test(text)) return [];
  return [...new Set(text)].filter(
    (letter) =>
      !/[\p{Z}\p{Cc}]/u.test(letter) && !shapeless.test(letter) && !hasFont(letter.codePointAt(0) ?? 0),
  );
}

function hasFont(letter: number): boolean {
  let found = drawn.get(letter);
  if (found === undefined) {
    found = fontFiles().some((font) => hasGlyph(font, letter));
    drawn.set(letter, found);
  }
  return found;
}

function charactersOf(file: string): Set<number> {
  let found = characters.get(file);
  if (!found) {
    found = charactersIn(readFileSync(file));
    characters.set(file, found);
  }
  return found;
}

function filesOfFamily({ name, hasCommon, subset: only, isStatic, ranges }: Family): FontFile[] {
  const variable = fontPackage(name);
  const id = variable.slice(variable.indexOf('/') + 1);
  const folder = packageFolder(isStatic ? `@fontsource/${id}` : variable);
  if (folder === undefined) throw new UserError(`The font ${name} is not installed. Run npm ci`);
  const unicode = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(unicode)
    .filter(([subset]) => (only ? subset === only : hasCommon || !common.has(subset)))
    .map(([subset, listed]) => ({
      family: name,
      file: join(
        folder,
        'files',
        `${id}-${subset.replace(/[[\]]/g, '')}-${isStatic ? '400' : 'wght'}-normal.woff2`,
      ),
      ranges: (ranges ?? listed).split(',').map((range): [number, number] => {
        const [from = '0', to = from] = range.replace('U+', '').split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      }),
    }));
}
