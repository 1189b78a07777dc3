import type { Post } from 'contentlayer/generated';
import { postPath } from '../config/post-path';
import { site } from '../config/site';
import { type BodyText, bodyOf } from '../content/body';
import type { Version } from '../content/publication';
import { aliasPath, encodePath, historyPath, versionPath } from '../util/addresses';
import { type Catalog, isAtPreview } from './catalog';
import { linkOf } from './links';
import type { HistoryProps, PostLink } from './props';
import type { PagesOf } from './site-content';

/** Whether a post has a page with its history. */
const isChanged = (post: Post) =>
  site.history === true && !isAtPreview(post) && (post.updated !== undefined || post.changes.length > 0);

/** The address of the history of a post, percent-encoded; `undefined` if it has none. */
export const historyHref = (post: Post): string | undefined =>
  isChanged(post) ? encodePath(historyPath(post.path)) : undefined;

/** The path of the version of a post that is current now, which stays its address later. */
export const currentVersionPath = ({ path, updatedDay, day }: Post): string =>
  versionPath(path, updatedDay ?? day);

/** The histories of posts. */
export const historyPages: PagesOf<'/history/[...slug]'> = function* ({ catalog, versionsOf }) {
  for (const post of catalog.allPosts) {
    const address = historyHref(post);
    if (address === undefined) continue;
    const { earlier, current } = versionsOf(post);
    const versions: HistoryProps['versions'] = [
      ...earlier.map(({ day, entry, body }) => ({ day, href: encodePath(entry.path), body })),
      { day: post.updatedDay ?? post.day, href: linkOf(post).href, body: current },
    ].map((version, at, all) => ({
      ...version,
      // Those that were noted together belong to the same version.
      changes: post.changes.flatMap(({ day, text }) =>
        day <= version.day && day > (all[at - 1]?.day ?? '') ? text : [],
      ),
    }));
    yield { address, props: { slug: post.slug, post: linkOf(post), versions } };
  }
};

/** The earlier versions of posts. */
export const versionPages: PagesOf<'/version/[day]/[...slug]'> = function* ({ catalog, versionsOf }) {
  for (const post of catalog.allPosts)
    for (const version of versionsOf(post).earlier) {
      const { day, entry } = version;
      yield {
        address: encodePath(entry.path),
        props: {
          slug: post.slug,
          day,
          post: linkOf(post),
          history: historyHref(post) ?? linkOf(post).href,
          title: entry.fields.title?.value ?? post.title,
          body: versionBody(version, linkOf(post)),
        },
      };
    }
};

/** The body of an earlier version. What its links and files led to may be gone: they lead to the post now. */
function versionBody({ entry }: Version, { href }: PostLink): BodyText {
  const body = bodyOf(entry, {});
  for (const { kind, url } of entry.text.references) {
    if (kind === 'link') body.links[url] ??= href;
    if (kind === 'file') body.assets[url] ??= { address: href };
  }
  return { ...body, isEarlier: true };
}

/**
 * The histories and versions of posts at their former addresses, with what they lead to. People have cited these
 * addresses.
 */
export function* movedHistories(
  { allPosts }: Catalog,
  versions: ReadonlyMap<string, readonly Version[]>,
): Generator<[path: string, target: { title: string; path: string; lang?: string }]> {
  if (!site.history) return;
  for (const post of allPosts) {
    const { slug, title, day, path, lang } = post;
    const former = [
      ...post.aliases.map(aliasPath).filter((alias) => alias.endsWith('/')),
      ...(site.formerPostPaths ?? []).map((pattern) => postPath(slug, day, pattern)),
    ];
    const days = [...(versions.get(slug) ?? []).map((version) => version.day), post.updatedDay ?? day];
    for (const old of new Set(former)) {
      if (historyHref(post)) yield [historyPath(old), { title, path: historyPath(path), lang }];
      for (const each of days) yield [versionPath(old, each), { title, path: versionPath(path, each), lang }];
    }
  }
}
