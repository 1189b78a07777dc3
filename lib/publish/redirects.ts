import type { Page, Post } from 'contentlayer/generated';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Catalog } from '../catalog';
import { aliasPath, encodePath } from '../content/addresses';
import { contentSecurityPolicy, metaPolicy } from '../hosts/policy';
import type { Moves } from '../hosts/redirect-file';
import { absoluteUrl, site } from '../site';

/** The old addresses of posts and pages, from their `aliases`, and those that were given up. */
export function movesOf({ posts, pages }: Catalog): Moves {
  return {
    redirects: [...posts, ...pages].flatMap((document) =>
      document.aliases.map((alias) => ({
        from: encodePath(aliasPath(alias)),
        to: encodePath(document.path),
      })),
    ),
    gone: (site.gone ?? []).map((path) => encodePath(aliasPath(path))),
  };
}

/**
 * Pages at old addresses that lead to the new ones, for hosts that only send files; the others
 * redirect before they look for one.
 */
export function* aliasPages({ posts, pages }: Catalog): Generator<{ path: string; content: string }> {
  for (const document of [...posts, ...pages])
    for (const alias of document.aliases) {
      const file = fileAt(aliasPath(alias));
      if (file) yield { path: file, content: aliasPage(document) };
    }
}

/** Nothing where a file could not be, or would not be sent as a page. */
function fileAt(path: string): string | undefined {
  const [last = '', ...folders] = path.replace(/\/$/, '').split('/').reverse();
  if (folders.some((name) => name.includes('.'))) return undefined;
  if (last.includes('.') && !path.endsWith('/')) return last.endsWith('.html') ? path : undefined;
  return `${path.replace(/\/$/, '')}/index.html`;
}

function aliasPage({ title, path, lang }: Pick<Post | Page, 'title' | 'path' | 'lang'>): string {
  const href = encodePath(path);
  const policy = metaPolicy(contentSecurityPolicy(new Map()));
  const page = h(null, [
    { type: 'doctype' },
    h('html', { lang: lang ?? site.language }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
        h('meta', { name: 'viewport', content: 'width=device-width' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', title),
        h('link', { rel: 'canonical', href: absoluteUrl(href) }),
        h('meta', { httpEquiv: 'refresh', content: `0; url=${href}` }),
      ]),
      h('body', h('h1', h('a', { href }, title))),
    ]),
  ]);
  return `${toHtml(page)}\n`;
}
