import { count } from '../../util/count';
import type { Archive, SourceDocument } from '../archive';
import { decoded, unescapeHtml } from '../text';
import type { Source } from './source';
import { childrenOf, childText, readXml, type XmlElement, xmlFilesWith } from './xml';

/** What is at the start of an export. */
const mark = /wordpress\.org\/export\//;

/** An export of WordPress, "WXR" (Tools › Export). */
export const wordpress: Source = {
  name: 'WordPress',
  takes: 'an export as XML (Tools › Export), or a folder or a ZIP archive with it and wp-content/uploads/',
  recognizes: (files) => xmlFilesWith(files, mark).length > 0,
  read({ files, report }) {
    const authors = new Map<string, string>();
    const items: { file: string; item: XmlElement }[] = [];
    /** The URLs and the alternative texts of attachments, by ID. */
    const attachments = new Map<string, { url: string; alt: string; parent: string }>();
    let siteUrl = '';
    let language = '';
    const counts = new Map<string, number>();
    /** The reusable blocks, by ID. */
    const shared = new Map<string, string>();
    const exports = xmlFilesWith(files, mark);
    for (const file of exports)
      readXml(
        file,
        files.bytes(file),
        new Set(['item', 'wp:author', 'wp:base_blog_url', 'language']),
        (element) => {
          if (element.name === 'wp:author')
            authors.set(
              childText(element, 'wp:author_login'),
              childText(element, 'wp:author_display_name') || childText(element, 'wp:author_login'),
            );
          else if (element.name === 'wp:base_blog_url') siteUrl = element.text.trim().replace(/\/+$/, '');
          else if (element.name === 'language') language = element.text.trim();
          else if (element.name === 'item') {
            const type = childText(element, 'wp:post_type') || 'post';
            if (type === 'attachment')
              attachments.set(childText(element, 'wp:post_id'), {
                url: childText(element, 'wp:attachment_url') || childText(element, 'guid'),
                alt: metaOf(element, '_wp_attachment_image_alt'),
                parent: childText(element, 'wp:post_parent'),
              });
            else if (type === 'post' || type === 'page') items.push({ file, item: element });
            else if (type === 'wp_block')
              shared.set(childText(element, 'wp:post_id'), childText(element, 'content:encoded'));
            else if (
              !/^(?:nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_\w+|user_request)$/.test(
                type,
              )
            )
              counts.set(type, (counts.get(type) ?? 0) + 1);
          }
        },
        report,
      );
    for (const [type, number] of counts)
      report.lost({
        file: exports[0] ?? '',
        line: 1,
        kind: 'post type',
        what: type,
        why: `${count(number, 'item')} of the custom post type "${type}" ${number === 1 ? 'was' : 'were'} left out`,
        todo: 'copy what readers need',
      });
    const documents = items.flatMap(({ file, item }): SourceDocument[] => {
      const status = childText(item, 'wp:status');
      if (status === 'trash')
        report.changed({
          file,
          line: item.line,
          kind: 'trash',
          what: childText(item, 'title'),
          why: 'it was in the trash',
        });
      if (status === 'trash' || status === 'auto-draft' || status === 'inherit') return [];
      const lost = (kind: string, what: string, why: string, todo: string) =>
        report.lost({ file, line: item.line, kind, what, why, todo });
      const link = childText(item, 'link');
      const guid = childText(item, 'guid');
      const terms = (domain: string) =>
        childrenOf(item, 'category')
          .filter(({ attributes }) => attributes.domain === domain)
          .map(({ text }) => unescapeHtml(text.trim()));
      const categories = terms('category').filter((name) => !/^uncategori[sz]ed$/i.test(name));
      const content = item.children.find((child) => child.name === 'content:encoded');
      const thumbnail = attachments.get(metaOf(item, '_thumbnail_id'));
      const url = URL.canParse(link) ? new URL(link) : undefined;
      const own = url ? `${url.pathname}${url.search}` : '';
      const id = childText(item, 'wp:post_id');
      const comments = childrenOf(item, 'wp:comment').filter(
        (comment) => childText(comment, 'wp:comment_approved') === '1',
      ).length;
      if (comments > 0)
        report.lost({
          file,
          line: item.line,
          kind: 'comments',
          what: childText(item, 'title'),
          why: `${count(comments, 'comment was', 'comments were')} left out`,
          todo: 'keep the export, or quote important comments in the post',
        });
      if (childText(item, 'wp:post_password'))
        report.lost({
          file,
          line: item.line,
          kind: 'password',
          what: childText(item, 'title'),
          why: 'the post had a password; a static site cannot restrict access, so it is now a draft',
          todo: 'publish it, or keep it as a draft',
        });
      const isHidden =
        ['draft', 'pending', 'private'].includes(status) || childText(item, 'wp:post_password') !== '';
      const date =
        gmt(childText(item, 'wp:post_date_gmt')) ??
        (childText(item, 'wp:post_date').startsWith('0000') ? '' : childText(item, 'wp:post_date'));
      const updated = gmt(childText(item, 'wp:post_modified_gmt'));
      return [
        {
          key: `wordpress:${id || guid || link}`,
          kind: childText(item, 'wp:post_type') === 'page' ? 'page' : 'post',
          file,
          line: content?.line ?? item.line,
          folder: '',
          fields: {
            ...otherTerms(item),
            ...customFields(item),
            title: unescapeHtml(childText(item, 'title')),
            date: date || childText(item, 'pubDate'),
            // WordPress counts every change of any field.
            ...(updated && date && updated.slice(0, 10) > date.slice(0, 10) ? { updated } : {}),
            author: authors.get(childText(item, 'dc:creator')) ?? childText(item, 'dc:creator'),
            categories,
            tags: terms('post_tag'),
            description:
              unescapeHtml(childText(item, 'excerpt:encoded')) ||
              metaOf(item, '_yoast_wpseo_metadesc') ||
              metaOf(item, 'rank_math_description'),
            ...(thumbnail ? { cover: thumbnail.url, coverAlt: thumbnail.alt } : {}),
            ...(isHidden ? { draft: true } : {}),
            ...(metaOf(item, '_yoast_wpseo_canonical')
              ? { canonical: metaOf(item, '_yoast_wpseo_canonical') }
              : {}),
            ...(metaOf(item, '_yoast_wpseo_meta-robots-noindex') === '1' ? { noindex: true } : {}),
          },
          format: 'html',
          text: paragraphs(
            withGalleries(withSharedBlocks(content?.text ?? '', shared, lost), id, attachments),
          ),
          syntaxes: ['wordpress'],
          headingIds: 'none',
          name:
            decoded(childText(item, 'wp:post_name')) ||
            unescapeHtml(childText(item, 'title')) ||
            `post-${id}`,
          addresses: own && !isHidden && !url?.search ? [own] : [],
          guid: guid && guid !== link ? guid : undefined,
        },
      ];
    });
    return {
      system: 'WordPress',
      siteUrl: siteUrl || undefined,
      language: language || undefined,
      documents,
      authors: [...authors].map(([login, name]) => ({ names: [login, name], name })),
      staticFolders: ['', 'uploads', 'wp-content'],
      feeds: ['/feed/', '/feed/rss/', '/feed/rss2/', '/feed/atom/'],
      lists: ['/tag/:tag/', '/category/:tag/', '/author/:author/', '/:year/', '/:year/:month/'],
    } satisfies Archive;
  },
};

const gmt = (text: string) =>
  text === '' || text.startsWith('0000') ? undefined : `${text.replace(' ', 'T')}Z`;

function metaOf(item: XmlElement, key: string): string {
  const meta = childrenOf(item, 'wp:postmeta').find((one) => childText(one, 'wp:meta_key') === key);
  return meta ? childText(meta, 'wp:meta_value') : '';
}

/** The terms of taxonomies that only this site has, by their names. */
function otherTerms(item: XmlElement): Record<string, string[]> {
  const terms: Record<string, string[]> = {};
  for (const { attributes, text } of childrenOf(item, 'category')) {
    const { domain = '' } = attributes;
    if (/^(?:category|post_tag|post_format|nav_menu|)$/.test(domain)) continue;
    terms[domain] = [...(terms[domain] ?? []), unescapeHtml(text.trim())];
  }
  return terms;
}

/** The fields that the owner has added. Those of WordPress and of plugins begin with an underscore. */
function customFields(item: XmlElement): Record<string, unknown> {
  const metas = childrenOf(item, 'wp:postmeta').flatMap((one) => {
    const key = childText(one, 'wp:meta_key');
    const value = childText(one, 'wp:meta_value');
    return key && !key.startsWith('_') && value ? [[key, value] as const] : [];
  });
  return metas.length > 0 ? { 'custom-fields': Object.fromEntries(metas) } : {};
}

/** Puts reusable blocks where they are shown, and reports blocks that only a plugin can show. */
function withSharedBlocks(
  html: string,
  shared: ReadonlyMap<string, string>,
  lost: (kind: string, what: string, why: string, todo: string) => void,
): string {
  return html.replace(
    /<!--\s*wp:([\w/-]+)\s+(?:(\{[\s\S]*?\})\s+)?\/-->/g,
    (found, name: string, settings = '') => {
      const block = name === 'block' ? shared.get(/"ref":\s*(\d+)/.exec(settings)?.[1] ?? '') : undefined;
      if (block !== undefined) return block;
      if (!/^(?:more|nextpage|spacer|separator|post-\w+|query\S*|template-part)$/.test(name))
        lost(
          'block',
          found,
          `the block "${name}" is rendered by WordPress or a plugin`,
          'if readers need it, replace it with Markdown',
        );
      return '';
    },
  );
}

/** Replaces `[gallery]` with its images. */
function withGalleries(
  html: string,
  id: string,
  attachments: ReadonlyMap<string, { url: string; alt: string; parent: string }>,
): string {
  return html.replace(/\[gallery\b([^\]]*)\]/g, (found, written: string) => {
    const ids = /\bids=["']?([\d,\s]+)/
      .exec(written)?.[1]
      ?.split(',')
      .map((one) => one.trim());
    const images = ids
      ? ids.flatMap((one) => attachments.get(one) ?? [])
      : [...attachments.values()].filter(
          ({ parent, url }) => parent === id && /\.(?:avif|gif|jpe?g|png|webp)$/i.test(url),
        );
    return images.length === 0
      ? found
      : `\n\n${images.map(({ url, alt }) => `<img src="${url}" alt="${alt.replaceAll('"', '&quot;')}">`).join('\n\n')}\n\n`;
  });
}

const blockTag =
  /^\s*<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|object|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b/i;

/**
 * Adds the paragraphs that WordPress adds when it shows a text of its old editor (`wpautop`). Texts of
 * the block editor have them already.
 */
export function paragraphs(text: string): string {
  const html = text.replace(/\r\n?/g, '\n');
  let result = '';
  let depth = 0;
  let done = 0;
  for (const { 0: comment, 1: slash, index } of html.matchAll(/<!--\s*(\/?)wp:[\s\S]*?-->/g)) {
    const part = html.slice(done, index);
    // Only text outside of blocks was written in the old editor.
    result += depth > 0 ? part : classicParagraphs(part);
    done = index + comment.length;
    if (slash) depth = Math.max(0, depth - 1);
    else if (!comment.endsWith('/-->')) depth++;
  }
  const rest = html.slice(done);
  return (result + (depth > 0 ? rest : classicParagraphs(rest))).replace(
    /<!--\s*(?:more|nextpage)\s*-->/g,
    '',
  );
}

function classicParagraphs(html: string): string {
  // What is preformatted keeps its lines.
  const kept: string[] = [];
  const masked = html
    .replace(/<!--\s*(?:more|nextpage)\b[\s\S]*?-->/g, '\n\n')
    .replace(
      /<(pre|script|style|textarea|svg)\b[\s\S]*?<\/\1\s*>|\[(sourcecode|code|source)\b[^\]]*\][\s\S]*?\[\/\2\]/gi,
      (found) => `\n\n\uE100${kept.push(found) - 1}\uE101\n\n`,
    );
  return masked
    .split(/\n[ \t]*\n+/)
    .map((part) => {
      const trimmed = part.trim();
      if (trimmed === '' || blockTag.test(trimmed) || /^\uE100\d+\uE101$/.test(trimmed)) return part;
      return `<p>${trimmed.replace(/(?<!<br\s*\/?>|>)\n(?!\s*<\/?(?:li|ul|ol|td|tr))/g, '<br>\n')}</p>`;
    })
    .join('\n\n')
    .replace(/\uE100(\d+)\uE101/g, (_, at) => kept[Number(at)] ?? '');
}
