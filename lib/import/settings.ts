import type { MarkdownExtensions } from '../config/site-config';
import { isOwnAddress } from '../content/site-addresses';
import { addressKey } from '../util/addresses';
import { count } from '../util/count';
import { slugify } from '../util/slug';
import type { Archive } from './archive';
import type { Draft } from './draft';

/**
 * The settings for `site.config.ts` that imported documents need.
 *
 * @param needs Markdown extensions that are not turned on
 * @param missingAlts the number of images without an alternative text
 * @param language of the publication, as a BCP 47 tag
 * @returns lines of TypeScript
 */
export function settingsFor(
  archive: Archive,
  drafts: readonly Draft[],
  needs: MarkdownExtensions,
  missingAlts: number,
  language: string,
): string[] {
  const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();
  const extensions = Object.keys(needs).sort();
  const redirects = redirectsFor(archive, drafts);
  return [
    ...(archive.language && primary(archive.language) !== primary(language)
      ? [`language: '${archive.language}',`]
      : []),
    ...(archive.timeZone ? [`timeZone: '${archive.timeZone}',`] : []),
    ...(extensions.length > 0
      ? [`markdown: { ${extensions.map((name) => `${name}: true`).join(', ')} },`]
      : []),
    ...(missingAlts > 0
      ? [
          `altTextSince: '${new Date().toISOString().slice(0, 10)}', // ${count(missingAlts, 'image has', 'images have')} no alternative text`,
        ]
      : []),
    ...(redirects.length > 0
      ? [
          'redirects: [',
          ...redirects.map(([from, to]) => `  { from: ${stringLiteral(from)}, to: ${stringLiteral(to)} },`),
          '],',
        ]
      : []),
  ];
}

/** A string of TypeScript. */
const stringLiteral = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

/** Redirects from the feeds and the lists of the old site. */
function redirectsFor(archive: Archive, drafts: readonly Draft[]): [from: string, to: string][] {
  const tags = drafts.flatMap(({ fields }) => fields.tags);
  const hasAuthors = drafts.some(({ fields }) => fields.authors.length > 0);
  const posts = drafts.flatMap(({ document }) =>
    document.kind === 'post' ? (document.addresses[0] ?? []) : [],
  );
  // The lists of posts in a folder, such as `/blog/`, and of a year and a month, such as `/blog/2020/05/`.
  const parents = posts.flatMap(
    (address) => /^((?:\/[^/\d][^/]*)+\/)(?:\d{4}\/(?:\d\d\/){0,2})?[^/]+\/?$/.exec(address)?.[1] ?? [],
  );
  const dated = posts.flatMap((address) => {
    const [, folder, month] =
      /^((?:\/[^/\d][^/]*)*\/)\d{4}\/(\d\d\/)?(?:\d\d\/)?[^/]+\/?$/.exec(address) ?? [];
    return folder ? [`${folder}:year/`, ...(month ? [`${folder}:year/:month/`] : [])] : [];
  });
  const addresses = new Set(drafts.flatMap(({ document }) => document.addresses.map(addressKey)));
  const folders = [...new Set(parents)].filter(
    (folder) =>
      parents.filter((one) => one === folder).length > 1 &&
      !addresses.has(addressKey(folder)) &&
      !isOwnAddress(folder),
  );
  const feeds = archive.feeds
    .filter((feed) => !isOwnAddress(feed))
    .map((feed): [string, string] => [feed, feed.includes('atom') ? '/atom.xml' : '/feed.xml']);
  const lists = (archive.lists ?? []).flatMap((from): [string, string][] => {
    if (from.includes(':author')) return hasAuthors ? [[from, '/authors/:author/']] : [];
    if (!from.includes(':tag')) return [[from, '/archive/']];
    // Our own address of a topic needs no redirect, unless its slug was another one.
    const isOurs = from === '/tags/:tag/' && tags.every((tag) => tag.toLowerCase() === slugify(tag));
    return tags.length > 0 && !isOurs ? [[from, '/tags/:tag/']] : [];
  });
  const archives = [...folders, ...dated].map((from): [string, string] => [from, '/archive/']);
  return [...new Map([...feeds, ...lists, ...archives])];
}
