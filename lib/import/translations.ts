import { groupBy } from '../util/group-by';
import type { Draft } from './draft';
import { textOf } from './text';

/**
 * Finds the post that each translation translates: the one with the same `translationKey`, the same path
 * but for the language, or else the same name. An original has one translation per language.
 *
 * @param drafts posts without `lang` are in the main language
 * @param language the main language, as a BCP 47 tag
 * @returns the slug of the original, by translation
 */
export function findTranslations(drafts: readonly Draft[], language: string): Map<Draft, string> {
  const posts = drafts.filter(({ document }) => document.kind === 'post');
  const found = new Map<Draft, string>();
  const taken = new Set<string>();
  for (const readKey of [translationKey, pathWithoutLanguage, nameOf]) {
    const originals = groupBy(
      posts.filter(({ fields }) => !fields.lang),
      (draft) => [readKey(draft, language)],
    );
    for (const draft of posts) {
      const lang = draft.fields.lang;
      const key = readKey(draft, lang ?? '');
      if (!lang || !key || found.has(draft)) continue;
      const [original, ...others] = originals.get(key) ?? [];
      const claim = `${original?.slug} ${lang.toLowerCase()}`;
      // If several originals have the same name, none of them is known to be the right one.
      if (!original || others.length > 0 || taken.has(claim)) continue;
      taken.add(claim);
      found.set(draft, original.slug);
    }
  }
  return found;
}

/** What Hugo connects translations by. */
const translationKey = ({ fields }: Draft) => textOf(fields.rest.translationKey);

/** The path of a file without the folder or the ending of its language: `de/posts/a.md`, `posts/a.de.md`. */
function pathWithoutLanguage({ document }: Draft, language: string): string {
  const tags = [language.toLowerCase(), language.split('-')[0]?.toLowerCase()];
  const isLanguage = (part: string) => tags.includes(part.toLowerCase().replace('_', '-'));
  return document.file
    .replace(/\.\w+$/, '')
    .replace(/\.([\w-]+)$/, (ending, tag: string) => (isLanguage(tag) ? '' : ending))
    .split('/')
    .filter((part) => !isLanguage(part))
    .join('/');
}

const nameOf = ({ document }: Draft) => document.name;
