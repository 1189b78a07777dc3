import { posix } from 'node:path';
import { escapeForRegExp } from '../../hosts/headers';
import type { Archive, ReadContext, SourceDocument, SourceFiles } from '../archive';

import { listOf, normalPath, textOf } from '../text';
import {
  addressBy,
  hasFile,
  hyphenated,
  isDraft,
  isText,
  pathOfField,
  readConfig,
  readData,
  readMarkdown,
  type Source,
  urlInCode,
  valuesOf,
} from './source';

const configs = ['_config.yml', '_config.yaml', '_config.toml'];

/** The named styles of permalinks (https://jekyllrb.com/docs/permalinks/). */
const styles: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

interface Default {
  scope?: { path?: string; type?: string };
  values?: Record<string, unknown>;
}

/** Jekyll, and GitHub Pages without a configuration. */
export const jekyll: Source = {
  name: 'Jekyll',
  takes: 'a folder with _config.yml and _posts/',
  recognizes: (files) =>
    hasFile(files, /(?:^|\/)_posts\/[^/]+/) &&
    !files.has('source/_posts') &&
    !hasFile(files, /^source\/_posts\//),
  read(project) {
    const config = readConfig(project.files, configs);
    const root = rootOf(project.files, textOf(config.source));
    const context = root === '' ? project : { ...project, files: filesIn(project.files, root) };
    const { files } = context;
    const collections = Object.entries(
      (config.collections ?? {}) as Record<string, { permalink?: unknown; output?: unknown }>,
    );
    const timeZone = textOf(config.timezone) || undefined;
    const siteUrl = textOf(config.url)
      ? `${textOf(config.url)}${textOf(config.baseurl)}`.replace(/\/+$/, '')
      : urlInCode(files, /^_config\.ts$/);
    const defaults = Array.isArray(config.defaults) ? (config.defaults as Default[]) : [];
    const params = { site: { ...config, data: dataOf(context), baseurl: '', url: '' } };
    // The plugin jekyll-feed identifies posts by their folder and their slug.
    const hasFeedPlugin =
      !files.has('feed.xml') &&
      (listOf(config.plugins ?? config.gems).includes('jekyll-feed') ||
        (files.has('Gemfile') && files.text('Gemfile').includes('jekyll-feed')));
    const documents: SourceDocument[] = [];
    for (const path of files.list()) {
      if (!isText(path) && !/\.html?$/.test(path)) continue;
      const file = readMarkdown(path, context);
      const posts = /^(?:(.*)\/)?(_posts|_drafts)\//.exec(path);
      const collection = collections.find(([name]) => path.startsWith(`_${name}/`));
      const isHidden = /(?:^|\/)_/.test(path) && !posts && !collection;
      if (isHidden || (!posts && !file.hasFrontMatter)) continue;
      const type = posts ? 'posts' : (collection?.[0] ?? 'pages');
      const fields: Record<string, unknown> = {};
      for (const { scope, values } of defaults)
        if (
          (!scope?.type || scope.type === type) &&
          path.startsWith((scope?.path ?? '').replace(/\*.*$/, ''))
        )
          Object.assign(fields, values);
      // Defaults were not written for this post. Keep only those that describe it.
      const { permalink: ownDefault, ...rest } = fields;
      const wanted = Object.fromEntries(
        Object.entries(rest).filter(([key]) =>
          /^(?:author|authors|categories|category|tags|lang|image)$/.test(key),
        ),
      );
      Object.assign(file.fields, { ...wanted, ...file.fields });
      if (posts?.[2] === '_drafts') file.fields.draft = true;
      // Each word of such a text is a topic. Some authors add commas.
      for (const name of ['tags', 'categories']) {
        const text = file.fields[name];
        if (typeof text === 'string' && !text.includes(','))
          file.fields[name] = text.split(/\s+/).filter(Boolean);
      }
      const folder = posts?.[1] ?? '';
      const values = valuesOf(file, folder, timeZone);
      const folderCategories = posts
        ? [...folder.split('/').filter(Boolean), ...path.slice(posts[0].length).split('/').slice(0, -1)]
        : [];
      const permalink = textOf(file.fields.permalink);
      const isPost =
        posts !== null ||
        (collection !== undefined &&
          (values.day !== undefined || isDraft(file.fields) || /post|blog|news|article/.test(collection[0])));
      const pattern =
        permalink ||
        (isPost && context.permalink) ||
        textOf(collection?.[1].permalink) ||
        textOf(ownDefault) ||
        (posts ? textOf(config.permalink) || 'date' : '');
      const own = {
        ...values,
        // Only `:title` keeps capital letters.
        name: (textOf(file.fields.slug) || file.name).replace(/[^\p{L}\p{M}\p{N}._~!$&'()+,;=@-]+/gu, '-'),
        slug: hyphenated(values.slug),
        categories: [...new Set([...folderCategories, ...values.categories])].map(hyphenated),
      };
      const plain = isPost
        ? `/${[...(posts ? own.categories : [collection?.[0] ?? '']), file.name].join('/')}/`
        : `/${path
            .replace(/^_/, '')
            .replace(/\.\w+$/, '')
            .replace(
              /(?:^|\/)index$/,
              '',
            )}${/(?:^|\/)index\.\w+$/.test(path) || textOf(config.permalink) === 'pretty' ? '/' : '.html'}`.replace(
            '//',
            '/',
          );
      // A page such as a feed or a list is a template without text of its own.
      if (
        !isPost &&
        (/\.(?:xml|json|txt|css|js)$/.test(permalink) ||
          path === 'index.html' ||
          path === '404.html' ||
          /paginat|for post in/.test(file.text))
      )
        continue;
      const address = addressBy(
        pattern ? (styles[pattern] ?? pattern) : undefined,
        own,
        plain,
        file,
        context.report,
      );
      documents.push({
        ...file,
        fields: withoutKeys({ ...(collection ? { title: file.name } : {}), ...file.fields }, [
          'permalink',
          'redirect_from',
        ]),
        kind: isPost ? 'post' : 'page',
        ...(collection ? { name: posix.basename(address).replace(/\.html$/, '') || file.name } : {}),
        format: 'markdown',
        params,
        syntaxes: ['liquid', 'kramdown'],
        headingIds: 'kramdown',
        addresses: [address, ...listOf(file.fields.redirect_from).flatMap((from) => pathOfField(from) ?? [])],
        ...(hasFeedPlugin && siteUrl && isPost
          ? { guid: siteUrl + posix.join(posix.dirname(address), textOf(file.fields.slug) || file.name) }
          : {}),
      });
    }
    for (const document of documents) {
      document.file = root + document.file;
      document.folder = normalPath(root + document.folder);
    }
    return {
      system: 'Jekyll',
      siteUrl,
      language:
        (textOf(config.lang) || textOf(config.locale) || textOf(config.language)).replace('_', '-') ||
        undefined,
      timeZone,
      documents,
      authors: authorsOf(context),
      staticFolders: [root],
      feeds: ['/feed.xml', '/atom.xml', '/rss.xml', '/index.xml'].filter(
        (path) => path === '/feed.xml' || files.has(path.slice(1)),
      ),
      lists: listsOf(config),
      outputFolder: textOf(config.destination) ? `${normalPath(textOf(config.destination))}/` : undefined,
    } satisfies Archive;
  },
};

/** The lists of the plugins jekyll-archives and jekyll-tagging. */
function listsOf(config: Record<string, unknown>): string[] {
  const archives = (config['jekyll-archives'] ?? {}) as {
    enabled?: unknown;
    permalinks?: Record<string, unknown>;
  };
  const enabled = listOf(archives.enabled);
  const patterns = Object.entries({
    year: '/:year/',
    month: '/:year/:month/',
    day: '/:year/:month/:day/',
    tags: '/tag/:name/',
    categories: '/category/:name/',
  }).flatMap(([kind, usual]) => {
    const name = kind.replace(/(?:ie)?s$/, (end) => (end === 'ies' ? 'y' : ''));
    const own = textOf(archives.permalinks?.[name]);
    return own || (enabled.includes(kind) || enabled.includes('all') ? usual : '');
  });
  const folder = textOf(config.tag_page_dir);
  return [
    ...patterns.map((pattern) => pattern.replace(':name', ':tag')),
    folder && `/${folder}/:tag${config.tag_permalink_style === 'pretty' ? '/' : '.html'}`,
  ].filter((pattern) => pattern.startsWith('/'));
}

/** The folder of a project that has the site, with a slash at its end; empty if it is the project itself. */
function rootOf(files: SourceFiles, configured: string): string {
  const named = normalPath(configured);
  if (named !== '') return `${named}/`;
  if (hasFile(files, /^_posts\//)) return '';
  const roots = new Set(
    files.list().flatMap((path) => /^([^_].*?\/)_(?:layouts|includes)\//.exec(path)?.[1] ?? []),
  );
  return [...roots].find((folder) => hasFile(files, new RegExp(`^${escapeForRegExp(folder)}_posts/`))) ?? '';
}

/** The files below a folder, with paths that are relative to it. */
function filesIn(files: SourceFiles, root: string): SourceFiles {
  const list = files.list().flatMap((path) => (path.startsWith(root) ? path.slice(root.length) : []));
  return {
    root: files.root,
    list: () => list,
    has: (path) => files.has(root + path),
    bytes: (path) => files.bytes(root + path),
    text: (path) => files.text(root + path),
    start: (path) => files.start(root + path),
  };
}

/** The files in `_data/`, which templates can refer to. */
function dataOf(context: ReadContext): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const path of context.files.list()) {
    const [, name] = /^_data\/(.+)\.(?:ya?ml|json)$/.exec(path) ?? [];
    if (name === undefined) continue;
    const parts = name.split('/');
    const last = parts.pop() ?? '';
    let folder = data;
    for (const part of parts) {
      folder[part] ??= {};
      folder = folder[part] as Record<string, unknown>;
    }
    folder[last] = readData(context.files, path);
  }
  return data;
}

/** The authors in `_data/authors.yml` and `_authors/`, as many themes have them. */
function authorsOf(context: ReadContext): Archive['authors'] {
  const data = readConfig(context.files, ['_data/authors.yml', '_data/authors.yaml', '_data/authors.json']);
  const listed = Object.entries(data).flatMap(([id, value]) => {
    const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    const name =
      textOf(fields.name ?? fields.display_name ?? fields.full_name) ||
      (typeof value === 'string' ? value : '');
    return name
      ? [
          {
            names: [id, name],
            name,
            description: textOf(fields.bio ?? fields.description) || undefined,
            url: textOf(fields.url ?? fields.web ?? fields.website ?? fields.uri) || undefined,
          },
        ]
      : [];
  });
  const files = context.files.list().filter((path) => /^_authors\/[^/]+\.(?:md|markdown)$/.test(path));
  return [
    ...listed,
    ...files.flatMap((path) => {
      const { fields, text, name: id } = readMarkdown(path, context);
      const name = textOf(fields.name ?? fields.title ?? fields.display_name);
      return name
        ? [
            {
              names: [id, textOf(fields.short_name), name].filter(Boolean),
              name,
              url: textOf(fields.url ?? fields.website) || undefined,
              biography: text.trim() || undefined,
            },
          ]
        : [];
    }),
  ];
}

const withoutKeys = (fields: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
