import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Renderer } from '@takumi-rs/core';

/**
 * Resolves from the project root, which is the working directory. A bundler would bundle what is required
 * relative to this module.
 */
const fromRoot = createRequire(resolve('package.json'));

/** Font families in the order in which they are tried: the site's own font first. */
const families = [
  'Brygada 1918',
  'Noto Sans',
  'Noto Sans Arabic',
  'Noto Sans Armenian',
  'Noto Sans Bengali',
  'Noto Sans Ethiopic',
  'Noto Sans Georgian',
  'Noto Sans Gujarati',
  'Noto Sans Hebrew',
  'Noto Sans Kannada',
  'Noto Sans Khmer',
  'Noto Sans Lao',
  'Noto Sans Malayalam',
  'Noto Sans Myanmar',
  'Noto Sans Sinhala',
  'Noto Sans Tamil',
  'Noto Sans Telugu',
  'Noto Sans Thai',
  'Noto Sans JP',
  'Noto Sans SC',
  'Noto Sans KR',
  'Noto Emoji',
];

/** Latin up to Extended-A, dashes, quotation marks and the ellipsis. */
const isLatin = (letter: number) => letter < 0x180 || (letter >= 0x2010 && letter <= 0x2027);

/** One font file of a family and its code points. */
interface Subset {
  family: string;
  file: string;
  ranges: [number, number][];
}

/** Loads only the font files that a text needs. A Chinese family has a hundred files. */
export class CardFonts {
  private readonly placesOf = new Map<number, number[]>();
  private readonly loaded = new Map<string, Promise<void>>();

  private constructor(
    private readonly renderer: Renderer,
    private readonly subsets: Subset[],
  ) {}

  /** Finds the font files of all families. Loads none of them. */
  static async open(renderer: Renderer): Promise<CardFonts> {
    const subsets = await Promise.all(
      families.map((family) => {
        const name = family.toLowerCase().replaceAll(' ', '-');
        return subsetsOf(family, dirname(fromRoot.resolve(`@fontsource-variable/${name}/package.json`)));
      }),
    );
    return new CardFonts(renderer, subsets.flat());
  }

  /** Loads the fonts for a text in `language` (BCP 47). @returns the families to draw it with, in order */
  async for(text: string, language: string): Promise<string[]> {
    const places = new Set(Array.from(text, (letter) => this.having(letter.codePointAt(0) ?? 0)).flat());
    const needed = this.subsets.filter((_, place) => places.has(place));
    for (const subset of needed) {
      let loading = this.loaded.get(subset.file);
      if (!loading) {
        loading = this.load(subset);
        this.loaded.set(subset.file, loading);
      }
      await loading;
    }
    const names = [...new Set(needed.map((subset) => subset.family))];
    // Han characters look different in China and Japan, so the language of the text decides.
    return language.startsWith('ja') || /\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)
      ? names
      : names.toSorted((a, b) => Number(a === 'Noto Sans JP') - Number(b === 'Noto Sans JP'));
  }

  /**
   * The indexes of the subsets for a letter. The site's own font has all Latin letters. For others,
   * a subset may lack a letter that it lists, so all matching subsets are tried.
   */
  private having(letter: number): number[] {
    let places = this.placesOf.get(letter);
    if (!places) {
      places = [...this.subsets.entries()]
        .filter(([, { ranges }]) => ranges.some(([from, to]) => letter >= from && letter <= to))
        .map(([place]) => place)
        .slice(0, isLatin(letter) ? 1 : undefined);
      this.placesOf.set(letter, places);
    }
    return places;
  }

  private async load({ family, file, ranges }: Subset): Promise<void> {
    await this.renderer.registerFont({ name: family, data: await readFile(file), unicodeRange: ranges });
  }
}

async function subsetsOf(family: string, folder: string): Promise<Subset[]> {
  const unicode = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const id = folder.split(/[\\/]/).at(-1);
  return Object.entries(unicode).map(([subset, ranges]) => ({
    family,
    file: join(folder, 'files', `${id}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    ranges: ranges.split(',').map((range): [number, number] => {
      const [from = '0', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
}
