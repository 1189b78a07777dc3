import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { postPattern } from '../config/post-path';
import { site } from '../config/site';
import type { Catalog } from '../pages/catalog';
import { siteRedirects } from '../pages/redirects';
import { addressKey, aliasPath } from '../util/addresses';
import { count } from '../util/count';
import { UserError } from '../util/errors';

const recordFile = join(workDir, 'cache/posts');

/** Where the posts of the last build were. */
interface PostRecord {
  /** `postPath` of that build. */
  pattern: string;
  /** Addresses by slug. */
  paths: Record<string, string>;
}

/**
 * Stops a build whose posts have other addresses than in the last build, without redirects from the old ones:
 * because `postPath` has changed, or a date that is part of it.
 *
 * @throws {UserError} with what to add
 */
export async function checkMovedPosts(catalog: Catalog): Promise<void> {
  const last = await readChecksummed<PostRecord>(recordFile);
  if (!last) return;
  const known = new Set(
    [
      ...catalog.allPosts.flatMap(({ path, aliases }) => [path, ...aliases.map(aliasPath)]),
      ...siteRedirects(catalog).map(({ from }) => from),
      ...(site.gone ?? []).map(aliasPath),
    ].map(addressKey),
  );
  const moved = catalog.allPosts.flatMap(({ slug, path }) => {
    const from = Object.hasOwn(last.paths, slug) ? last.paths[slug] : undefined;
    return from === undefined || known.has(addressKey(from)) ? [] : [{ slug, from, to: path }];
  });
  const [first] = moved;
  if (!first) return;
  const patterns = [...new Set([...(site.formerPostPaths ?? []), last.pattern])];
  const fix =
    last.pattern === postPattern
      ? `add to the front matter of ${moved.map(({ slug, from }) => `${slug}: aliases: [${from}]`).join(', of ')}`
      : `add to site.config.ts: formerPostPaths: [${patterns.map((pattern) => `'${pattern}'`).join(', ')}]`;
  throw new UserError(
    `${count(moved.length, 'post')} would move, such as ${first.from} to ${first.to}, and links to the old addresses would break. To redirect from them, ${fix}. If nothing links to the old addresses, run: npm run build -- --yes`,
  );
}

/** Records where the posts are, for the next build. */
export async function recordPosts({ allPosts }: Catalog): Promise<void> {
  const paths = Object.fromEntries(allPosts.map(({ slug, path }) => [slug, path]));
  await writeChecksummed(recordFile, { pattern: postPattern, paths } satisfies PostRecord);
}
