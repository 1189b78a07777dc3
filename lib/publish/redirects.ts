import type { Catalog } from '../catalog';
import { aliasPath, encodePath } from '../content/addresses';
import type { Redirect } from '../hosts/redirect-file';

/** The old addresses of posts and pages, from their `aliases`. */
export function redirects({ posts, pages }: Catalog): Redirect[] {
  return [...posts, ...pages].flatMap((document) =>
    document.aliases.map((alias) => ({ from: encodePath(aliasPath(alias)), to: encodePath(document.path) })),
  );
}
