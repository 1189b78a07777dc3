import { join } from 'node:path';
import { theme } from '@/theme.config';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { codeHash } from '../cache/code-hash';
import { memoizeOnDisk } from '../cache/memoize-on-disk';
import { extensionsDir, workDir } from '../cache/paths';
import { contrastWarnings } from '../config/check-theme';
import { previewPath } from '../config/preview';
import { site } from '../config/site';
import { generateIndex, hasTypes, readIndex } from '../content/contentlayer';
import { type ContentDocument, type Documents, makeDocuments } from '../content/documents';
import { isListed } from '../content/entry';
import { postSlugs } from '../content/post-slugs';
import { type Publication, type ReadOptions, readPublication } from '../content/publication';
import { type Catalog, makeCatalog } from '../pages/catalog';
import { recommendPosts } from '../recommend/cached';
import type { Recommendation } from '../recommend/index';
import { hashOfAll } from '../util/hash';
import type { BuildPool } from './jobs';
import type { Progress } from './progress';
import { readOptions } from './read-options';
import { listedPosts, recommendable, textDigest } from './recommendable';

/**
 * Reads and checks the publication set in the environment.
 *
 * @param options.preview include drafts and scheduled posts
 * @param options.previewSecret include drafts and scheduled posts at addresses made with this secret
 * @param options.verify read every file, also those that have not changed by their times and sizes
 * @param options.readOne see `ReadOptions`, as for `betweenSteps`
 * @param readers workers that read the files if many have changed
 * @throws {ContentErrors} for errors in the content
 * @throws {UserError} if the content folder does not exist
 */
export async function readContent(
  {
    preview = false,
    previewSecret,
    verify = false,
    ...how
  }: { preview?: boolean; previewSecret?: string; verify?: boolean } & Pick<
    ReadOptions,
    'readOne' | 'betweenSteps'
  >,
  readers: BuildPool,
  progress?: Progress,
): Promise<Publication> {
  const publication = await readPublication({
    ...(await readOptions()),
    ...how,
    preview,
    previewPathOf: previewSecret === undefined ? undefined : (slug) => previewPath(slug, previewSecret),
    verify,
    readElsewhere: (task) => readers.run('read', task),
    onProgress: (done, all) => progress?.step(done, all),
  });
  noteSettings(publication);
  return publication;
}

/** Notes what a publication may not have intended with its configuration. */
function noteSettings({ entries }: Publication): void {
  const missing = site.defaultAuthors.filter(
    (id) => !entries.some((entry) => entry.file.type === 'Author' && entry.slug === id),
  );
  if (missing.length > 0 && entries.some((entry) => entry.file.type === 'Post' && !entry.fields.authors))
    console.warn(
      `Note: this publication has no author ${missing.join(', ')} (defaultAuthors in site.config.ts). Posts without an author appear under the name of the publication.`,
    );
  for (const { name, script, style, pages } of site.resources ?? [])
    console.warn(
      `Note: ${pages?.join(', ') ?? 'All pages'} load ${script ?? style} (${name} in site.config.ts).`,
    );
  for (const warning of contrastWarnings(theme)) console.warn(`Note: theme.config.ts: ${warning}.`);
}

/**
 * Makes Contentlayer's typed index in `.contentlayer/` and the recommendations. Either is reused if
 * its input has not changed since the last time.
 *
 * @param makeRecommendations computes recommendations, possibly in another process
 * @returns the catalog that pages are rendered from, and when it has the recommendations
 */
export async function prepare(
  publication: Publication,
  makeRecommendations: typeof recommendPosts,
): Promise<{ catalog: Catalog; recommending: Promise<void> }> {
  const recommended = new Map<string, Recommendation[]>();
  const recommending = recommend(publication, makeRecommendations).then((lists) => {
    for (const [slug, posts] of lists) recommended.set(slug, posts);
  });
  // Avoids an unhandled rejection if the build ends early.
  recommending.catch(() => {});
  const documents = makeDocuments(publication.entries, site.defaultAuthors);
  const index = await indexOf(documents);
  return { catalog: makeCatalog(index, recommended), recommending };
}

/**
 * The recommendations by slug. They are computed if they may have changed since the last time.
 *
 * @param makeRecommendations computes them, possibly in another process
 */
export async function recommend(
  { entries }: Publication,
  makeRecommendations: typeof recommendPosts = recommendPosts,
): Promise<Map<string, Recommendation[]>> {
  const posts = listedPosts(entries);
  recommendHash ??= codeHash(['lib/recommend', 'lib/util']);
  const code = await recommendHash;
  const key = hashOfAll([
    code,
    site.language,
    ...posts.map((post) => JSON.stringify([post.file.name, post.slug, textDigest(post)])),
  ]);
  const recommended = new Map(
    await memoizeOnDisk(key, 'recommendations', () =>
      makeRecommendations({ posts: recommendable(entries), code }),
    ),
  );
  // An unlisted post has only those that its author chose.
  const slugs = postSlugs(posts);
  for (const { slug, fields } of entries.filter((entry) => !isListed(entry)))
    recommended.set(
      slug,
      (fields.related?.value || []).flatMap(({ value }) => {
        const other = slugs.get(value);
        return other === undefined ? [] : { slug: other, reason: { why: 'pinned' } };
      }),
    );
  return recommended;
}

let recommendHash: Promise<string> | undefined;

/** Contentlayer's index of these documents. Generates it unless the existing one is current. */
async function indexOf(documents: ContentDocument[]): Promise<Documents> {
  const file = join(workDir, 'index');
  const code = await codeHash(indexCode);
  const key = hashOfAll([code, ...documents.map((document) => JSON.stringify(document))]);
  const cached = await readChecksummed<IndexRecord>(file);
  const existing = await readIndex().catch(() => undefined);
  if (existing && cached?.key === key && cached.digest === existing.digest) return existing.documents;
  await generateIndex(documents);
  const made = await readIndex();
  await writeChecksummed(file, { key, code, digest: made.digest } satisfies IndexRecord);
  return made.documents;
}

/** What is recorded about Contentlayer's index: hashes of its input, of the code alone, and of its files. */
interface IndexRecord {
  key: string;
  code: string;
  digest: string;
}

const indexCode = ['contentlayer.config.ts', 'lib/content', extensionsDir];

/**
 * Generates Contentlayer's index if it has not been generated by this code, so that the types of documents are
 * current. The preview reads nothing else of it.
 */
export async function generateTypes({ entries }: Publication): Promise<void> {
  const cached = await readChecksummed<IndexRecord>(join(workDir, 'index'));
  if (!hasTypes() || cached?.code !== (await codeHash(indexCode)))
    await indexOf(makeDocuments(entries, site.defaultAuthors));
}
