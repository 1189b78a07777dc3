import { stringify } from 'yaml';
import { absoluteUrl } from '../config/site';
import { isOwnAddress } from '../content/site-addresses';
import { addressKey, aliasPath, aliasProblem, encodePath, servedKey } from '../util/addresses';
import { slugify } from '../util/slug';
import type { Authors } from './authors';
import type { Draft } from './draft';
import type { Report } from './report';
import { pathOfDocument } from './slugs';
import { decoded } from './text';

/** Our path of a document. */
export const pathOf = ({ document, slug, fields }: Draft): string =>
  pathOfDocument(document, slug, fields.date);

/**
 * The front matter of a document, as YAML, and how many of its images have no alternative text.
 *
 * @param translations the slug of the original of each translation
 * @param claimed what has a path: the documents by the paths that they have or redirect from, and lists; gets
 *   those of this document
 * @param siteUrl the URL of the old site, if it is known
 */
export function frontMatter(
  draft: Draft,
  authors: Authors,
  translations: ReadonlyMap<Draft, string>,
  claimed: Map<string, Draft | 'list'>,
  siteUrl: string | undefined,
  report: Report,
): { yaml: string; missingAlts: number } {
  const { document, fields } = draft;
  const isPost = document.kind === 'post';
  const cover = fields.cover !== undefined && draft.files.has(fields.cover) ? fields.cover : undefined;
  const image =
    fields.image ?? (cover === undefined && /^https?:/.test(fields.cover ?? '') ? fields.cover : undefined);
  const rest: Record<string, unknown> = { ...fields.rest };
  // A cover must be a file.
  if (isPost && fields.cover !== undefined && cover === undefined && fields.cover !== image)
    rest.cover = fields.cover;
  if (!isPost) {
    Object.assign(rest, fields.same);
    if (fields.date) rest.date = fields.date;
    if (fields.cover) rest.cover = fields.cover;
    if (fields.image) rest.image = fields.image;
    if (fields.tags.length > 0) rest.tags = fields.tags;
    if (fields.authors.length > 0) rest.authors = fields.authors;
  }
  const aliases = aliasesOf(draft, claimed, report);
  const ordered: Record<string, unknown> = {
    title: fields.title,
    ...(isPost ? { date: fields.date } : {}),
    description: fields.description,
    updated: fields.updated,
    ...(isPost
      ? {
          authors: fields.authors.map((name) => authors.idOf(name)),
          tags: fields.tags,
          draft: fields.draft,
          cover,
          coverAlt: cover === undefined ? undefined : fields.coverAlt,
          image,
          imageAlt: image === undefined ? undefined : (fields.imageAlt ?? fields.coverAlt),
          series: fields.series ? slugify(fields.series) : undefined,
          part: fields.series ? fields.part : undefined,
        }
      : {}),
    aliases,
    ...(isPost ? { guid: guidOf(draft, aliases, siteUrl), canonical: fields.canonical } : {}),
    lang: fields.lang,
    translationOf: translations.get(draft),
    ...(isPost ? { toc: fields.toc } : {}),
    noindex: fields.noindex,
    ...(isPost ? fields.same : {}),
    'x-imported': Object.keys(rest).length > 0 ? rest : undefined,
  };
  const written = Object.fromEntries(
    Object.entries(ordered).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
  const missingAlts =
    Number('cover' in written && !('coverAlt' in written)) +
    Number('image' in written && !('imageAlt' in written));
  if (missingAlts > 0)
    report.changed({
      file: document.file,
      line: 1,
      kind: 'alternative text',
      what: '',
      why: 'the cover or the image for link previews has no alternative text',
    });
  return { yaml: stringify(written, { lineWidth: 0, collectionStyle: 'any' }), missingAlts };
}

/**
 * What feeds identify a post by, if the build would choose something else: by default, feeds of nearly all
 * systems identify it by its URL.
 */
function guidOf(draft: Draft, aliases: readonly string[], siteUrl?: string): string | undefined {
  const { document } = draft;
  if (document.guid !== undefined) return document.guid;
  const [address] = document.addresses;
  if (address === undefined || siteUrl === undefined || !URL.canParse(siteUrl)) return undefined;
  const old = siteUrl.replace(/\/$/, '') + encodeURI(decoded(address));
  const ours = absoluteUrl(encodePath(aliasPath(aliases[0] ?? pathOf(draft))));
  return old === ours ? undefined : old;
}

/** The old paths of a document that are not its new one. */
function aliasesOf(draft: Draft, claimed: Map<string, Draft | 'list'>, report: Report): string[] {
  const { document } = draft;
  const ours = pathOf(draft);
  const found = new Map<string, string>();
  for (const address of document.addresses) {
    const path = aliasPath(address);
    if (addressKey(path) === addressKey(ours) || found.has(addressKey(path))) continue;
    const other = claimed.get(servedKey(path));
    const problem =
      aliasProblem(address) ??
      (other === 'list'
        ? 'the list of a topic is there'
        : other && other !== draft
          ? `${other.document.file} has it`
          : undefined) ??
      (isOwnAddress(path) ? 'the site uses this path itself' : undefined);
    if (problem)
      report.lost({
        file: document.file,
        line: 1,
        kind: 'address',
        what: address,
        why: `it cannot be redirected: ${problem}`,
        todo: 'redirect it in the settings of your host',
      });
    else {
      claimed.set(servedKey(path), draft);
      found.set(addressKey(path), address);
    }
  }
  return [...found.values()];
}
