import { posix } from 'node:path';
import { slugify } from '../util/slug';
import type { SourceDocument, SourceFiles } from './archive';
import type { Draft } from './draft';
import { type Report, reportOutcome } from './report';
import type { UrlResolver } from './resolve';
import { documentScheme } from './syntax/context';
import { decoded, link } from './text';
import { type FoundUrl, urlsIn } from './urls';
import type { ContentWriter } from './write';

interface LinkContext {
  byDocument: ReadonlyMap<SourceDocument, Draft>;
  resolver: UrlResolver;
  files: SourceFiles;
  writer: ContentWriter;
  report: Report;
  /** The folder whose files are published as they are, relative to the content folder. */
  publicPath: string;
  /** Gets the files of the source that are copied there. */
  published: Set<string>;
}

/** Replaces the URLs in the text of a document with those that work here, and reports those that lead nowhere. */
export function replaceUrls(
  draft: Draft,
  { byDocument, resolver, files, writer, report, publicPath, published }: LinkContext,
): void {
  const { document, converted } = draft;
  const { text } = converted;
  const from = posix.dirname(draft.path);
  const written = ({ start, end, place, url: old }: FoundUrl, url: string) => {
    if (place === 'html') return { start, end, text: url.replaceAll('&', '&amp;').replaceAll('"', '&quot;') };
    if (place === 'markdown') return { start, end, text: encoded(url) };
    const source = text.text.slice(start, end);
    return { start, end, text: url === old ? source : link(source.replace(/^<|>$/g, ''), url) };
  };
  text.apply(
    urlsIn(text).flatMap((found) => {
      if (converted.drawings.has(found.url)) return [];
      if (found.url.startsWith('#')) draft.linkedIds.add(decoded(found.url.slice(1)).normalize('NFC'));
      const target = resolver.resolve(found.url, document, found.isMedia);
      const line = text.lineAt(found.start);
      switch (target.to) {
        case 'document': {
          const other = byDocument.get(target.document);
          if (!other) return [];
          if (target.fragment) other.linkedIds.add(decoded(target.fragment).normalize('NFC'));
          const path = other === draft ? '' : posix.relative(from, other.path);
          return [
            written(
              found,
              `${path}${target.fragment ? `#${target.fragment}` : ''}` || posix.basename(draft.path),
            ),
          ];
        }
        case 'file': {
          const [name] =
            [...draft.files].find(([, file]) => 'path' in file && file.path === target.path) ?? [];
          return name === undefined
            ? []
            : [written(found, encodeURI(name).replace(/[#?]/g, encodeURIComponent) + target.suffix)];
        }
        case 'public': {
          const path = posix.join(publicPath, target.address);
          if (!published.has(target.path))
            reportOutcome(writer.writeFile(path, files.bytes(target.path)), document.file, path, report);
          published.add(target.path);
          return [written(found, encodeURI(target.address) + target.suffix)];
        }
        case 'url':
          return [written(found, target.url)];
        case 'old page':
          report.lost({
            file: document.file,
            line,
            kind: 'link',
            what: found.url,
            why: 'it leads to a page of the old site that was not imported',
            todo: /^https?:/.test(target.url)
              ? 'redirect this address, or change the link'
              : 'pass the URL of the old site with --site, or change the link',
          });
          return [written(found, target.url)];
        case 'missing': {
          const isAbsolute = /^https?:/.test(target.url);
          report.lost({
            file: document.file,
            line,
            kind: 'missing file',
            what: decoded(found.url.replace(documentScheme, '')),
            why: found.isMedia
              ? `the file is not in the source${isAbsolute ? `, so readers still load it from ${new URL(target.url).host}` : ''}`
              : 'the document is not in the source',
            todo: found.isMedia
              ? `${isAbsolute ? 'download it and ' : ''}put it next to the post, or remove it`
              : 'change the link, or remove it',
          });
          return [written(found, target.url)];
        }
        default:
          return [];
      }
    }),
  );
}

/** Escapes a URL for Markdown, with or without angle brackets. */
const encoded = (url: string) =>
  url.replace(/[\s<>()"\\]/g, (character) =>
    encodeURIComponent(character).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29')),
  );

/** Removes fragments that match no heading. On the old site, they had no effect either. */
export function checkFragments(draft: Draft, byPath: ReadonlyMap<string, Draft>, report: Report): void {
  const { text } = draft.converted;
  text.apply(
    urlsIn(text).flatMap(({ url, start, end, isMedia }) => {
      const [, path = '', fragment = ''] = /^([^#?]*)#(.+)$/.exec(url) ?? [];
      if (fragment === '' || isMedia || /^[a-z][a-z\d+.-]*:|^\//i.test(path)) return [];
      const target = path === '' ? draft : byPath.get(posix.join(posix.dirname(draft.path), decoded(path)));
      const id = decoded(fragment).normalize('NFC');
      if (!target || target.ids.has(id)) return [];
      const near = [...target.ids].find(
        (one) => one.toLowerCase() === id.toLowerCase() || one === slugify(id),
      );
      if (near) return [{ start, end, text: `${path}#${encodeURIComponent(near)}` }];
      report.lost({
        file: draft.document.file,
        line: text.lineAt(start),
        kind: 'link',
        what: url,
        why: `the target page has no heading "#${id}"; the link now goes to the top of the page`,
        todo: 'check where it should lead',
      });
      return [{ start, end, text: path || posix.basename(draft.path) }];
    }),
  );
}
