import { join } from 'node:path';
import { readRecord } from '../content/entry';
import { suggestLinks } from '../content/link-suggestions';
import { inspectPublication } from '../content/publication';
import { Recommender } from '../recommend';
import { withTerms } from '../recommend/stored-terms';
import { readOptions } from './read-options';
import { recommendable } from './recommendable';

/** A place in a post where a link would help readers. Lines and columns are 1-based. */
export interface SuggestedLink {
  line: number;
  column: number;
  words: string;
  /** The file to link to, relative to the content folder, and its title. */
  path: string;
  title: string;
}

/**
 * Suggests links from a post to others, like `npm run check -- --suggest-links`, also for drafts.
 *
 * @param path relative to the content folder
 */
export async function suggestLinksIn(path: string): Promise<SuggestedLink[]> {
  const options = await readOptions();
  const { publication } = await inspectPublication({
    ...options,
    preview: true,
    readElsewhere: readRecord,
    onProgress: () => {},
  });
  const posts = await withTerms(recommendable(publication.entries));
  const entries = publication.entries.filter(({ file }) => file.path === path);
  const found = await suggestLinks(new Recommender(posts), posts, entries, ({ file }) =>
    join(options.contentDir, file.path),
  );
  const targets = new Map(publication.entries.map((entry) => [entry.slug, entry]));
  return found.flatMap(({ slug, line, column, words }) => {
    const target = targets.get(slug);
    return target
      ? [{ line, column, words, path: target.file.path, title: target.fields.title?.value ?? slug }]
      : [];
  });
}
