import { readFile } from 'node:fs/promises';
import { mentionsIn } from '../markdown/mentions';
import { replaceParts } from '../markdown/replacements';
import type { RecommendablePost, Recommender } from '../recommend';
import type { ResolvedEntry } from './publication';
import { splitSource } from './source';

/** A place in a post where a link to another post would help readers. */
export interface LinkSuggestion {
  /** Path relative to the working directory. */
  file: string;
  /** Lines and columns are 1-based. */
  line: number;
  column: number;
  /** The text to turn into the link. */
  words: string;
  /** The slug of the post to link. */
  slug: string;
}

/** More at once are not worth reading. */
const maxSuggestionsPerPost = 3;

/**
 * Finds places where a post names what another post is about, without a link to it.
 *
 * @param recommender knows which posts a post could link to
 * @param posts the posts that may be recommended, with their languages; others get no suggestions
 * @param entries the documents of the publication
 * @param pathOf returns the path of a document's source file
 * @returns the suggestions, sorted by file, line and column
 * @throws {NodeJS.ErrnoException} if a source file cannot be read
 */
export async function suggestLinks(
  recommender: Recommender,
  posts: readonly RecommendablePost[],
  entries: readonly ResolvedEntry[],
  pathOf: (entry: ResolvedEntry) => string,
): Promise<LinkSuggestion[]> {
  const languages = new Map(posts.map(({ slug, language }) => [slug, language]));
  const suggestions: LinkSuggestion[] = [];
  for (const entry of entries) {
    const language = languages.get(entry.slug);
    if (entry.file.type !== 'Post' || language === undefined) continue;
    const unlinked = recommender.unlinked(entry.slug);
    if (unlinked.length === 0) continue;
    const source = splitSource(entry.shown, await readFile(pathOf(entry)));
    if ('message' in source) continue;
    const links = entry.text.wikilinks.map((link) => ({ ...link, text: ' '.repeat(link.end - link.start) }));
    const mentionOf = mentionsIn(replaceParts(source.body, links), language);
    const usedPlaces = new Set<string>();
    for (const { slug, names } of unlinked) {
      const mention = mentionOf(names);
      const place = `${mention?.line}:${mention?.column}`;
      if (mention && !usedPlaces.has(place) && usedPlaces.size < maxSuggestionsPerPost) {
        usedPlaces.add(place);
        suggestions.push({
          file: entry.shown,
          line: mention.line + source.bodyLine - 1,
          column: mention.column,
          words: mention.words,
          slug,
        });
      }
    }
  }
  return suggestions.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
