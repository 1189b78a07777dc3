import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleBrowserModules } from './browser/bundle';
import { cliOf, run } from './command';
import { type ContentDocument, makeDocuments } from './content/documents';
import { type Publication, readPublication } from './content/publication';
import { syncFolder, writeWhole } from './files';
import { MarkdownCache } from './markdown/cache';
import { recommend } from './recommend';
import { readSettings, SettingsError } from './settings';
import { site } from './site';
import { slugify } from './slug';
import { mediaFile, workDir } from './work';

/**
 * Reads and checks the publication that the environment names.
 *
 * @param preview keep drafts and scheduled posts
 * @throws {ContentErrors} for mistakes in its files
 * @throws {SettingsError} where there is no such folder
 */
export async function readContent(preview: boolean): Promise<Publication> {
  const { contentDir, buildTime } = readSettings();
  const folder = await stat(contentDir).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new SettingsError(`CONTENT_DIR: expected the folder of a publication, found none at ${contentDir}`);
  const publication = await readPublication({
    contentDir,
    publicDir: 'public',
    markdown: await MarkdownCache.open(join(workDir, 'cache/markdown')),
    language: site.language,
    buildTime,
    preview,
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
 * Makes everything that `app/` imports: the typed index in `.contentlayer/`, the bodies and
 * the browser modules in `.letterpress/`.
 */
export async function prepare(publication: Publication): Promise<void> {
  const { entries } = publication;
  const slugs = new Map<string, string>();
  for (const entry of entries) if (entry.file.type === 'Post') slugs.set(entry.file.name, entry.slug);
  for (const entry of entries) if (entry.file.type === 'Post') slugs.set(entry.slug, entry.slug);
  const recommended = recommend(
    entries
      .filter((entry) => entry.file.type === 'Post')
      .map(({ slug, fields, body }) => ({
        slug,
        title: fields.strings.get('title')?.value ?? '',
        headings: body.headings.map((heading) => heading.text),
        text: body.text,
        tags: fields.lists.get('tags')?.map((tag) => slugify(tag.value)) ?? [],
        series: fields.strings.get('series')?.value,
        date: Date.parse(fields.dates.get('date')?.value.iso ?? ''),
        pinned: fields.lists.get('related')?.flatMap((pinned) => slugs.get(pinned.value) ?? []) ?? [],
      })),
  );
  const documents = await makeDocuments(entries, recommended, site.defaultAuthors);
  await generateIndex(documents);
  await writeWhole(mediaFile, JSON.stringify(mediaOf(publication)));
  await bundleBrowserModules(join(workDir, 'assets'));
}

/**
 * Has Contentlayer generate its index in a folder aside, then brings `.contentlayer/` up to
 * it file by file: Contentlayer deletes each file before it writes it, and never those of
 * documents that are gone, which a running `next dev` would trip over.
 */
async function generateIndex(documents: ContentDocument[]): Promise<void> {
  const aside = join(workDir, 'contentlayer');
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeWhole(join(aside, 'documents.json'), JSON.stringify(documents));
  const config = resolve('contentlayer.config.ts');
  await run(cliOf('contentlayer2', 'contentlayer2'), ['build', '--config', config], { cwd: aside });
  await syncFolder(join(aside, '.contentlayer/generated'), '.contentlayer/generated');
}

/** The author's file for each address under `/media/`. */
function mediaOf({ entries }: Publication): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap((entry) =>
      [...entry.resolved.assets.values()]
        .filter(({ address }) => address.startsWith('/media/'))
        .map(({ address, file }) => [decodeURIComponent(address), file]),
    ),
  );
}
