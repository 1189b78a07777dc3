import { invisible } from './printable';

/** In bytes of UTF-8. Folder names may have 255, but an address should be shorter. */
const longest = 150;

/** A valid slug: letters and digits of any script, with `-`, `_` and `.` between them. */
const safe = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** The file that is served for a folder. A page with this slug would need a folder of the same name. */
const indexFile = /^(index)\.(?=html(?:\.(?:br|gz))?$)/i;

/** Whether `slug` works in an address, and as a folder name on every system. */
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
 * U+200C and U+200D after characters of these scripts, where they mean nothing. They have a meaning
 * between letters of Persian, Indic and other scripts, and in emoji.
 */
const joiners =
  /(?<=^|[\s\d\p{P}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\u200c\u200d]+/gu;

/** A name without invisible characters, with which two different names could look the same. */
export const withoutInvisible = (name: string) => name.replace(invisible, '$<flag>').replace(joiners, '');

/** Words for punctuation in tags, so that C, C++ and C# have different slugs. */
const punctuationWords: [RegExp, string][] = [
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
  let slug = slugs.get(text);
  if (slug === undefined) {
    slug = makeSlug(text);
    if (slugs.size === maxSlugs) slugs.clear();
    slugs.set(text, slug);
  }
  return slug;
}

/** The slugs of texts. The same tags are on many posts. */
const slugs = new Map<string, string>();
const maxSlugs = 10_000;

function makeSlug(text: string): string {
  // Remove the combining dot left by the Turkish capital İ, and variation selectors.
  let words = withoutInvisible(text.normalize('NFC'))
    .toLowerCase()
    .replace(/i\u0307|\p{Variation_Selector}/gu, (found) => found.replace(/[^i]/g, ''));
  for (const [mark, word] of punctuationWords) words = words.replace(mark, word);
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
