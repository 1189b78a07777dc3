import type { Archive, SourceDocument } from '../archive';
import { listOf, textOf } from '../text';
import {
  addressBy,
  dayInPath,
  hasFile,
  hyphenated,
  isDraft,
  isText,
  pathOfField,
  readConfig,
  readMarkdown,
  type Source,
  valuesOf,
} from './source';

/** Zola (https://www.getzola.org/documentation/content/page/). */
export const zola: Source = {
  name: 'Zola',
  takes: 'a folder with config.toml (base_url) and content/',
  recognizes: (files) =>
    hasFile(files, /^content\//) &&
    ['config.toml', 'zola.toml'].some(
      (name) => files.has(name) && /^\s*base_url\s*=/m.test(files.text(name)),
    ),
  read(context) {
    const { files } = context;
    const config = readConfig(files, ['config.toml', 'zola.toml']);
    const documents: SourceDocument[] = [];
    for (const path of files.list()) {
      if (!path.startsWith('content/') || !isText(path)) continue;
      const relative = path.slice('content/'.length);
      const file = readMarkdown(path, context);
      const isSection = /(?:^|\/)_index\.[^/]*$/.test(relative);
      if (isSection && file.text.trim() === '') continue;
      const folders = relative.split('/').slice(0, -1);
      const bundled = /(?:^|\/)_?index\.[^/]*$/.test(relative) ? folders.slice(0, -1) : folders;
      const { taxonomies, aliases, path: own, slug, extra, ...fields } = file.fields;
      const lists = (typeof taxonomies === 'object' && taxonomies !== null ? taxonomies : {}) as Record<
        string,
        unknown
      >;
      const more = (typeof extra === 'object' && extra !== null ? extra : {}) as Record<string, unknown>;
      file.day ??= dayInPath(textOf(own));
      const values = valuesOf(file, bundled.join('/'));
      const name = hyphenated(textOf(slug) || file.name);
      const plain = isSection
        ? `/${folders.join('/')}/`.replace('//', '/')
        : `/${[...bundled.map(hyphenated), name].join('/')}/`;
      documents.push({
        ...file,
        name: textOf(slug) || file.name,
        fields: { ...more, ...fields, ...lists },
        kind: !isSection && (values.day || isDraft(fields)) ? 'post' : 'page',
        format: 'markdown',
        syntaxes: ['zola'],
        headingIds: 'github',
        addresses: [
          pathOfField(own) ?? addressBy(context.permalink, values, plain, file, context.report),
          ...listOf(aliases).flatMap((alias) => pathOfField(alias) ?? []),
        ],
      });
    }
    const url = textOf(config.base_url).replace(/\/+$/, '');
    return {
      system: 'Zola',
      siteUrl: /^https?:/.test(url) ? url : undefined,
      language: textOf(config.default_language) || undefined,
      documents,
      authors: textOf(config.author) ? [{ names: [textOf(config.author)], name: textOf(config.author) }] : [],
      staticFolders: ['static', 'content'],
      feeds: listOf(config.feed_filenames ?? config.feed_filename ?? 'atom.xml').map((name) => `/${name}`),
      lists: (Array.isArray(config.taxonomies) ? config.taxonomies : []).flatMap((one: unknown) => {
        const name = textOf((one as { name?: unknown } | null)?.name);
        return name ? `/${name}/:${/^authors?$/.test(name) ? 'author' : 'tag'}/` : [];
      }),
    } satisfies Archive;
  },
};
