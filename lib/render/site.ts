import { bodyOf } from '../content/body';
import { cardPictureOf } from '../content/card-picture';
import type { Publication, ResolvedEntry } from '../content/publication';
import type { Catalog } from '../pages/catalog';
import type { SiteContent } from '../pages/site-content';
import type { indexPosts } from '../search/cached';

/** Makes the search index, possibly in another process. */
export type MakeIndex = typeof indexPosts;

/** Everything that the outputs of a site are made from. */
export interface Site extends SiteContent {
  publication: Publication;
  /** Returns the entry of a document by its `_id`. */
  entryOf: (id: string) => ResolvedEntry;
  publicDir: string;
  makeIndex: MakeIndex;
}

/**
 * Brings together what outputs are made from.
 *
 * @param publicDir the folder of files that are copied unchanged
 * @param makeIndex makes the search index
 */
export function siteOf(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
  makeIndex: MakeIndex,
): Site {
  const byId = new Map(publication.entries.map((entry) => [entry.file.path, entry]));
  const entryOf = (id: string) => {
    const entry = byId.get(id);
    if (!entry) throw new Error(`${id} is in the index but not in this publication`);
    return entry;
  };
  const textOf = (id: string) => {
    const entry = entryOf(id);
    const { headings, words, sections, formulas } = entry.text;
    return { body: bodyOf(entry), headings, words, sections, formulas, picture: cardPictureOf(entry) };
  };
  return { publication, catalog, publicDir, makeIndex, entryOf, textOf };
}
