import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBrowserModules } from './browser/bundle';
import { cliOf, run } from './command';
import { type ContentDocument, makeDocuments } from './content/documents';
import { type Publication, readPublication } from './content/publication';
import { slugify } from './content/slug';
import { writeWhole } from './files';
import { MarkdownCache } from './markdown/cache';
import { recommend } from './recommend';
import { readSettings } from './settings';
import { site } from './site';

/** Where work is kept between commands; it may be deleted at any time. */
export const workDir = '.letterpress';

/** Reads and checks the publication that the environment names. @throws {ContentErrors} */
export async function readContent(): Promise<Publication> {
  const { contentDir, buildTime, preview } = readSettings();
  return readPublication({
    contentDir,
    publicDir: 'public',
    markdown: await MarkdownCache.open(join(workDir, 'cache/markdown')),
    language: site.language,
    defaultAuthors: site.defaultAuthors,
    buildTime,
    preview,
  });
}

/**
 * Makes everything that `app/` imports: the typed index in `.contentlayer/`, the bodies and
 * the browser modules in `.letterpress/`.
 *
 * @throws {ContentErrors} before anything is written
 */
export async function prepare(): Promise<{ publication: Publication; documents: ContentDocument[] }> {
  const publication = await readContent();
  const { entries } = publication;
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
        pinned: fields.lists.get('related')?.map((pinned) => pinned.value) ?? [],
      })),
  );
  const documents = await makeDocuments(entries, recommended, site.defaultAuthors);
  await mkdir(workDir, { recursive: true });
  await writeWhole(join(workDir, 'documents.json'), JSON.stringify(documents));
  // Contentlayer never deletes the files of documents that are gone.
  await rm('.contentlayer/generated', { recursive: true, force: true });
  await run(cliOf('contentlayer2', 'contentlayer2'), ['build']);
  await bundleBrowserModules(join(workDir, 'assets'));
  return { publication, documents };
}
