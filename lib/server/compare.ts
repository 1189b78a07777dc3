import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Root } from 'hast';
import { htmlToHast } from 'satteri';
import { basePath } from '../config/site';
import { decodePath } from '../hosts/header-file';
import { UserError } from '../util/errors';
import { filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import { visit } from '../util/visit';

/** The differences between two built sites, for the review of an edit. */
export interface Comparison {
  /** The URL paths of pages, and the size of their HTML as sent, in bytes. */
  added: { address: string; bytes: number }[];
  changed: { address: string; bytes: number; before: number }[];
  removed: string[];
  /** The number of unchanged pages. */
  same: number;
  /** Links of the new site to files that do not exist. */
  broken: { address: string; href: string }[];
}

/**
 * Compares two built sites.
 *
 * @param before,after their folders
 * @throws {UserError} if one of them has no site
 */
export async function compareSites(before: string, after: string): Promise<Comparison> {
  const [old, files] = await Promise.all([filesUnder(before), filesUnder(after)]);
  for (const [folder, paths] of [[before, old] as const, [after, files] as const])
    if (!paths.includes('/index.html'))
      throw new UserError(
        `${folder} ${existsSync(folder) ? 'has no index.html' : 'does not exist'}. Expected the output of npm run build.`,
      );
  const pages = new Set(files.filter((file) => file.endsWith('.html')));
  const oldPages = new Set(old.filter((file) => file.endsWith('.html')));
  const added: Comparison['added'] = [];
  const changed: Comparison['changed'] = [];
  for (const page of pages) {
    const [address, bytes] = [addressOf(page), sentBytes(after, page)];
    if (!oldPages.has(page)) added.push({ address, bytes });
    else if (digestOf(before, page) !== digestOf(after, page))
      changed.push({ address, bytes, before: sentBytes(before, page) });
  }
  return {
    added,
    changed,
    removed: [...oldPages].filter((page) => !pages.has(page)).map(addressOf),
    same: pages.size - added.length - changed.length,
    broken: brokenLinks(after, files),
  };
}

/** The number of lines of each list that are shown. */
const shown = 100;

/** Describes the differences in Markdown. */
export function describeComparison({ added, changed, removed, same, broken }: Comparison): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  const rows = [
    ...added.map(({ address, bytes }) => `| ${code(address)} | ${kilobytes(bytes)} | new |`),
    ...changed.map(
      ({ address, bytes, before }) => `| ${code(address)} | ${kilobytes(bytes)} | ${kilobytes(before)} |`,
    ),
    ...removed.map((address) => `| ${code(address)} | removed | |`),
  ];
  return [
    `${added.length} new, ${changed.length} changed, ${removed.length} removed, ${same} unchanged.`,
    ...(rows.length === 0
      ? []
      : [
          [
            '| Page | Size as sent | Before |',
            '|---|---:|---:|',
            ...firstOf(rows, '| and $ more | | |'),
          ].join('\n'),
        ]),
    broken.length === 0
      ? 'No broken links.'
      : [
          `**${broken.length} broken ${broken.length === 1 ? 'link' : 'links'}**\n`,
          ...firstOf(
            broken.map(({ address, href }) => `- ${code(address)} links to ${code(href)}`),
            '- and $ more',
          ),
        ].join('\n'),
  ].join('\n\n');
}

const firstOf = (lines: readonly string[], rest: string) =>
  lines.length <= shown ? lines : [...lines.slice(0, shown), rest.replace('$', String(lines.length - shown))];

const code = (text: string) => `\`${text.replaceAll('`', '%60').replaceAll('|', '%7C')}\``;

const addressOf = (page: string) => page.replace(/\/index\.html$/, '/');

const digestOf = (folder: string, file: string) => hashOf(readFileSync(join(folder, file)));

function sentBytes(folder: string, file: string): number {
  const compressed = statSync(join(folder, `${file}.br`), { throwIfNoEntry: false });
  return (compressed ?? statSync(join(folder, file))).size;
}

/** Finds references to files of the site that do not exist. */
function brokenLinks(folder: string, files: readonly string[]): Comparison['broken'] {
  const there = new Set(files);
  const broken: Comparison['broken'] = [];
  for (const page of files) {
    if (!page.endsWith('.html')) continue;
    const address = addressOf(page);
    const missing = new Set<string>();
    visit(htmlToHast(readFileSync(join(folder, page), 'utf8')) as Root, (node: Nodes) => {
      if (node.type !== 'element') return;
      for (const value of [node.properties.href, node.properties.src, node.properties.poster]) {
        if (typeof value !== 'string') continue;
        const base = here + basePath + address;
        const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
        if (url && url.origin !== here) continue;
        const { pathname = '' } = url ?? {};
        const path = pathname.startsWith(`${basePath}/`)
          ? decodePath(pathname.slice(basePath.length))
          : undefined;
        // Hosts add a missing slash to the URL of a folder.
        const places = path === undefined ? [] : [path, path.replace(/\/?$/, '/index.html')];
        if (!places.some((place) => there.has(place))) missing.add(value);
      }
    });
    for (const href of missing) broken.push({ address, href });
  }
  return broken;
}

/** A placeholder for the site's origin. */
const here = 'https://own.invalid';
