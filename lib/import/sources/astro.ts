import GithubSlugger from 'github-slugger';
import type { SourceFiles } from '../archive';
import { normalPath, textOf } from '../text';
import { readProject } from './project';
import { hasFile, type Source, urlInCode } from './source';

/** The folder of pages that shows a collection: the one with a name like it, or the only one. */
function routeOf(collection: string, files: SourceFiles): string | undefined {
  const routes = [
    ...new Set(
      files
        .list()
        .flatMap(
          (path) =>
            /^src\/pages\/((?:[^[\]]+\/)?)\[(?:\.\.\.)?(?:slug|id|post|path|entry)\]/.exec(path)?.[1] ?? [],
        ),
    ),
  ];
  const stem = (name: string) => name.toLowerCase().replace(/s?\/?$/, '');
  return (
    routes.find((route) => stem(route) === stem(collection)) ?? (routes.length === 1 ? routes[0] : undefined)
  );
}

/** Astro, with content collections or Markdown pages (https://docs.astro.build/en/guides/content-collections/). */
export const astro: Source = {
  name: 'Astro',
  takes: 'a folder with astro.config.mjs',
  recognizes: (files) => hasFile(files, /^astro\.config\.\w+$/),
  read(context) {
    const { files } = context;
    const collections = [
      ...new Set(files.list().flatMap((path) => /^src\/content\/([^/]+)\//.exec(path)?.[1] ?? [])),
    ];
    // Loaders may read any folder.
    const loaded = files
      .list()
      .filter((path) => /^src\/content(?:\.config|\/config)\.\w+$/.test(path))
      .flatMap((path) => [...files.text(path).matchAll(/\bbase\s*:\s*["'`]([^"'`]+)["'`]/g)])
      .map(([, base = '']) => `${normalPath(base)}/`);
    const other = [
      ...new Set(
        files
          .list()
          .flatMap((path) => /^(?:src\/)?(?:data|content|blog|posts)\/(?=.*\.mdx?$)/.exec(path)?.[0] ?? []),
      ),
    ];
    return readProject(
      {
        system: 'Astro',
        siteUrl: urlInCode(
          files,
          /^astro\.config\.\w+$|(?:^|\/)(?:site\.)?config\.\w+$|(?:^|\/)consts?\.\w+$|site-config\.\w+$/,
        ),
        syntaxes: ['containers'],
        headingIds: 'github',
        staticFolders: ['public'],
        feeds: ['/rss.xml', '/feed.xml', '/atom.xml'],
        lists: ['/tags/:tag/'],
        pagesInCode: /^src\/pages\/(.+)\.(?:astro|html|[jt]sx|vue|svelte)$/,
        pathPrefixes: { '@/': 'src/', '~/': 'src/', '@assets/': 'src/assets/', '@images/': 'src/images/' },
        roots: [...loaded, ...collections.map((name) => `src/content/${name}/`), 'src/pages/', ...other],
        authorFolders: /^src\/content\/(?:authors?|team)\//,
        addressOf(file, root, relative) {
          if (root === 'src/pages/') return `/${relative}/`.replace('//', '/');
          const collection = root.split('/').filter(Boolean).at(-1) ?? '';
          const route = routeOf(collection, files) ?? `${collection}/`;
          // Astro makes the name of an entry by GitHub's rules for headings.
          const slugger = new GithubSlugger();
          const name =
            textOf(file.fields.slug) ||
            relative
              .split('/')
              .map((part) => slugger.slug(part))
              .join('/');
          return `/${route}${name.replace(/^\/|\/$/g, '')}/`;
        },
      },
      context,
    );
  },
};
