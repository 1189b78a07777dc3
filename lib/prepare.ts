import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onceFor } from './cache/once';
import { readSealed, writeSealed } from './cache/sealed';
import { type Catalog, type Documents, makeCatalog } from './catalog';
import { codeHash, readerCode } from './code';
import { generateIndex, readIndex } from './content/contentlayer';
import { type ContentDocument, makeDocuments, postSlugs } from './content/documents';
import { type Publication, type ResolvedEntry, readPublication } from './content/publication';
import { hashOf } from './hash';
import type { Progress } from './progress';
import { type RecommendablePost, recommend } from './recommend';
import { readSettings, SettingsError } from './settings';
import { site } from './site';
import { slugify } from './slug';
import { workDir } from './work';
import type { Pool } from './workers/pool';

/**
 * Reads and checks the publication that the environment names.
 *
 * @param preview keep drafts and scheduled posts
 * @param readers read the files where many have changed
 * @throws {ContentErrors} for mistakes in its files
 * @throws {SettingsError} where there is no such folder
 */
export async function readContent(
  preview: boolean,
  readers: Pool,
  progress?: Progress,
): Promise<Publication> {
  const { contentDir, buildTime } = readSettings();
  const folder = await stat(contentDir).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new SettingsError(`CONTENT_DIR: expected the folder of a publication, found none at ${contentDir}`);
  const publication = await readPublication({
    contentDir,
    publicDir: 'public',
    language: site.language,
    buildTime,
    preview,
    code: await codeHash(readerCode),
    readElsewhere: (task) => readers.run('read', task),
    onProgress: (done, all) => progress?.step(done, all),
  });
  const { entries } = publication;
  const missing = site.defaultAuthors.filter(
    (id) => !entries.some((entry) => entry.file.type === 'Author' && entry.slug === id),
  );
  if (
    missing.length > 0 &&
    entries.some((entry) => entry.file.type === 'Post' && !entry.fields.lists.has('authors'))
  )
    console.warn(
      `Note: this publication has no author ${missing.join(', ')} (defaultAuthors of site.config.ts); posts that name no author appear under its own name.`,
    );
  return publication;
}

/**
 * Makes what pages are printed from: Contentlayer's typed index in `.contentlayer/`, and the
 * posts to read next. What would say the same as the last time is not made again.
 *
 * @param preview let the index change with each word of a text, so that a saved file is shown
 */
export async function prepare(
  { entries }: Publication,
  preview: boolean,
): Promise<{ catalog: Catalog; recommended: Map<string, string[]> }> {
  const documents = makeDocuments(entries, site.defaultAuthors, preview);
  const index = await indexOf(documents);
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  const read = await codeHash(['lib/recommend', 'lib/tokens.ts']);
  const recommended = await onceFor(recommendationKey(read, posts), 'recommended', async () =>
    recommend(recommendable(posts)),
  );
  return { catalog: makeCatalog(index, recommended), recommended };
}

/** Contentlayer's index of these documents, generated where the one that is there is another. */
async function indexOf(documents: ContentDocument[]): Promise<Documents> {
  const file = join(workDir, 'index');
  const key = hashOf(await codeHash(['contentlayer.config.ts', 'lib/content']), JSON.stringify(documents));
  const kept = await readSealed<{ key: string; digest: string }>(file);
  const there = await readIndex().catch(() => undefined);
  if (there && kept?.key === key && kept.digest === there.digest) return there.documents;
  await generateIndex(documents);
  const made = await readIndex();
  await writeSealed(file, { key, digest: made.digest });
  return made.documents;
}

/** All that a recommendation is made from, of all posts. */
function recommendationKey(code: string, posts: readonly ResolvedEntry[]): string {
  return hashOf(code, ...posts.map(({ file, slug, digest }) => JSON.stringify([file.name, slug, digest])));
}

function recommendable(posts: readonly ResolvedEntry[]): RecommendablePost[] {
  const slugs = postSlugs(posts);
  return posts.map(({ slug, fields, text }) => ({
    slug,
    terms: text.terms,
    tags: fields.lists.get('tags')?.map((tag) => slugify(tag.value)) ?? [],
    series: fields.strings.get('series')?.value,
    date: Date.parse(fields.dates.get('date')?.value.iso ?? ''),
    pinned: fields.lists.get('related')?.flatMap((pinned) => slugs.get(pinned.value) ?? []) ?? [],
  }));
}
