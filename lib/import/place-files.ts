import { posix } from 'node:path';
import { addressKey } from '../util/addresses';
import type { Draft } from './draft';
import type { Report } from './report';
import type { UrlResolver } from './resolve';
import { urlsIn } from './urls';
import type { ContentWriter } from './write';

/** Chooses the files to put next to a document, and from that its path. */
export function placeFiles(draft: Draft, resolver: UrlResolver, writer: ContentWriter, report: Report): void {
  const { document, converted, slug } = draft;
  const add = (path: string) => {
    for (const [name, file] of draft.files) if ('path' in file && file.path === path) return name;
    const name = fileName(path, draft.files);
    draft.files.set(name, { path });
    return name;
  };
  for (const [name, content] of converted.drawings) draft.files.set(name, { content });
  for (const { url, isMedia } of urlsIn(converted.text)) {
    const target = resolver.resolve(url, document, isMedia);
    if (target.to === 'file') add(target.path);
  }
  // Pages have neither.
  if (document.kind === 'post')
    for (const field of ['cover', 'image'] as const) placeImage(draft, field, resolver, add, report);
  const folder = document.kind === 'post' ? 'posts' : 'pages';
  // Once it is in a folder, it stays there.
  const isInFolder = draft.files.size > 0 || writer.pathOf(document.key) === `${folder}/${slug}/index.md`;
  draft.path = isInFolder ? `${folder}/${slug}/index.md` : `${folder}/${slug}.md`;
}

/** Chooses the file of an image in the front matter, or its URL. What is neither is kept in `rest` and reported. */
function placeImage(
  { document, fields }: Draft,
  field: 'cover' | 'image',
  resolver: UrlResolver,
  add: (path: string) => string,
  report: Report,
): void {
  const written = fields[field];
  if (written === undefined) return;
  const target = resolver.resolve(written, document, true);
  if (target.to === 'file') {
    fields[field] = add(target.path);
    return;
  }
  const url = 'url' in target ? target.url : written;
  const isAbsolute = /^https?:/.test(url);
  fields[field] = isAbsolute ? url : undefined;
  if (!isAbsolute) fields.rest[field] = written;
  if (isAbsolute && target.to !== 'missing') return;
  const where = isAbsolute ? `, so readers still load it from ${new URL(url).host}` : '';
  report.lost({
    file: document.file,
    line: 1,
    kind: 'missing file',
    what: written,
    why: written.startsWith('data:')
      ? 'an image in the front matter must be a file'
      : `the file is not in the source${where}`,
    todo: `put it next to the post, and write "${field}: …"`,
  });
}

/** A name for a file next to a document, which no other one has. */
function fileName(path: string, taken: ReadonlyMap<string, unknown>): string {
  const { name, ext } = posix.parse(path.normalize('NFC'));
  const base = name.replace(/[<>:"|?*\\\p{Cc}]+/gu, '-').replace(/^\.+|[. ]+$/g, '') || 'file';
  const isTaken = (one: string) =>
    [...taken.keys()].some((other) => addressKey(other) === addressKey(one)) || one === 'index.md';
  let result = base + ext.toLowerCase();
  for (let number = 2; isTaken(result); number++) result = `${base}-${number}${ext.toLowerCase()}`;
  return result;
}
