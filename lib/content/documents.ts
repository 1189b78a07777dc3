import { basename, dirname } from 'node:path/posix';
import type { Author, Page, Post, Series } from 'contentlayer/generated';
import type { RawDocumentData } from 'contentlayer2/source-files';
import { socialImageOf } from '../images/picture';
import { slugify } from '../util/slug';
import type { ResolvedEntry } from './publication';

/** The typed documents of a publication, as Contentlayer has generated them. */
export interface Documents {
  posts: readonly Post[];
  authors: readonly Author[];
  series: readonly Series[];
  pages: readonly Page[];
}

/** A document as Contentlayer takes it; its fields are those of `contentlayer.config.ts`. */
export interface ContentDocument {
  _id: string;
  _raw: RawDocumentData;
  type: string;
  [field: string]: unknown;
}

/** Words that a practised reader takes in a minute, for reading times. */
const wordsAMinute = 230;

/**
 * Turns the entries of a publication into documents without bodies.
 *
 * @param defaultAuthors whom a post without `authors` is by, where they exist
 */
export function makeDocuments(
  entries: readonly ResolvedEntry[],
  defaultAuthors: readonly string[],
): ContentDocument[] {
  const authors = new Set(entries.filter((entry) => entry.file.type === 'Author').map((entry) => entry.slug));
  const posts = postSlugs(entries);
  const documents: ContentDocument[] = [];
  for (const entry of entries) {
    const { file, fields, text: facts, slug, path } = entry;
    const text = (name: string) => fields.strings.get(name)?.value;
    const list = (name: string) => fields.lists.get(name)?.map((item) => item.value) ?? [];
    const common = {
      _id: file.path,
      _raw: rawData(file.path),
      type: file.type,
      slug,
      path,
      description: text('description'),
      excerpt: facts.excerpt,
      aliases: list('aliases'),
      lang: text('lang'),
      noindex: fields.booleans.get('noindex')?.value ?? false,
      updated: updatedOf(entry),
      updatedDay: fields.dates.get('updated')?.value.day,
    };
    if (file.type === 'Author')
      documents.push({
        ...pick(common, sharedFields),
        name: text('name'),
        url: text('url'),
        fediverse: text('fediverse'),
        organization: fields.booleans.get('organization')?.value,
      });
    else if (file.type === 'Series') documents.push({ ...pick(common, sharedFields), title: text('title') });
    else if (file.type === 'Page') documents.push({ ...common, title: text('title') });
    else {
      const { image } = entry.resolved;
      const shared = image?.picture && socialImageOf(image.picture);
      documents.push({
        ...common,
        title: text('title'),
        date: fields.dates.get('date')?.value.iso,
        day: fields.dates.get('date')?.value.day,
        authors: fields.lists.has('authors')
          ? unique(list('authors'))
          : defaultAuthors.filter((author) => authors.has(author)),
        tags: uniqueTags(list('tags')),
        state: entry.hidden ?? 'published',
        image: shared?.address ?? image?.address ?? text('image'),
        imageAlt: text('imageAlt'),
        imageWidth: shared?.width,
        imageHeight: shared?.height,
        series: text('series'),
        part: fields.numbers.get('part')?.value,
        canonical: text('canonical'),
        translationOf: posts.get(text('translationOf') ?? ''),
        cta: fields.cta?.value
          ? { ...fields.cta.value, href: entry.resolved.cta ?? fields.cta.value.href }
          : undefined,
        hideCta: fields.cta?.value === false,
        toc: fields.booleans.get('toc')?.value,
        minutes: Math.max(1, Math.round(facts.words / wordsAMinute)),
      });
    }
  }
  return documents;
}

/** When a document was changed, never before it was published: an update of the same day may have no time. */
function updatedOf({ fields }: ResolvedEntry): string | undefined {
  const [date, updated] = ['date', 'updated'].map((name) => fields.dates.get(name)?.value.iso);
  return date !== undefined && updated !== undefined && updated < date ? date : updated;
}

/** Slugs of posts by what an author may call them: by the slug or by the name of the file. */
export function postSlugs(entries: readonly ResolvedEntry[]): Map<string, string> {
  const posts = entries.filter((entry) => entry.file.type === 'Post');
  return new Map([
    ...posts.map(({ file, slug }) => [file.name, slug] as const),
    ...posts.map(({ slug }) => [slug, slug] as const),
  ]);
}

function rawData(path: string): RawDocumentData {
  return {
    sourceFilePath: path,
    sourceFileName: basename(path),
    sourceFileDir: dirname(path),
    contentType: 'data',
    flattenedPath: path.replace(/(\/index)?\.md$/, ''),
  };
}

const sharedFields = ['_id', '_raw', 'type', 'slug', 'path', 'description', 'excerpt'] as const;

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

/** Tags with one address are one tag: the first spelling stays. */
function uniqueTags(tags: string[]): string[] {
  const bySlug = new Map<string, string>();
  for (const tag of tags) if (!bySlug.has(slugify(tag))) bySlug.set(slugify(tag), tag);
  return [...bySlug.values()];
}
