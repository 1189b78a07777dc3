import type { Archive, ReadContext, SourceDocument } from '../archive';
import { listOf, normalPath, textOf } from '../text';
import {
  addressBy,
  dayInPath,
  hasFile,
  isDraft,
  isText,
  pathOfField,
  readConfig,
  readMarkdown,
  type Source,
  valuesOf,
} from './source';

const names = ['hugo', 'config'].flatMap((name) =>
  ['toml', 'yaml', 'yml', 'json'].map((type) => `${name}.${type}`),
);

/** The configuration, which may be in several files. */
function configOf({ files }: ReadContext): Record<string, unknown> {
  const folder = 'config/_default/';
  const merged = {
    ...readConfig(files, names),
    ...readConfig(
      files,
      names.map((name) => folder + name),
    ),
  };
  for (const key of ['permalinks', 'languages', 'params', 'menus'])
    if (!merged[key]) {
      const own = readConfig(
        files,
        ['toml', 'yaml', 'yml', 'json'].map((type) => `${folder}${key}.${type}`),
      );
      if (Object.keys(own).length > 0) merged[key] = own;
    }
  return Object.fromEntries(Object.entries(merged).map(([key, value]) => [key.toLowerCase(), value]));
}

/** The path of a name as Hugo makes it: spaces become hyphens, and letters of all scripts stay. */
const urlized = (path: string) =>
  path
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}\-_./+~]+/gu, '')
    .replace(/-{2,}/g, '-');

/** Hugo (https://gohugo.io/content-management/urls/). */
export const hugo: Source = {
  name: 'Hugo',
  takes: 'a folder with hugo.toml, or config.toml, and content/',
  recognizes: (files) =>
    hasFile(files, /^(?:hugo|config)\.(?:toml|ya?ml|json)$|^config\/_default\//) &&
    hasFile(files, /^content\//) &&
    !/^\s*base_url\s*=/m.test(files.has('config.toml') ? files.text('config.toml') : ''),
  read(context) {
    const { files } = context;
    const config = configOf(context);
    const baseUrl = textOf(config.baseurl).replace(/\/+$/, '');
    const languages = (config.languages ?? {}) as Record<
      string,
      { contentdir?: unknown; contentDir?: unknown }
    >;
    const main = textOf(config.defaultcontentlanguage) || 'en';
    const inSubfolder = config.defaultcontentlanguageinsubdir === true;
    const uglyUrls = config.uglyurls === true;
    const timeZone = textOf(config.timezone) || undefined;
    const written = (config.permalinks ?? {}) as Record<string, unknown>;
    const permalinks = (
      typeof written.page === 'object' && written.page !== null ? written.page : written
    ) as Record<string, unknown>;
    const languageFolders = Object.entries(languages).flatMap(([language, settings]) => {
      const folder = textOf(settings?.contentdir ?? settings?.contentDir);
      return folder ? [[`${normalPath(folder)}/`, language] as const] : [];
    });
    const root = `${normalPath(textOf(config.contentdir) || 'content')}/`;
    const sections = new Map<string, number>();
    const read = files.list().flatMap((path) => {
      const own = languageFolders.find(([folder]) => path.startsWith(folder));
      if ((!own && !path.startsWith(root)) || !isText(path)) return [];
      let relative = path.slice((own?.[0] ?? root).length);
      let language = own?.[1] ?? main;
      const suffix = /\.([a-z]{2,3}(?:-[a-z0-9]{2,4})?)\.\w+$/i.exec(relative)?.[1];
      if (suffix && (suffix in languages || suffix.toLowerCase() in languages || suffix === main))
        language = suffix;
      const folder = relative.split('/')[0] ?? '';
      if (!own && folder in languages && relative.includes('/')) {
        language = folder;
        relative = relative.slice(folder.length + 1);
      }
      const file = readMarkdown(path, context);
      const section = /\//.test(relative) ? (relative.split('/')[0] ?? '') : '';
      if (!/(?:^|\/)_index\./.test(path) && valuesOf(file, '').day)
        sections.set(section, (sections.get(section) ?? 0) + 1);
      return [{ file, relative, language, section }];
    });
    const documents: SourceDocument[] = [];
    for (const { file, relative, language, section } of read) {
      const isList = /(?:^|\/)_index\.[^/]*$/.test(relative);
      if (isList && file.text.trim() === '') continue;
      const folders = relative.split('/').slice(0, -1);
      const isLeaf = /(?:^|\/)_?index\.[^/]*$/.test(relative);
      const bundled = isLeaf ? folders.slice(0, -1) : folders;
      file.day ??= dayInPath(textOf(file.fields.url));
      const values = valuesOf(file, bundled.join('/'), timeZone);
      // The name in an address is that of the file, unless dates in file names are turned on.
      const base = isLeaf
        ? (folders.at(-1) ?? '')
        : (relative.split('/').at(-1) ?? '').replace(/(?:\.[a-z]{2,3}(?:-[a-z0-9]{2,4})?)?\.\w+$/i, '');
      const usesFileDates =
        JSON.stringify(config.frontmatter ?? '').includes(':filename') ||
        JSON.stringify(config.frontmatter ?? '').includes(':fileName');
      const name = usesFileDates ? file.name : base;
      const slug = textOf(file.fields.slug) || name;
      const prefix = language !== main || inSubfolder ? `/${language}` : '';
      const ending = uglyUrls ? '.html' : '/';
      const url = pathOfField(file.fields.url);
      const pattern = context.permalink ?? (textOf(permalinks[section]) || undefined);
      const plain = isList && folders.length === 0 ? '/' : `/${[...bundled, slug].join('/')}${ending}`;
      const path =
        url ??
        urlized(
          addressBy(
            pattern,
            { ...values, name, slug, title: urlized(values.title) },
            plain,
            file,
            context.report,
          ),
        );
      const { aliases, url: _, ...fields } = file.fields;
      const isPost =
        !isList &&
        (values.day !== undefined || isDraft(file.fields)) &&
        (section !== '' || sections.size === 0 || sections.get('') === sections.size);
      const cascades = folders.map((_, depth) => {
        const above = read.find(
          (other) =>
            other.language === language &&
            other.relative.replace(/\.[^/]*$/, '') === `${folders.slice(0, depth + 1).join('/')}/_index`,
        );
        return plainParams(above?.file.fields.cascade);
      });
      const params = Object.assign({}, plainParams(config.params), ...cascades, plainParams(file.fields));
      documents.push({
        ...file,
        name: textOf(fields.slug) || file.name,
        fields: { ...(language === main ? {} : { lang: language }), ...fields },
        kind: isPost ? 'post' : 'page',
        format: 'markdown',
        syntaxes: ['shortcodes'],
        params,
        headingIds: 'hugo',
        addresses: [
          url ? `${prefix}${path}`.replace(`${prefix}${prefix}`, prefix) : `${prefix}${path}`,
          ...listOf(aliases).map((alias) =>
            alias.startsWith('/') ? alias : `${prefix}/${normalPath(`${bundled.join('/')}/${alias}`)}`,
          ),
        ],
      });
    }
    const taxonomies = Object.values(
      (config.taxonomies as Record<string, unknown> | undefined) ?? { tag: 'tags', category: 'categories' },
    ).map(textOf);
    return {
      system: 'Hugo',
      siteUrl: /^https?:/.test(baseUrl) ? baseUrl : undefined,
      language: textOf(config.languagecode) || main,
      timeZone,
      documents,
      authors: authorsOf(config),
      staticFolders: [
        'static',
        'assets',
        ...files
          .list()
          .flatMap((path) => /^themes\/[^/]+\/static(?=\/)/.exec(path)?.[0] ?? [])
          .slice(0, 1),
      ],
      feeds: [
        '/index.xml',
        ...[...sections.keys()].filter(Boolean).map((section) => `/${section}/index.xml`),
      ],
      lists: taxonomies.map((name) => `/${name}/:${/^authors?$/.test(name) ? 'author' : 'tag'}/`),
    } satisfies Archive;
  },
};

/** The values of a mapping that may have its own in `params`. */
function plainParams(value: unknown): Record<string, unknown> {
  const list = Array.isArray(value) ? value : [value];
  return Object.assign(
    {},
    ...list.map((one: unknown) => {
      if (typeof one !== 'object' || one === null) return {};
      const { params, ...rest } = one as Record<string, unknown>;
      return { ...rest, ...(typeof params === 'object' ? params : {}) };
    }),
  );
}

function authorsOf(config: Record<string, unknown>): Archive['authors'] {
  const written = (config.author ??
    (config.params as Record<string, unknown> | undefined)?.author) as unknown;
  const name =
    typeof written === 'string' ? written : textOf((written as Record<string, unknown> | undefined)?.name);
  return name ? [{ names: [name], name }] : [];
}
