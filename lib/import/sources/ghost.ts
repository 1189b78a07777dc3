import { UserError } from '../../util/errors';
import type { Archive, SourceDocument, SourceFiles } from '../archive';
import { textOf } from '../text';
import type { Source } from './source';

type Row = Record<string, unknown>;

/** Who could read a post that was not public, by its visibility. */
const audiences: ReadonlyMap<string, string> = new Map([
  ['members', 'members'],
  ['paid', 'paying members'],
  ['tiers', 'members of certain tiers'],
]);

/** The data of an export, whose form has changed over the versions of Ghost. */
function dataOf(files: SourceFiles): { file: string; data: Record<string, Row[]> } | undefined {
  for (const file of files.list()) {
    if (!/\.json$/i.test(file)) continue;
    const start = files.start(file);
    if (!/^\s*\{\s*"(?:db|meta|data)"/.test(start)) continue;
    try {
      const parsed = JSON.parse(files.text(file)) as { db?: { data?: unknown }[]; data?: unknown };
      const data = parsed.db?.[0]?.data ?? parsed.data;
      if (typeof data === 'object' && data !== null && Array.isArray((data as Row).posts))
        return { file, data: data as Record<string, Row[]> };
    } catch (error) {
      // Only an export begins like this.
      if (/^\s*\{\s*"db"/.test(start) && error instanceof SyntaxError)
        throw new UserError(
          `${file} is damaged: ${error.message}. Export the site again, and import the new file.`,
        );
    }
  }
  return undefined;
}

/** An export of Ghost (Settings › Export), with or without its content archive. */
export const ghost: Source = {
  name: 'Ghost',
  takes: 'an export as JSON (Settings › Export), or a folder or a ZIP archive with it and content/images/',
  recognizes: (files) => dataOf(files) !== undefined,
  read({ files, report }) {
    const found = dataOf(files);
    const { file, data } = found ?? { file: '', data: {} as Record<string, Row[]> };
    const rows = (name: string) => data[name] ?? [];
    const tags = new Map(rows('tags').map((tag) => [tag.id, tag]));
    const users = new Map(rows('users').map((user) => [user.id, user]));
    const metas = new Map(rows('posts_meta').map((meta) => [meta.post_id, meta]));
    const settings = new Map(rows('settings').map((one) => [textOf(one.key), one.value]));
    const listFor = (table: string, id: unknown, key: string) =>
      rows(table)
        .filter((row) => row.post_id === id)
        .sort((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0))
        .map((row) => row[key]);
    const documents = rows('posts').flatMap((post): SourceDocument[] => {
      const type = textOf(post.type) || (post.page ? 'page' : 'post');
      const meta = metas.get(post.id) ?? {};
      const html = textOf(post.html) ? String(post.html) : fromMobiledoc(post.mobiledoc);
      if (html === undefined)
        report.lost({
          file,
          line: 1,
          kind: 'text',
          what: textOf(post.title),
          why: 'the export has no HTML of this post',
          todo: 'open and save it in Ghost, then export again',
        });
      const audience = audiences.get(textOf(post.visibility));
      if (audience !== undefined)
        report.lost({
          file,
          line: 1,
          kind: 'members',
          what: textOf(post.title),
          why: `only ${audience} could read it, so it is now a draft`,
          todo: 'keep it as a draft, or publish it',
        });
      const slug = textOf(post.slug);
      const status = textOf(post.status);
      if (status === 'sent')
        report.lost({
          file,
          line: 1,
          kind: 'newsletter',
          what: textOf(post.title),
          why: 'it was sent only by email, so it is now a draft',
          todo: 'publish it, or keep it as a draft',
        });
      // A scheduled post has a date in the future, which schedules it here.
      const isDraft = audience !== undefined || !['published', 'scheduled'].includes(status);
      const topics = listFor('posts_tags', post.id, 'tag_id').flatMap((id) => {
        const tag = tags.get(id);
        // Internal tags begin with a hash.
        return tag && !textOf(tag.name).startsWith('#') ? [textOf(tag.name)] : [];
      });
      const authors = listFor('posts_authors', post.id, 'author_id').flatMap(
        (id) => textOf(users.get(id)?.name) || [],
      );
      const single = textOf(users.get(post.author_id)?.name);
      return [
        {
          key: `ghost:${textOf(post.uuid) || textOf(post.id)}`,
          kind: type === 'page' ? 'page' : 'post',
          file,
          line: 1,
          folder: '',
          fields: {
            title: textOf(post.title),
            date: post.published_at ?? post.created_at,
            ...(textOf(post.updated_at).slice(0, 10) > textOf(post.published_at).slice(0, 10) && !isDraft
              ? { updated: post.updated_at }
              : {}),
            authors: authors.length > 0 ? authors : single ? [single] : [],
            tags: topics,
            description:
              textOf(post.custom_excerpt) || textOf(meta.meta_description ?? post.meta_description),
            ...(post.feature_image
              ? { cover: post.feature_image, coverAlt: meta.feature_image_alt ?? '' }
              : {}),
            ...(textOf(meta.og_image ?? post.og_image) ? { ogImage: meta.og_image ?? post.og_image } : {}),
            ...(textOf(post.canonical_url) ? { canonical: post.canonical_url } : {}),
            ...(textOf(post.locale) ? { lang: post.locale } : {}),
            ...(isDraft ? { draft: true } : {}),
          },
          format: 'html',
          text: (html ?? '').replaceAll('__GHOST_URL__', ''),
          syntaxes: [],
          headingIds: 'none',
          name: slug,
          addresses: slug && status === 'published' ? [`/${slug}/`] : [],
          // Ghost's feeds identify posts by their IDs.
          guid: textOf(post.id) || undefined,
        },
      ];
    });
    return {
      system: 'Ghost',
      language:
        textOf(settings.get('locale') ?? settings.get('default_locale') ?? settings.get('lang')) || undefined,
      timeZone: textOf(settings.get('timezone') ?? settings.get('active_timezone')) || undefined,
      documents,
      authors: rows('users').map((user) => ({
        names: [textOf(user.slug), textOf(user.name)],
        name: textOf(user.name),
        url: textOf(user.website) || undefined,
        biography: textOf(user.bio) || undefined,
      })),
      staticFolders: ['', 'content'],
      isExport: true,
      feeds: ['/rss/'],
      lists: ['/tag/:tag/', '/author/:author/'],
    } satisfies Archive;
  },
};

/** The HTML and Markdown cards of a text of Ghost 1 to 4, if it has nothing else. */
function fromMobiledoc(value: unknown): string | undefined {
  try {
    const { cards = [] } = JSON.parse(String(value)) as { cards?: [string, Record<string, unknown>][] };
    const [only] = cards;
    if (cards.length === 1 && only?.[0] === 'html') return String(only[1].html ?? '');
  } catch {
    // Not a text of this kind.
  }
  return undefined;
}
