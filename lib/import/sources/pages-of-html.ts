import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOfNode } from 'hast-util-to-string';
import { EXIT, visit } from '../../util/visit';
import type { Archive, ReadContext, SourceDocument, SourceFiles } from '../archive';
import { parseCsv } from '../csv';
import { readDate } from '../dates';
import { hasClass } from '../html/elements';
import { hyphenated, type Source } from './source';

function find(tree: Nodes, matches: (node: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node) => {
    if (!matches(node)) return undefined;
    found = node;
    return EXIT;
  });
  return found;
}

const textIn = (node: Element | undefined) => (node ? textOfNode(node).replace(/\s+/g, ' ').trim() : '');
const hrefOf = (node: Element | undefined) => String(node?.properties.href ?? '');

const mediumPost = /(?:^|\/)posts\/[^/]+\.html$/;

/** An export of Medium (Settings › Security and apps › Download your information). */
export const medium: Source = {
  name: 'Medium',
  takes: 'its ZIP archive (Settings › Download your information), or the unpacked folder',
  recognizes: (files) =>
    files.list().some((path) => mediumPost.test(path) && /class="[^"]*\bh-entry\b/.test(files.text(path))),
  read: (context) => archiveOf('Medium', context, mediumPost, readMedium, ['/feed']),
};

function readMedium(path: string, { files, report }: ReadContext): SourceDocument | undefined {
  const tree = fromHtml(files.text(path));
  const body = find(tree, (node) => node.properties.dataField === 'body');
  if (!body) {
    report.lost({
      file: path,
      line: 1,
      kind: 'text',
      what: '',
      why: 'no story text found in this file',
      todo: 'open it, and copy what you need',
    });
    return undefined;
  }
  const title = textIn(find(tree, (node) => hasClass(node, 'p-name')));
  const subtitle = textIn(find(tree, (node) => node.properties.dataField === 'subtitle'));
  const canonical = hrefOf(find(tree, (node) => hasClass(node, 'p-canonical')));
  const time = find(tree, (node) => hasClass(node, 'dt-published'));
  const address = hrefOf(
    find(tree, (node) => node.tagName === 'a' && node.children.some((child) => child === time)),
  );
  const author = textIn(find(tree, (node) => hasClass(node, 'p-author')));
  // The body repeats the title and the subtitle.
  visit(body, 'element', (node, index, parent) => {
    const isTitle =
      /^h[1-4]$/.test(node.tagName) &&
      (hasClass(node, 'graf--title') ||
        hasClass(node, 'graf--subtitle') ||
        [title, subtitle].includes(textIn(node)));
    if (!parent || index === undefined || !isTitle) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
  // Medium's headings begin at the third level, and the dividers say nothing.
  visit(body, 'element', (node, index, parent) => {
    if (node.tagName === 'h3') node.tagName = 'h2';
    else if (node.tagName === 'h4') node.tagName = 'h3';
    if (hasClass(node, 'section-divider') && parent && index !== undefined && index === 0) {
      parent.children.splice(index, 1);
      return index;
    }
    return undefined;
  });
  const file = path.split('/').at(-1) ?? '';
  const id = /([\da-f]{10,12})\.html$/.exec(file)?.[1];
  const isDraft = file.startsWith('draft_');
  const slug = /\/([^/?#]+?)(?:-[\da-f]{10,12})?\/?(?:[?#].*)?$/.exec(canonical || address)?.[1];
  const url = canonical || address;
  return {
    key: `medium:${id ?? file}`,
    kind: 'post',
    file: path,
    line: body.position?.start.line ?? 1,
    folder: path.split('/').slice(0, -1).join('/'),
    fields: {
      title,
      date: String(time?.properties.dateTime ?? '') || /^(\d{4}-\d{2}-\d{2})/.exec(file)?.[1],
      ...(author ? { author } : {}),
      // What Medium cuts ends in an ellipsis.
      ...(subtitle && !subtitle.endsWith('…') ? { description: subtitle } : {}),
      ...(isDraft ? { draft: true } : {}),
      ...(canonical && !/^https?:\/\/(?:[\w-]+\.)?medium\.com\//.test(canonical) ? { canonical } : {}),
    },
    format: 'html',
    text: toHtml(body.children),
    syntaxes: [],
    headingIds: 'none',
    name: slug ?? hyphenated(title),
    day: /^(\d{4}-\d{2}-\d{2})/.exec(file)?.[1],
    addresses: !isDraft && URL.canParse(url) ? [new URL(url).pathname] : [],
    ...(id && !isDraft ? { guid: `https://medium.com/p/${id}` } : {}),
  };
}

const substackPost = /(?:^|\/)posts\/\d+\.[^/]*\.html$/;

/** An export of Substack (Settings › Exports). */
export const substack: Source = {
  name: 'Substack',
  takes: 'its ZIP archive (Settings › Exports), or the unpacked folder',
  recognizes: (files) => files.list().some((path) => /(?:^|\/)posts\.csv$/.test(path)),
  read(context) {
    const { files, report } = context;
    const list = files.list().find((path) => /(?:^|\/)posts\.csv$/.test(path)) ?? '';
    const rows = new Map(parseCsv(files.text(list)).map((row) => [row.post_id ?? '', row]));
    return archiveOf(
      'Substack',
      context,
      substackPost,
      (path) => {
        const id = /([^/]+)\.html$/.exec(path)?.[1] ?? '';
        const row = rows.get(id) ?? {};
        const slug = id.replace(/^\d+\./, '');
        const isPublished = row.is_published === 'true';
        const isForAll = !row.audience || row.audience === 'everyone';
        if (isPublished && !isForAll)
          report.lost({
            file: path,
            line: 1,
            kind: 'subscribers',
            what: row.title ?? '',
            why: `its audience was "${row.audience}"; a static site cannot restrict access, so it is now a draft`,
            todo: 'publish it, or keep it as a draft',
          });
        if (row.podcast_url)
          report.lost({
            file: path,
            line: 1,
            kind: 'podcast',
            what: row.podcast_url,
            why: 'the recording of this episode is not in the export',
            todo: 'download it, and show it with <audio>',
          });
        return {
          key: `substack:${id}`,
          kind: 'post',
          file: path,
          line: 1,
          folder: path.split('/').slice(0, -1).join('/'),
          fields: {
            title: row.title,
            date: row.post_date,
            description: row.subtitle,
            ...(isPublished && isForAll ? {} : { draft: true }),
          },
          format: 'html',
          text: files.text(path),
          syntaxes: [],
          headingIds: 'none',
          name: slug,
          addresses: isPublished && slug ? [`/p/${slug}`] : [],
        };
      },
      ['/feed'],
    );
  },
};

const tumblrPost = /(?:^|\/)(?:posts\/)?html\/\d+\.html$/;

/** An export of Tumblr (Settings › Export). */
export const tumblr: Source = {
  name: 'Tumblr',
  takes: 'its ZIP archive (blog settings › Export), or the unpacked folder',
  recognizes: (files) => files.list().some((path) => tumblrPost.test(path)),
  read: (context) =>
    archiveOf(
      'Tumblr',
      context,
      tumblrPost,
      (path) => {
        const id = /(\d+)\.html$/.exec(path)?.[1] ?? '';
        const tree = fromHtml(context.files.text(path));
        const body = find(tree, (node) => node.tagName === 'body') ?? (tree as unknown as Element);
        const footer = find(body, (node) => node.properties.id === 'footer' || hasClass(node, 'footer'));
        const time = textIn(
          footer && find(footer, (node) => node.properties.id === 'timestamp' || hasClass(node, 'timestamp')),
        );
        const tags: string[] = [];
        if (footer)
          visit(footer, 'element', (node) => {
            if (hasClass(node, 'tag')) tags.push(textIn(node).replace(/^#/, ''));
          });
        visit(body, 'element', (node, index, parent) => {
          if ((node === footer || node.tagName === 'style') && parent && index !== undefined) {
            parent.children.splice(index, 1);
            return index;
          }
          return undefined;
        });
        const heading = find(body, (node) => /^h[12]$/.test(node.tagName));
        const title =
          textIn(heading) ||
          textIn(body)
            .split(/(?<=[.!?])\s/)[0]
            ?.slice(0, 80) ||
          `Post of ${time}`;
        if (heading) heading.children = [];
        return {
          key: `tumblr:${id}`,
          kind: 'post',
          file: path,
          line: 1,
          folder: path.split('/').slice(0, -1).join('/'),
          fields: { title, date: readDate(time.replace(/(\d)(?:st|nd|rd|th)/, '$1'))?.text ?? time, tags },
          format: 'html',
          text: toHtml(body.children),
          syntaxes: [],
          headingIds: 'none',
          name:
            hyphenated(title)
              .slice(0, 60)
              .replace(/-[^-]*$/, '') || id,
          addresses: [`/post/${id}`],
        };
      },
      ['/rss'],
    ),
};

/** Reads an archive with a file of HTML for each post. */
function archiveOf(
  system: string,
  context: ReadContext,
  pattern: RegExp,
  read: (path: string, context: ReadContext) => SourceDocument | undefined,
  feeds: string[],
): Archive {
  const { files } = context;
  return {
    system,
    documents: files
      .list()
      .filter((path) => pattern.test(path))
      .flatMap((path) => read(path, context) ?? []),
    authors: [],
    staticFolders: mediaFolders(files),
    isExport: true,
    feeds,
  };
}

/** Where an archive has its pictures. */
const mediaFolders = (files: SourceFiles) => [
  '',
  ...new Set(files.list().flatMap((path) => /^(.*\/)?(?:media|images)(?=\/)/.exec(path)?.[0] ?? [])),
];
