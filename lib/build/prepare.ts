import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { theme } from '@/theme.config';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { codeHash, imageCodeHash, readerCode } from '../cache/code-hash';
import { extensionsDir, workDir } from '../cache/paths';
import { contrastWarnings } from '../config/check-theme';
import { hasOwnConfig, readSettings } from '../config/env';
import { site } from '../config/site';
import { generateIndex, readIndex } from '../content/contentlayer';
import { type ContentDocument, type Documents, makeDocuments } from '../content/documents';
import type { Located } from '../content/model';
import { nearest } from '../content/nearest';
import { postSlugs } from '../content/post-slugs';
import { type Publication, type ResolvedEntry, readPublication } from '../content/publication';
import { extensionDirectives } from '../markdown/loaded-directives';
import { type Catalog, makeCatalog } from '../pages/catalog';
import { recommendPosts } from '../recommend/cached';
import type { RecommendablePost, Recommendation } from '../recommend/index';
import { encodePath } from '../util/addresses';
import { UserError } from '../util/errors';
import { hashOf, hashOfAll } from '../util/hash';
import { slugify } from '../util/slug';
import type { BuildPool } from './jobs';

import type { Progress } from './progress';

/**
 * Reads and checks the publication set in the environment.
 *
 * @param preview include drafts and scheduled posts
 * @param readers workers that read the files if many have changed
 * @throws {ContentErrors} for errors in the content
 * @throws {UserError} if the content folder does not exist
 */
export async function readContent(
  preview: boolean,
  readers: BuildPool,
  progress?: Progress,
): Promise<Publication> {
  const settings = readSettings();
  const { publicationDir, contentDir, publicDir, buildTime } = settings;
  const folder = await stat(contentDir).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new UserError(
      `CONTENT_DIR: expected the folder of a publication, found no folder at ${contentDir}`,
    );
  const publication = await readPublication({
    contentDir,
    publicDir,
    configFile: hasOwnConfig(settings) ? join(publicationDir, 'site.config.ts') : undefined,
    settings: {
      language: site.language,
      timeZone: site.timeZone,
      altTextSince: site.altTextSince,
      markdown: site.markdown,
      configHash: Object.keys(extensionDirectives).length > 0 ? hashOf(JSON.stringify(site)) : undefined,
    },
    buildTime,
    preview,
    foldersInPaths: site.foldersInPaths,
    code: await codeHash(readerCode),
    imageCode: await imageCodeHash(),
    readElsewhere: (task) => readers.run('read', task),
    onProgress: (done, all) => progress?.step(done, all),
  });
  const { entries } = publication;
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
  noteMissingPosts(entries.filter(({ file }) => file.type === 'Post').map(({ slug }) => slug));
  return publication;
}

/** Prints a note for each post that the front page should present but does not exist. */
function noteMissingPosts(slugs: readonly string[]): void {
  const { lead, start, featured = [] } = site.frontPage;
  const named = [lead, ...featured, start].filter((slug) => slug !== undefined);
  const missing = named.filter((slug) => !slugs.includes(slug));
  // If there is none, the configuration is for another publication (`CONTENT_DIR`).
  if (missing.length === named.length) return;
  for (const slug of missing) {
    const near = nearest(slug, slugs);
    console.warn(
      `Note: this publication has no post "${slug}" (frontPage in site.config.ts).${near ? ` Did you mean ${near}?` : ''} The front page leaves it out.`,
    );
  }
}

/**
 * Makes Contentlayer's typed index in `.contentlayer/` and the recommendations. Either is reused if
 * its input has not changed since the last time.
 *
 * @returns the catalog that pages are rendered from, and the recommendations by slug
 */
export async function prepare({
  entries,
}: Publication): Promise<{ catalog: Catalog; recommended: Map<string, Recommendation[]> }> {
  const documents = makeDocuments(entries, site.defaultAuthors);
  const index = await indexOf(documents);
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  const code = await codeHash(['lib/recommend', 'lib/util']);
  const key = hashOfAll([
    site.language,
    ...posts.map(({ file, slug, digest }) => JSON.stringify([file.name, slug, digest])),
  ]);
  const recommended = await recommendPosts(() => recommendable(entries), { code, key });
  return { catalog: makeCatalog(index, recommended), recommended };
}

/** Contentlayer's index of these documents. Generates it unless the existing one is current. */
async function indexOf(documents: ContentDocument[]): Promise<Documents> {
  const file = join(workDir, 'index');
  const key = hashOfAll([
    await codeHash(['contentlayer.config.ts', 'lib/content', extensionsDir]),
    ...documents.map((document) => JSON.stringify(document)),
  ]);
  const cached = await readChecksummed<{ key: string; digest: string }>(file);
  const existing = await readIndex().catch(() => undefined);
  if (existing && cached?.key === key && cached.digest === existing.digest) return existing.documents;
  await generateIndex(documents);
  const made = await readIndex();
  await writeChecksummed(file, { key, digest: made.digest });
  return made.documents;
}

/** The input of recommendations: one item for each post among the entries. */
export function recommendable(entries: readonly ResolvedEntry[]): RecommendablePost[] {
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  const slugs = postSlugs(posts);
  const byPath = new Map(posts.map(({ path, slug }) => [encodePath(path), slug]));
  return posts.map(({ slug, digest, fields, text, resolved }) => {
    const slugsOf = (names: readonly Located<string>[] = []) =>
      names.flatMap(({ value }) => slugs.get(value) ?? []);
    const tagNames = fields.tags?.value.map(({ value }) => value) ?? [];
    const language = fields.lang?.value ?? site.language;
    return {
      slug,
      digest: hashOf(digest, language),
      terms: text.terms,
      tags: tagNames.map(slugify),
      tagNames,
      series: fields.series?.value,
      part: fields.part?.value,
      date: Date.parse(fields.date?.value.iso ?? ''),
      language,
      original: slugs.get(fields.translationOf?.value ?? '') ?? slug,
      links: [...resolved.links.values()].flatMap(
        (address) => byPath.get(address.replace(/[?#].*$/, '')) ?? [],
      ),
      pinned: slugsOf(fields.related?.value || []),
      unrelated: slugsOf(fields.unrelated?.value),
      hasNoRecommendations: fields.related?.value === false,
    };
  });
}
