/** Maximum length in bytes of UTF-8. A folder name may have 255, and an address should be shorter. */
const longest = 150;

/** A valid slug: letters and digits of any script, with `-`, `_` and `.` between them. */
const safe = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** Whether `slug` works in an address and as a folder name on every system. */
export function isSafeSlug(slug: string): boolean {
  return (
    safe.test(slug) &&
    !slug.includes('..') &&
    Buffer.byteLength(slug) <= longest &&
    slug === slug.normalize('NFC')
  );
}

/**
 * Invisible characters, such as soft hyphens and direction marks. U+200C and U+200D have a meaning in
 * Persian, in Indic and other scripts, and within emoji, but not in the scripts listed here.
 */
const invisible =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|(?<=^|[\s\d\p{P}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\u200c\u200d]+/gu;

/** Removes invisible characters from a name. Otherwise, two different names could look the same. */
export const withoutInvisible = (name: string) => name.replace(invisible, '');

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
    .replace(/i\u0307|[\ufe00-\ufe0f]/g, (found) => found.replace(/[^i]/g, ''));
  for (const [mark, word] of spoken) words = words.replace(mark, word);
  const hyphenated = words
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/\.{2,}/g, '.');
  return shorten(hyphenated.replace(/^[-._\p{M}]+/u, '').normalize('NFC')).replace(/[-.]+$/, '');
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
