import { slugAt } from '../config/post-path';
import { site } from '../config/site';
import type { Catalog } from '../pages/catalog';
import { siteRedirects } from '../pages/redirects';
import { addressKey } from '../util/addresses';
import { count } from '../util/count';
import { UserError } from '../util/errors';

/** Only posts have this file. */
const file = 'oembed.json';

/**
 * Stops a build whose posts have other addresses because `postPath` has changed, and which does not redirect
 * from the old ones.
 *
 * @param before the paths of the outputs of the last build
 * @throws {UserError} with the line for `site.config.ts`
 */
export function checkMovedPosts(before: Iterable<string>, catalog: Catalog): void {
  const known = new Set(
    [
      ...catalog.posts.flatMap(({ path, aliases }) => [path, ...aliases]),
      ...siteRedirects(catalog).map(({ from }) => from),
    ].map(addressKey),
  );
  const moved: { from: string; to: string; pattern: string }[] = [];
  for (const path of before) {
    if (!path.endsWith(`/${file}`)) continue;
    const from = path.slice(0, -file.length);
    const slug = slugAt(from);
    const isUsual = slug !== undefined && (site.foldersInPaths || !slug.includes('/'));
    // A post with a usual address was deleted, or its slug has changed.
    if (isUsual || known.has(addressKey(from))) continue;
    const post = catalog.findPost(from.split('/').at(-2) ?? '');
    if (post) moved.push({ from, to: post.path, pattern: patternOf(from, post.slug, post.day) });
  }
  const [first] = moved;
  if (!first) return;
  const patterns = [...new Set([...(site.formerPostPaths ?? []), ...moved.map(({ pattern }) => pattern)])];
  throw new UserError(
    `"postPath" has changed: ${count(moved.length, 'post')} would move, such as ${first.from} to ${first.to}, and links to the old addresses would break. To redirect from them, add to site.config.ts: formerPostPaths: [${patterns.map((pattern) => `'${pattern}'`).join(', ')}]. If nobody knows them, run: npm run build -- --yes`,
  );
}

/** The pattern that gives a post an address. Month and day may be equal: the month comes first. */
function patternOf(address: string, slug: string, day: string): string {
  const names: [value: string | undefined, name: string][] = [
    ...day.split('-').map((value, at): [string, string] => [value, [':year', ':month', ':day'][at] ?? '']),
    [slug, ':slug'],
  ];
  return address
    .split('/')
    .map((segment) => {
      const at = names.findIndex(([value]) => value === segment);
      return at < 0 ? segment : (names.splice(at, 1)[0]?.[1] ?? segment);
    })
    .join('/');
}
