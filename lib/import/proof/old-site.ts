import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../util/errors';
import { unescapeHtml } from '../text';

/** A built site of another system. */
export interface OldSite {
  /** The addresses of its pages and feeds. */
  addresses(): Promise<ReadonlySet<string>>;
  /** The HTML at an address; `undefined` if there is none. */
  read(address: string): Promise<string | undefined>;
}

/** A feed in the build output of a site. */
const feedFile = /(?:^|\/)(?:feed|rss|atom|index)\w*\.(?:xml|json|rss|atom)$/;

/**
 * Opens the build output of an old site.
 *
 * @throws {UserError} if the folder does not exist
 */
export function localSite(folder: string): OldSite {
  if (!existsSync(folder))
    throw new UserError(
      `${folder} does not exist. Expected the old site: the folder with its build output, or its URL.`,
    );
  const files = new Map<string, string>();
  const visitFolder = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) visitFolder(inner);
      else if (/\.html?$/.test(entry.name)) files.set(inner.replace(/\/index\.html?$/, '/'), inner);
      else if (feedFile.test(inner)) files.set(inner, inner);
    }
  };
  visitFolder('');
  return {
    addresses: async () => new Set(files.keys()),
    read: async (address) => {
      const file = files.get(address);
      return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
    },
  };
}

/**
 * Opens an old site by its URL. Its addresses are those of its sitemaps (https://www.sitemaps.org/protocol.html)
 * and those that were imported.
 *
 * @param imported the old addresses of imported documents
 */
export function remoteSite(url: string, imported: readonly string[]): OldSite {
  const get = async (one: string) => {
    const response = await fetch(one, { redirect: 'follow' }).catch((error: unknown) => {
      throw new UserError(`${one} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    return response.ok ? response.text() : undefined;
  };
  const base = url.replace(/\/$/, '');
  const { origin, pathname: basePath } = new URL(base);
  const isImported = new Set(imported);
  const hasBase = (path: string) => basePath !== '/' && path.startsWith(`${basePath}/`);
  return {
    addresses: async () => {
      const found = new Set(imported);
      const sitemaps = [`${base}/sitemap.xml`];
      const read = new Set<string>();
      for (let sitemap = sitemaps.pop(); sitemap !== undefined; sitemap = sitemaps.pop()) {
        if (read.has(sitemap)) continue;
        read.add(sitemap);
        const xml = (await get(sitemap)) ?? '';
        const listed = [...xml.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].flatMap(([, loc = '']) =>
          URL.canParse(unescapeHtml(loc)) ? unescapeHtml(loc) : [],
        );
        // An index lists other sitemaps.
        if (/<sitemapindex/.test(xml)) sitemaps.push(...listed);
        else
          for (const { pathname } of listed.map((loc) => new URL(loc)))
            found.add(
              hasBase(pathname) && !isImported.has(pathname) ? pathname.slice(basePath.length) : pathname,
            );
      }
      return found;
    },
    // Some systems know the folder that they are in, others do not.
    read: (address) => get((hasBase(address) ? origin : base) + address),
  };
}
