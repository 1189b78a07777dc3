import { readFile } from 'node:fs/promises';
import { mentionsIn } from '../markdown/mentions';
import type { RecommendablePost, Recommender } from '../recommend';
import type { ResolvedEntry } from './publication';
import { splitSource } from './source';

/** A place in a text where a link to another post would serve its readers. */
export interface LinkSuggestion {
  file: string;
  line: number;
  column: number;
  /** What may become the link. */
  words: string;
  /** The slug of the post to link. */
  slug: string;
}

/** More than so many for one post at once are not worth reading. */
const mostLinks = 3;

/** Finds the places at which posts name what others of the publication are about, without a link to them. */
export async function suggestLinks(
  recommender: Recommender,
  posts: readonly RecommendablePost[],
  entries: readonly ResolvedEntry[],
  pathOf: (entry: ResolvedEntry) => string,
): Promise<LinkSuggestion[]> {
  const languages = new Map(posts.map(({ slug, language }) => [slug, language]));
  const advice: LinkSuggestion[] = [];
  for (const entry of entries) {
    const language = languages.get(entry.slug);
    if (entry.file.type !== 'Post' || language === undefined) continue;
    const unlinked = recommender.unlinked(entry.slug);
    if (unlinked.length === 0) continue;
    const source = splitSource(entry.shown, await readFile(pathOf(entry)));
    if ('message' in source) continue;
    const mentionOf = mentionsIn(source.body, language);
    const taken = new Set<string>();
    for (const { slug, names } of unlinked) {
      const mention = mentionOf(names);
      const place = `${mention?.line}:${mention?.column}`;
      if (mention && !taken.has(place) && taken.size < mostLinks) {
        taken.add(place);
        advice.push({
          file: entry.shown,
          line: mention.line + source.bodyLine - 1,
          column: mention.column,
          words: mention.words,
          slug,
        });
      }
    }
  }
  return advice.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
