import { postPath } from '../config/post-path';
import { isOwnAddress } from '../content/site-addresses';
import { addressKey, aliasPath, pagePath, servedKey } from '../util/addresses';
import { isSafeSlug, slugify } from '../util/slug';
import type { SourceDocument } from './archive';
import { draftDate, type ImportedFields } from './fields';
import type { Report } from './report';
import { decoded } from './text';
import type { ContentWriter } from './write';

/** Our path of a document. @param date as we write it; drafts may have none */
export const pathOfDocument = ({ kind }: SourceDocument, slug: string, date = draftDate): string =>
  kind === 'post' ? postPath(slug, date.slice(0, 10)) : pagePath(slug);

/** Finds names for documents: safe in addresses, each only once, and the same as in earlier imports. */
export class Slugs {
  /** The keys of the documents that have a name, by folder and name. */
  private readonly taken = new Map<string, string>();

  /** Our addresses of the documents that got a name now. Those of posts may be next to those of pages. */
  private readonly takenPaths = new Set<string>();

  /** The documents that the old site had at an address. */
  private readonly byAddress = new Map<string, SourceDocument>();

  constructor(
    documents: readonly SourceDocument[],
    private readonly writer: ContentWriter,
    private readonly report: Report,
  ) {
    for (const document of documents)
      for (const address of document.addresses) {
        const key = servedKey(aliasPath(address));
        if (!this.byAddress.has(key)) this.byAddress.set(key, document);
      }
    for (const key of writer.knownKeys) {
      const name = nameIn(writer.pathOf(key));
      if (name) this.taken.set(name, key);
    }
  }

  of(document: SourceDocument, fields: ImportedFields): string {
    const folder = document.kind === 'post' ? 'posts' : 'pages';
    const known = this.writer.pathOf(document.key);
    const before = slugIn(known);
    if (before !== undefined && known?.startsWith(`${folder}/`)) return before;
    const [last = ''] = decoded(document.name).split('/').filter(Boolean).slice(-1);
    const isKept = isSafeSlug(last) && document.addresses.length > 0;
    const base = isKept ? last.normalize('NFC') : slugify(last) || slugify(fields.title) || 'untitled';
    const pathOf = (slug: string) => pathOfDocument(document, slug, fields.date);
    // Another document will redirect from its old address.
    const isOthers = (path: string) => (this.byAddress.get(servedKey(path)) ?? document) !== document;
    const isFree = (slug: string) =>
      !isOthers(pathOf(slug)) &&
      !this.taken.has(`${folder}/${addressKey(slug)}`) &&
      !this.writer.isOwners(`${folder}/${slug}.md`) &&
      !this.writer.isOwners(`${folder}/${slug}/index.md`) &&
      !isOwnAddress(pathOf(slug)) &&
      !this.takenPaths.has(addressKey(pathOf(slug)));
    const year = fields.date?.slice(0, 4);
    const parent = slugify(document.addresses[0]?.split('/').filter(Boolean).at(-2) ?? '');
    const candidates = [
      base,
      ...(document.kind === 'page' && parent ? [`${parent}-${base}`] : []),
      ...(fields.lang ? [`${base}-${fields.lang.toLowerCase()}`] : []),
      ...(year ? [`${base}-${year}`] : []),
    ];
    let slug = candidates.find(isFree);
    for (let number = 2; slug === undefined; number++)
      if (isFree(`${base}-${number}`)) slug = `${base}-${number}`;
    if (slug !== last)
      this.report.changed({
        file: document.file,
        line: 1,
        kind: 'slug',
        what: last,
        why: `its slug is "${slug}", because ${slug === base ? 'the original cannot be used in a URL' : 'the original is already taken'}`,
      });
    this.taken.set(`${folder}/${addressKey(slug)}`, document.key);
    this.takenPaths.add(addressKey(pathOf(slug)));
    return slug;
  }
}

const slugIn = (path = ''): string | undefined =>
  path === ''
    ? undefined
    : path
        .replace(/(?:\/index)?\.md$/, '')
        .split('/')
        .at(-1);
const nameIn = (path = '') => {
  const slug = slugIn(path);
  return slug === undefined ? undefined : `${path.split('/')[0]}/${addressKey(slug)}`;
};
