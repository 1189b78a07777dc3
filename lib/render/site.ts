import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Post } from 'contentlayer/generated';
import { site as config } from '../config/site';
import { bodyOf } from '../content/body';
import { cardPictureOf } from '../content/card-picture';
import type { Publication, ResolvedEntry } from '../content/publication';
import { splitSource } from '../content/source';
import type { Catalog } from '../pages/catalog';
import type { SiteContent } from '../pages/site-content';
import type { SearchFile } from '../search/cached';

/** Everything that the outputs of a site are made from. */
export interface Site extends SiteContent {
  publication: Publication;
  /** Returns the entry of a document by its `_id`. */
  entryOf: (id: string) => ResolvedEntry;
  publicDir: string;
  /** The files of the search index. */
  searchFiles(): Promise<SearchFile[]>;
  /** When the catalog has the recommendations. */
  recommending?: Promise<void>;
  /** Whether to read every file, also those that have not changed by their times and sizes. */
  verify?: boolean;
}

/** Brings together what outputs are made from. */
export function siteOf(
  publication: Publication,
  catalog: Catalog,
  options: Pick<Site, 'publicDir' | 'searchFiles' | 'recommending' | 'verify'>,
): Site {
  const { publicDir, searchFiles, recommending, verify } = options;
  const byId = new Map(publication.entries.map((entry) => [entry.file.path, entry]));
  const entryOf = (id: string) => {
    const entry = byId.get(id);
    if (!entry) throw new Error(`${id} is in the index but not in this publication`);
    return entry;
  };
  const makeText = (id: string) => {
    const entry = entryOf(id);
    const { headings, words, sections, formulas, works } = entry.text;
    const { audio } = entry.resolved;
    return {
      body: bodyOf(entry, publication.links),
      headings,
      words,
      sections,
      formulas,
      works,
      audio,
      picture: cardPictureOf(entry),
    };
  };
  // A post's page, its card, feeds and its Markdown file need it.
  const texts = new Map<string, ReturnType<typeof makeText>>();
  const textOf = (id: string) => {
    const text = texts.get(id) ?? makeText(id);
    texts.set(id, text);
    return text;
  };
  const { conversations } = publication;
  const versionsOf = ({ slug, _id }: Post) => {
    const earlier = publication.versions.get(slug) ?? [];
    if (!config.history) return { earlier, current: '' };
    const source = splitSource(_id, readFileSync(join(publication.contentDir, _id)));
    return { earlier, current: 'message' in source ? '' : source.body };
  };
  return {
    publication,
    catalog,
    conversations,
    versionsOf,
    publicDir,
    searchFiles,
    recommending,
    verify,
    entryOf,
    textOf,
  };
}
