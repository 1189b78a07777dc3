/** In bytes of UTF-8: a folder name may have 255, and an address should be shorter still. */
const longest = 150;

/** What a slug may hold: letters and digits of any script, with `-`, `_` and `.` between them. */
const safe = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** Whether `slug` can stand in an address and as a folder name on every system. */
export function isSafeSlug(slug: string): boolean {
  return (
    safe.test(slug) &&
    !slug.includes('..') &&
    Buffer.byteLength(slug) <= longest &&
    slug === slug.normalize('NFC')
  );
}

/** Names that say in words what punctuation says in a tag, so that C, C++ and C# stay apart. */
const spoken: [RegExp, string][] = [
  [/\+/g, ' plus '],
  [/#/g, ' sharp '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/(^|\s)\.(?=\p{L})/gu, '$1dot '],
];

/**
 * The slug of a title or tag: lower case, words joined by hyphens, letters of every script
 * kept. `C++` → `c-plus-plus`, `.NET` → `dot-net`, `naïve` → `naïve`, `中文` → `中文`.
 *
 * @returns an empty string where the text has no letter or digit
 */
export function slugify(text: string): string {
  let words = text.normalize('NFC').toLowerCase();
  for (const [mark, word] of spoken) words = words.replace(mark, word);
  const hyphenated = words
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/\.{2,}/g, '.');
  return shorten(hyphenated.replace(/^[-._\p{M}]+/u, '').normalize('NFC')).replace(/[-.]+$/, '');
}

/** The first characters of a text that fit into `longest`. */
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
