import { count } from '../../util/count';
import type { Archive, SourceDocument } from '../archive';
import type { Source } from './source';
import { childrenOf, childText, readXml, type XmlElement, xmlFilesWith } from './xml';

/** What is at the start of an export. */
const mark = /blogger/i;

/** An export of Blogger (Settings › Back up content, or Google Takeout), which is an Atom feed. */
export const blogger: Source = {
  name: 'Blogger',
  takes: 'a backup as XML (Settings › Manage blog), or feed.atom of Google Takeout',
  recognizes: (files) => xmlFilesWith(files, mark).length > 0,
  read({ files, report }) {
    const documents: SourceDocument[] = [];
    const authors = new Set<string>();
    let comments = 0;
    for (const file of xmlFilesWith(files, mark))
      readXml(
        file,
        files.bytes(file),
        new Set(['entry']),
        (entry) => {
          const categories = childrenOf(entry, 'category').map(({ attributes }) => attributes);
          const kind = (
            /#(\w+)$/.exec(categories.find(({ scheme }) => /#kind$/.test(scheme ?? ''))?.term ?? '')?.[1] ??
            childText(entry, 'blogger:type')
          ).toLowerCase();
          if (kind === 'comment') comments++;
          if (kind !== 'post' && kind !== 'page') return;
          documents.push(documentOf(entry, kind, file, categories));
          const author = childText(childrenOf(entry, 'author')[0] ?? entry, 'name');
          if (author) authors.add(author);
        },
        report,
      );
    if (comments > 0)
      report.lost({
        file: files.list()[0] ?? '',
        line: 1,
        kind: 'comments',
        what: '',
        why: `${count(comments, 'comment was', 'comments were')} left out`,
        todo: 'keep the export, or quote important comments in the posts',
      });
    return {
      system: 'Blogger',
      documents,
      authors: [...authors].map((name) => ({ names: [name], name })),
      staticFolders: [
        '',
        ...new Set(files.list().flatMap((path) => /^.*Albums\/[^/]+(?=\/)/.exec(path)?.[0] ?? [])),
      ],
      isExport: true,
      feeds: ['/feeds/posts/default', '/atom.xml', '/rss.xml'],
      lists: ['/search/label/:tag', '/:year/', '/:year/:month/'],
    } satisfies Archive;
  },
};

function documentOf(
  entry: XmlElement,
  kind: 'post' | 'page',
  file: string,
  categories: Record<string, string>[],
): SourceDocument {
  const url =
    childrenOf(entry, 'link').find(({ attributes }) => attributes.rel === 'alternate')?.attributes.href ?? '';
  const path = URL.canParse(url) ? new URL(url).pathname : childText(entry, 'blogger:filename');
  const content = entry.children.find((child) => child.name === 'content');
  const control = childrenOf(entry, 'app:control')[0];
  const status = childText(entry, 'blogger:status');
  const isDraft =
    (control && childText(control, 'app:draft') === 'yes') || (status !== '' && status !== 'LIVE');
  const title = childText(entry, 'title') || 'Untitled';
  const author = childText(childrenOf(entry, 'author')[0] ?? entry, 'name');
  const updated = childText(entry, 'updated');
  const date = childText(entry, 'published') || childText(entry, 'blogger:created');
  return {
    key: `blogger:${childText(entry, 'id')}`,
    kind,
    file,
    line: content?.line ?? entry.line,
    folder: '',
    fields: {
      title,
      date,
      ...(updated.slice(0, 10) > date.slice(0, 10) ? { updated } : {}),
      ...(author ? { author } : {}),
      tags: categories.flatMap(({ scheme, term }) => (term && !/#kind$/.test(scheme ?? '') ? [term] : [])),
      description: childText(entry, 'blogger:metaDescription'),
      ...(isDraft ? { draft: true } : {}),
    },
    format: 'html',
    text: content?.text ?? '',
    syntaxes: [],
    headingIds: 'none',
    name:
      path
        .split('/')
        .at(-1)
        ?.replace(/\.html$/, '') || title,
    addresses: path && !isDraft ? [path.startsWith('/') ? path : `/${path}`] : [],
    guid: childText(entry, 'id') || undefined,
  };
}
