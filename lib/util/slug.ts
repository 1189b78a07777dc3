import { invisible } from './printable';

/** In bytes of UTF-8: a folder name may have 255, and an address should be shorter still. */
const longest = 150;

/** A valid slug: letters and digits of any script, with `-`, `_` and `.` between them. */
const safe = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** What a folder holds for its own address: a page there would have to be a folder and a file. */
const indexFile = /^(index)\.(?=html(?:\.(?:br|gz))?$)/i;

/** Whether `slug` can stand in an address and as a folder name on every system. */
export function isSafeSlug(slug: string): boolean {
  return (
    safe.test(slug) &&
    !slug.includes('..') &&
    !indexFile.test(slug) &&
    slug === withoutInvisible(slug) &&
    Buffer.byteLength(slug) <= longest &&
    slug === slug.normalize('NFC')
  );
}

/**
 * U+200C and U+200D mean something between the letters of Persian, of the scripts of India and
 * others, and within emoji, but not in these scripts.
 */
const joiners =
  /(?<=^|[\s\d\p{P}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\u200c\u200d]+/gu;

/** A name without what nobody sees in it: with it, two names would look the same. */
export const withoutInvisible = (name: string) => name.replace(invisible, '$<flag>').replace(joiners, '');

/** Words for punctuation in tags, so that C, C++ and C# have different slugs. */
const spoken: [RegExp, string][] = [
  [/\+/g, ' plus '],
  [/#/g, ' sharp '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/(^|\s)\.(?=\p{L})/gu, '$1dot '],
];

/**
 * The slug of a title or tag: lower case, words joined by hyphens, letters of every script kept.
 * `C++` → `c-plus-plus`, `.NET` → `dot-net`, `naïve` → `naïve`, `中文` → `中文`.
 *
 * @returns the slug; an empty string if the text has no letter or digit
 */
export function slugify(text: string): string {
  // Remove the combining dot left by the Turkish capital İ, and variation selectors.
  let words = withoutInvisible(text.normalize('NFC'))
    .toLowerCase()
    .replace(/i\u0307|\p{Variation_Selector}/gu, (found) => found.replace(/[^i]/g, ''));
  for (const [mark, word] of spoken) words = words.replace(mark, word);
  const hyphenated = words
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/\.{2,}/g, '.');
  return shorten(hyphenated.replace(/^[-._\p{M}]+/u, '').normalize('NFC'))
    .replace(/[-.]+$/, '')
    .replace(indexFile, '$1-');
}

/** Cuts a text to at most `longest` bytes, between characters. */
function shorten(text: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > longest) break;
    end += character.length;
  }
  return text.slice(0, end);
}
