import { readFile } from 'node:fs/promises';
import type { Renderer } from '@takumi-rs/core';
import { type FontFile, fontFiles, fontFilesWith } from './font-files';

/** Loads only the font files that a text needs. A Chinese family has a hundred files. */
export class CardFonts {
  private readonly loaded = new Map<FontFile, Promise<void>>();

  constructor(private readonly renderer: Renderer) {}

  /** Loads the fonts for a text in `language` (BCP 47). @returns the families to draw it with, in order */
  async for(text: string, language: string): Promise<string[]> {
    const wanted = new Set(Array.from(text, (letter) => fontFilesWith(letter.codePointAt(0) ?? 0)).flat());
    const needed = fontFiles().filter((file) => wanted.has(file));
    for (const file of needed) {
      let loading = this.loaded.get(file);
      if (!loading) {
        loading = this.load(file);
        this.loaded.set(file, loading);
      }
      await loading;
    }
    const names = [...new Set(needed.map((file) => file.family))];
    // Han characters look different in China and Japan, so the language of the text decides.
    return language.startsWith('ja') || /\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)
      ? names
      : names.toSorted((a, b) => Number(a === 'Noto Sans JP') - Number(b === 'Noto Sans JP'));
  }

  private async load({ family, file, ranges }: FontFile): Promise<void> {
    await this.renderer.registerFont({ name: family, data: await readFile(file), unicodeRange: ranges });
  }
}
