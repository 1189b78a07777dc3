import type { Archive, SourceDocument, SourceFiles } from '../archive';
import { splitFrontMatter } from '../read-front-matter';
import { listOf, textOf } from '../text';
import type { Source } from './source';

type Row = Record<string, unknown>;

/** The articles in a file of JSON that all have a field. */
function rowsWith(files: SourceFiles, field: string): { file: string; rows: Row[] } | undefined {
  for (const file of files.list().filter((path) => /\.json$/i.test(path))) {
    try {
      const parsed: unknown = JSON.parse(files.text(file));
      const rows = Array.isArray(parsed) ? parsed : (parsed as { posts?: unknown }).posts;
      if (
        Array.isArray(rows) &&
        rows.length > 0 &&
        rows.every((row) => typeof row === 'object' && row !== null && field in row)
      )
        return { file, rows: rows as Row[] };
    } catch {
      // Another file of JSON.
    }
  }
  return undefined;
}

/** An export of DEV (Settings › Extensions › Export your posts). */
export const devTo: Source = {
  name: 'DEV',
  takes: 'articles.json (Settings › Extensions › Export your posts), or its ZIP archive',
  recognizes: (files) => rowsWith(files, 'body_markdown') !== undefined,
  read({ files, report }) {
    const { file, rows } = rowsWith(files, 'body_markdown') ?? { file: '', rows: [] };
    const documents = rows.map((row): SourceDocument => {
      // Articles of the old editor have their fields in the text.
      const inner = splitFrontMatter(file, String(row.body_markdown ?? ''), report);
      const isPublished = row.published !== false && Boolean(row.published_at);
      const path =
        textOf(row.path) || (URL.canParse(textOf(row.url)) ? new URL(textOf(row.url)).pathname : '');
      return {
        key: `dev:${textOf(row.id) || textOf(row.slug) || textOf(row.title)}`,
        kind: 'post',
        file,
        line: 1,
        folder: '',
        fields: {
          title: row.title,
          date: row.published_at ?? row.created_at,
          ...(row.edited_at ? { updated: row.edited_at } : {}),
          description: row.description,
          tags: listOf(row.tag_list ?? row.cached_tag_list ?? row.tags),
          cover: row.cover_image ?? row.main_image,
          ...(textOf(row.canonical_url) && !/\/\/dev\.to\//.test(textOf(row.canonical_url))
            ? { canonical: row.canonical_url }
            : {}),
          ...(isPublished ? {} : { draft: true }),
        },
        format: 'markdown',
        text: inner.text,
        // `{% embed … %}`
        syntaxes: ['liquid'],
        headingIds: 'github',
        name: textOf(row.slug).replace(/-[\da-z]{2,5}$/, '') || textOf(row.title),
        addresses: isPublished && path ? [path] : [],
      };
    });
    return {
      system: 'DEV',
      documents,
      authors: [],
      staticFolders: [''],
      isExport: true,
      feeds: [],
    } satisfies Archive;
  },
};

/** An export of Hashnode (Blog dashboard › Export). */
export const hashnode: Source = {
  name: 'Hashnode',
  takes: 'its export as JSON (Blog dashboard › Export)',
  recognizes: (files) => rowsWith(files, 'contentMarkdown') !== undefined,
  read({ files }) {
    const { file, rows } = rowsWith(files, 'contentMarkdown') ?? { file: '', rows: [] };
    const documents = rows.map((row): SourceDocument => {
      const slug = textOf(row.slug);
      const isDraft = row.isActive === false || row.isDraft === true;
      const names = (Array.isArray(row.tags) ? row.tags : []).flatMap(
        (tag: unknown) => (typeof tag === 'string' ? tag : textOf((tag as Row | null)?.name)) || [],
      );
      return {
        key: `hashnode:${textOf(row._id ?? row.id ?? row.cuid) || slug}`,
        kind: 'post',
        file,
        line: 1,
        folder: '',
        fields: {
          title: row.title,
          date: row.dateAdded ?? row.datePublished ?? row.publishedAt,
          ...(row.dateUpdated ? { updated: row.dateUpdated } : {}),
          description:
            textOf(row.subtitle) || textOf((row.seo as Row | undefined)?.description ?? row.metaDescription),
          tags: names,
          cover:
            typeof row.coverImage === 'string'
              ? row.coverImage
              : textOf((row.coverImage as Row | undefined)?.url),
          ...(textOf(row.originalArticleURL ?? row.canonicalUrl)
            ? { canonical: row.originalArticleURL ?? row.canonicalUrl }
            : {}),
          ...(isDraft ? { draft: true } : {}),
        },
        format: 'markdown',
        // `%[url]` embeds a page, and images may have an alignment behind their URL.
        text: String(row.contentMarkdown ?? '')
          .replace(/^%\[(\S+)\]/gm, (_, url: string) =>
            /youtu\.?be|vimeo/.test(url) ? `::video{src="${url}"}` : `<${url}>`,
          )
          .replace(/(!\[[^\]]*\]\([^)\s]+) align="[^"]*"\)/g, '$1)'),
        syntaxes: [],
        headingIds: 'none',
        name: slug,
        addresses: slug && !isDraft ? [`/${slug}`] : [],
      };
    });
    return {
      system: 'Hashnode',
      documents,
      authors: [],
      staticFolders: [''],
      isExport: true,
      feeds: ['/rss.xml'],
    } satisfies Archive;
  },
};
