import { aliasPath, encodePath } from '../content/addresses';
import { pages, posts } from '../posts';
import type { Redirect } from './redirect-file';

/** The old addresses of posts and pages, from their `aliases`. */
export function redirects(): Redirect[] {
  return [...posts, ...pages].flatMap((document) =>
    document.aliases.map((alias) => ({ from: encodePath(aliasPath(alias)), to: encodePath(document.path) })),
  );
}
