import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Renderer } from '@takumi-rs/core';

/** From the root of the project, which is the working directory: a bundler would take what is required from here along. */
const fromRoot = createRequire(resolve('package.json'));

/** A family in the order in which a letter is looked for: our own face first. */
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

/** Latin with its Extended-A, dashes, quotation marks and the ellipsis. */
const isLatin = (letter: number) => letter < 0x180 || (letter >= 0x2010 && letter <= 0x2027);

/** One file of a family and the code points that it is for. */
interface Subset {
  family: string;
  file: string;
  ranges: [number, number][];
}

/**
 * Loads, for each text, the font files that its letters need and no others: a Chinese
 * family is a hundred files.
 */
export class CardFonts {
  private readonly placesOf = new Map<number, number[]>();
  private readonly loaded = new Map<string, Promise<void>>();

  private constructor(
    private readonly renderer: Renderer,
    private readonly subsets: Subset[],
  ) {}

  static async open(renderer: Renderer): Promise<CardFonts> {
    const subsets = await Promise.all(
      families.map((family) => {
        const name = family.toLowerCase().replaceAll(' ', '-');
        return subsetsOf(family, dirname(fromRoot.resolve(`@fontsource-variable/${name}/package.json`)));
      }),
    );
    return new CardFonts(renderer, subsets.flat());
  }

  /** The families to try for a text in `language`, after making sure that they can draw it. */
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
    // Han characters are drawn differently in China and Japan: the text's language decides.
    return language.startsWith('ja') || /\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)
      ? names
      : names.toSorted((a, b) => Number(a === 'Noto Sans JP') - Number(b === 'Noto Sans JP'));
  }

  /**
   * The places of the subsets that have a letter. Of Latin ones our own face has all; of
   * others, a subset may be said to have a letter that it has not, so all are tried.
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
