import { escapeForRegExp } from '../../hosts/headers';
import type { SourceFiles } from '../archive';
import { textOf } from '../text';
import { readProject } from './project';
import { hasFile, hyphenated, momentOf, type Source, splitDate, urlInCode } from './source';

/** The folders of a project with many Markdown files, the most specific first. */
const foldersWithText = (files: SourceFiles, pattern: RegExp): string[] =>
  [
    ...new Set(files.list().flatMap((path) => (/\.mdx?$/.test(path) ? (pattern.exec(path)?.[0] ?? []) : []))),
  ].sort((a, b) => b.length - a.length);

/** Gatsby (https://www.gatsbyjs.com/docs/creating-slugs-for-pages/). */
export const gatsby: Source = {
  name: 'Gatsby',
  takes: 'a folder with gatsby-config.js',
  recognizes: (files) => hasFile(files, /^gatsby-config\.\w+$/),
  read: (context) =>
    readProject(
      {
        system: 'Gatsby',
        siteUrl: urlInCode(context.files, /^gatsby-config\.\w+$|^config\/|^data\/SiteConfig/),
        syntaxes: [],
        headingIds: 'github',
        staticFolders: ['static', 'public'],
        feeds: ['/rss.xml'],
        lists: ['/tags/:tag/'],
        pagesInCode: /^src\/pages\/(.+)\.[jt]sx?$/,
        roots: [
          ...foldersWithText(
            context.files,
            /^(?:content|src\/content|src)\/(?:blog|posts?|articles|pages)\//,
          ),
          'content/',
          'src/pages/',
          'blog/',
          'posts/',
        ],
        addressOf: (file, _root, relative) =>
          `/${(textOf(file.fields.slug) || textOf(file.fields.path) || relative).replace(/^\/|\/$/g, '')}/`,
      },
      context,
    ),
};

/** The route that shows posts, such as `blog/`, from the folders of Next's routers. */
function nextRoute(files: SourceFiles): string | undefined {
  const found = files
    .list()
    .flatMap(
      (path) =>
        /^(?:src\/)?(?:app|pages)\/((?:[^[\]]+\/)?)\[{1,2}(?:\.{3})?(?:slug|id|post|path)\]/.exec(
          path,
        )?.[1] ?? [],
    )
    .map((route) => route.replace(/\([^)]*\)\//g, ''));
  return found.find((route) => /blog|post|article|writing|note/.test(route)) ?? found[0];
}

/** Next.js with Markdown, MDX or Contentlayer. */
export const next: Source = {
  name: 'Next.js',
  takes: 'a folder with next.config.js, and posts in Markdown or MDX',
  recognizes: (files) =>
    hasFile(files, /^next\.config\.\w+$|^contentlayer\.config\.\w+$/) ||
    (hasFile(files, /^(?:src\/)?(?:app|pages)\/.*\[.*slug\]/) && files.has('package.json')),
  read(context) {
    const { files } = context;
    const route = nextRoute(files);
    return readProject(
      {
        system: 'Next.js',
        siteUrl: urlInCode(
          files,
          /siteMetadata|site\.config|(?:^|\/)config\.\w+$|next-sitemap|(?:app|pages)\/.*(?:rss|feed|layout|sitemap)[^/]*\.\w+$/i,
        ),
        syntaxes: ['mdx', 'containers'],
        headingIds: 'github',
        staticFolders: ['public'],
        feeds: ['/feed.xml', '/rss.xml', '/atom.xml'],
        lists: ['/tags/:tag/'],
        pagesInCode: /^(?:src\/)?(?:app\/(.+)\/page|pages\/(.+))\.[jt]sx?$/,
        pathPrefixes: { '@/': '', '~/': '', '/public/': 'public/' },
        roots: [
          ...foldersWithText(
            files,
            /^(?:src\/)?(?:data|content|contents|_posts|posts|blog|articles|public|app|pages)\/(?:(?:blog|posts?|articles|writing|notes)\/)?/,
          ),
          'data/',
          'content/',
          'posts/',
        ],
        authorFolders: /^(?:data|content)\/authors\//,
        addressOf(file, root, relative) {
          const isPost = momentOf(file.fields, file.day).day !== undefined;
          const name = (textOf(file.fields.slug) || splitDateOff(relative, root)).replace(/^\/|\/$/g, '');
          return `/${isPost ? (route ?? 'blog/') : ''}${name}/`;
        },
      },
      context,
    );
  },
};

const splitDateOff = (relative: string, root: string) => {
  const parts = relative.split('/');
  const last = parts.pop() ?? '';
  return [...parts, /_posts/.test(root) ? splitDate(last).name : last].join('/');
};

/** VitePress (https://vitepress.dev/guide/routing). */
export const vitepress: Source = {
  name: 'VitePress',
  takes: 'a folder with .vitepress/',
  recognizes: (files) => hasFile(files, /(?:^|\/)\.vitepress\/config[./]/),
  read(context) {
    const { files } = context;
    const config = files.list().find((path) => /(?:^|\/)\.vitepress\/config[./]/.test(path)) ?? '';
    const root = config.slice(0, config.indexOf('.vitepress/'));
    const isClean = /cleanUrls\s*:\s*(?:true|["'](?:with|without))/.test(files.text(config));
    return readProject(
      {
        system: 'VitePress',
        siteUrl: urlInCode(files, /\.vitepress\/config/),
        syntaxes: ['containers'],
        headingIds: 'github',
        staticFolders: [`${root}public`],
        feeds: ['/feed.rss', '/feed.xml'],
        roots: [root],
        addressOf: (_file, _root, relative) =>
          relative === '' ? '/' : `/${relative}${isClean ? '' : '.html'}`,
      },
      context,
    );
  },
};

/** The blog of Docusaurus (https://docusaurus.io/docs/blog). */
export const docusaurus: Source = {
  name: 'Docusaurus',
  takes: 'a folder with docusaurus.config.js and blog/',
  recognizes: (files) => hasFile(files, /(?:^|\/)docusaurus\.config\.\w+$/),
  read(context) {
    const { files } = context;
    const config = files.list().find((path) => /(?:^|\/)docusaurus\.config\.\w+$/.test(path)) ?? '';
    const root = config.split('/').slice(0, -1).join('/');
    const base = root ? `${root}/` : '';
    const route =
      /blog\s*:\s*\{[\s\S]*?routeBasePath\s*:\s*["']\/?([^"']*)["']/.exec(files.text(config))?.[1] ?? 'blog';
    const ending = /trailingSlash\s*:\s*true/.test(files.text(config)) ? '/' : '';
    const archive = readProject(
      {
        system: 'Docusaurus',
        siteUrl: urlInCode(files, /docusaurus\.config\.\w+$/),
        syntaxes: ['mdx', 'containers'],
        headingIds: 'github',
        staticFolders: [`${base}static`],
        feeds: [`/${route}/rss.xml`, `/${route}/atom.xml`].map((path) => path.replace('//', '/')),
        lists: [`/${route}/tags/:tag/`, `/${route}/authors/:author/`].map((path) => path.replace('//', '/')),
        pagesInCode: new RegExp(`^${escapeForRegExp(base)}src/pages/(.+)\\.[jt]sx?$`),
        pathPrefixes: { '@site/': base, 'pathname:///': `${base}static/` },
        roots: [`${base}blog/`, `${base}src/pages/`],
        addressOf(file, folder, relative) {
          if (!folder.endsWith('blog/')) return `/${relative}${ending}`;
          const slug = textOf(file.fields.slug);
          if (slug) return `/${route}/${slug.replace(/^\/|\/$/g, '')}${ending}`.replace('//', '/');
          // A date in the name is part of the address.
          const dated = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*)$/.exec(relative);
          const path = dated ? [dated[1], dated[2], dated[3], dated[4]].filter(Boolean).join('/') : relative;
          return `/${route}/${path}${ending}`.replace('//', '/');
        },
      },
      context,
    );
    const listed = files.has(`${base}blog/authors.yml`) ? files.text(`${base}blog/authors.yml`) : '';
    for (const [, id = '', body = ''] of listed.matchAll(/^([\w-]+):[ \t]*\n((?:[ \t]+[^\n]*\n?)*)/gm)) {
      const field = (name: string) =>
        new RegExp(`^[ \\t]+${name}:[ \\t]*["']?([^"'\\n]+)`, 'm').exec(body)?.[1]?.trim();
      const name = field('name');
      if (name)
        archive.authors.push({ names: [id, name], name, description: field('title'), url: field('url') });
    }
    return archive;
  },
};

/** Eleventy (https://www.11ty.dev/docs/permalinks/). */
export const eleventy: Source = {
  name: 'Eleventy',
  takes: 'a folder with eleventy.config.js',
  recognizes: (files) => hasFile(files, /^\.?eleventy(?:\.config)?\.\w+$/),
  read(context) {
    const { files } = context;
    const config = files
      .list()
      .filter((path) => /^\.?eleventy(?:\.config)?\.\w+$/.test(path))
      .map((path) => files.text(path))
      .join('\n');
    const input = /\binput\s*:\s*["']\.?\/?([^"']+?)\/?["']/.exec(config)?.[1];
    const root = input && input !== '.' ? `${input}/` : '';
    /** Permalinks of a folder, from its data file: `posts/posts.json`. */
    const folderPattern = (path: string) => {
      const folders = path.split('/').slice(0, -1);
      for (let depth = folders.length; depth > 0; depth--) {
        const folder = folders.slice(0, depth).join('/');
        const name = folders[depth - 1];
        for (const end of ['json', '11tydata.json', '11tydata.js', '11tydata.cjs', '11tydata.mjs', 'js']) {
          const data = `${folder}/${name}.${end}`;
          const found = files.has(data)
            ? /["']?permalink["']?\s*:\s*["'`]([^"'`]+)["'`]/.exec(files.text(data))?.[1]
            : undefined;
          if (found) return found;
        }
      }
      return undefined;
    };
    return readProject(
      {
        system: 'Eleventy',
        siteUrl: urlInCode(files, /(?:^|\/)(?:metadata|site|meta)\.(?:js|json|cjs|mjs)$|^\.?eleventy/),
        syntaxes: ['hexo', 'kramdown', 'containers'],
        headingIds: /anchor|slugify|heading.?id/i.test(config) ? 'github' : 'none',
        staticFolders: [root.replace(/\/$/, ''), 'public', 'static', `${root}static`, `${root}public`].filter(
          (one, at, all) => all.indexOf(one) === at,
        ),
        feeds: ['/feed.xml', '/feed/feed.xml', '/blog.atom', '/rss.xml', '/atom.xml'],
        lists: tagPagesOf(files),
        pagesInCode: new RegExp(`^${escapeForRegExp(root)}(.+)\\.(?:njk|liquid|html|webc|vto|11ty\\.\\w+)$`),
        roots: [root],
        addressOf(file, _folder, relative) {
          const written = textOf(file.fields.permalink) || folderPattern(file.path);
          const parts = relative.split('/');
          const last = splitDate(parts.pop() ?? '').name;
          const plain = `/${[...parts, last].filter(Boolean).join('/')}/`.replace('//', '/');
          if (!written) return plain;
          const filled = written
            .replace(/\{\{\s*page\.fileSlug\s*(?:\|[^}]*)?\}\}|\$\{\s*[\w.]*fileSlug\s*\}/g, last)
            .replace(/\{\{\s*page\.filePathStem\s*(?:\|[^}]*)?\}\}/g, plain.replace(/\/$/, ''))
            .replace(/\{\{\s*title\s*\|\s*slug(?:ify)?\s*\}\}/g, hyphenated(textOf(file.fields.title)))
            .replace(
              /\{\{\s*page\.date\s*\|[^}]*%Y[^}]*\}\}/g,
              momentOf(file.fields, file.day).day?.replace(/-/g, '/') ?? '',
            );
          return /\{\{|\$\{/.test(filled)
            ? plain
            : `/${filled}`.replace(/\/{2,}/g, '/').replace(/\/index\.html$/, '/');
        },
      },
      context,
    );
  },
};

/** The addresses of the pages of topics, from the permalinks of their templates. */
function tagPagesOf(files: SourceFiles): string[] {
  const templates = files.list().filter((path) => /\.(?:njk|liquid|html|md|hbs|11ty\.\w+)$/.test(path));
  const found = templates.flatMap((path) => {
    const [, before, after] =
      /permalink["']?\s*:\s*["'`]?(\/[^\n"'`{]*)\{\{-?\s*tag\b[^}]*\}\}([^\n"'`]*)/.exec(files.start(path)) ??
      [];
    return before === undefined ? [] : `${before}:tag${after?.trim().replace(/index\.html$/, '')}`;
  });
  return found.length > 0 ? [...new Set(found)] : ['/tags/:tag/'];
}

/** A vault of Obsidian. Its notes have no addresses. */
export const obsidian: Source = {
  name: 'Obsidian',
  takes: 'a vault, a folder with .obsidian/',
  recognizes: (files) => hasFile(files, /^\.obsidian\//),
  read: (context) =>
    readProject(
      {
        system: 'Obsidian',
        syntaxes: ['obsidian'],
        headingIds: 'none',
        staticFolders: [''],
        isExport: true,
        feeds: [],
        roots: [''],
        addressOf: () => undefined,
      },
      context,
    ),
};

/** Any folder of Markdown. */
export const markdown: Source = {
  name: 'Markdown',
  takes: 'any other folder of Markdown files',
  recognizes: (files) => hasFile(files, /\.(?:md|mdx|markdown)$/i),
  read: (context) =>
    readProject(
      {
        system: 'Markdown',
        syntaxes: ['containers', 'obsidian'],
        headingIds: 'github',
        staticFolders: ['', 'static', 'public', 'assets'],
        feeds: [],
        roots: [''],
        addressOf: (_file, _root, relative) => (relative === '' ? undefined : `/${relative}/`),
      },
      context,
    ),
};
