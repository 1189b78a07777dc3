/** What a slug may hold: letters and digits of any script, with `-`, `_` and `.` between them. */
const safe = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** Whether `slug` can stand in an address and as a folder name on every system. */
export function isSafeSlug(slug: string): boolean {
  return safe.test(slug) && !slug.includes('..') && slug.length <= 120 && slug === slug.normalize('NFC');
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
  return words
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, 100)
    .replace(/^[-.\p{M}]+|[-.]+$/gu, '')
    .normalize('NFC');
}
