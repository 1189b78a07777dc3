import { encodePath } from '../content/addresses';
import { aliasPath } from '../content/check';
import { pages, posts } from '../posts';

/** A moved page: requests for `from` are answered 301 with `to`. Both are percent-encoded paths. */
export interface Redirect {
  from: string;
  to: string;
}

/** The file that names them, in the form that Netlify and Cloudflare Pages read. */
export const redirectsFile = '_redirects';

/** The old addresses of posts and pages, from their `aliases`. */
export function redirects(): Redirect[] {
  return [...posts, ...pages].flatMap((document) =>
    document.aliases.map((alias) => ({ from: encodePath(aliasPath(alias)), to: encodePath(document.path) })),
  );
}

export function printRedirects(list: Redirect[]): string {
  return list.map(({ from, to }) => `${from} ${to} 301\n`).join('');
}

export function readRedirects(text: string): Redirect[] {
  return text.split('\n').flatMap((line) => {
    const [from, to] = line.split(' ');
    return from && to ? [{ from, to }] : [];
  });
}
