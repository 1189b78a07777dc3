import type { Page, Post } from 'contentlayer/generated';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { absoluteUrl, hostedPath, site } from '../config/site';
import { contentSecurityPolicy, metaPolicies } from '../hosts/policy';
import type { Redirects } from '../hosts/redirect-file';
import { directionOf } from '../i18n/language';
import type { Catalog } from '../pages/catalog';
import { siteRedirects } from '../pages/redirects';
import { aliasPath, encodePath, requestPath } from '../util/addresses';

/** The redirects from old addresses, and the addresses in `gone`. */
export function redirectsOf(moved: readonly Pick<MovedDocument, 'path' | 'aliases'>[]): Redirects {
  return {
    redirects: moved.flatMap(({ path, aliases }) =>
      aliases.map((alias) => ({ from: requestPath(aliasPath(alias)), to: hostedPath(encodePath(path)) })),
    ),
    gone: (site.gone ?? []).map((path) => requestPath(aliasPath(path))),
  };
}

/** A document, or another page or file, with old addresses. */
export type MovedDocument = Pick<Post | Page, 'title' | 'path' | 'lang' | 'aliases'>;

/** All documents with old addresses, and what the redirects of `site.config.ts` lead to. */
export function movedDocuments(catalog: Catalog): MovedDocument[] {
  const { allPosts, pages } = catalog;
  return [
    ...[...allPosts, ...pages].flatMap(({ title, path, lang, aliases }) =>
      aliases.length > 0 ? { title, path, lang, aliases } : [],
    ),
    ...siteRedirects(catalog).map(({ from, to, title }) => ({
      title,
      path: to,
      lang: undefined,
      aliases: [from],
    })),
  ];
}

/**
 * Redirect pages at old addresses, for hosts that only serve files. Other hosts redirect before they
 * look for a file.
 *
 * @param written the paths of all other files. Pages that would conflict with one are left out
 */
export function* aliasPages(
  moved: readonly MovedDocument[],
  written: Iterable<string>,
): Generator<{ path: string; content: string }> {
  if (moved.length === 0) return;
  const files = new Set(written);
  const folders = new Set<string>();
  for (const file of files) for (const folder of foldersOf(file)) folders.add(folder);
  for (const document of moved)
    for (const alias of document.aliases) {
      const file = fileAt(aliasPath(alias));
      if (!file || files.has(file) || folders.has(file)) continue;
      const above = foldersOf(file);
      if (above.some((folder) => files.has(folder))) continue;
      files.add(file);
      for (const folder of above) folders.add(folder);
      yield { path: file, content: aliasPage(document) };
    }
}

/** All folders above a file, except the root of the site. */
function foldersOf(file: string): string[] {
  const folders: string[] = [];
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
    folders.push(file.slice(0, end));
  return folders;
}

/** In bytes: the limit of file systems, less the suffix of precompressed files. */
const longestName = 250;

/**
 * The file for a path; `undefined` if the name is too long, or if it would not be served as HTML, such as
 * `/old.php`.
 */
function fileAt(path: string): string | undefined {
  if (path.split('/').some((name) => Buffer.byteLength(name) > longestName)) return undefined;
  if (/\.[^/]*$/.test(path)) return /\.html?$/.test(path) ? path : undefined;
  return `${path.replace(/\/$/, '')}/index.html`;
}

/** A page that leads to a document at another path. */
export function aliasPage({ title, path, lang }: Pick<MovedDocument, 'title' | 'path' | 'lang'>): string {
  const address = encodePath(path);
  const href = hostedPath(address);
  const policies = metaPolicies(contentSecurityPolicy(new Map()));
  const page = h(null, [
    { type: 'doctype' },
    h('html', { lang: lang ?? site.language, dir: directionOf(lang ?? site.language) }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        ...policies.map((content) => h('meta', { httpEquiv: 'Content-Security-Policy', content })),
        h('meta', { name: 'viewport', content: 'width=device-width' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', title),
        h('link', { rel: 'canonical', href: absoluteUrl(address) }),
        h('meta', { httpEquiv: 'refresh', content: `0; url=${href}` }),
      ]),
      h('body', h('h1', h('a', { href }, title))),
    ]),
  ]);
  return `${toHtml(page)}\n`;
}
