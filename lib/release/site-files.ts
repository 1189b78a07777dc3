import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { headersFile, readHeaders } from '../hosts/header-file';
import { isHidden, isText } from '../hosts/hidden';
import { mediaTypeOf } from '../hosts/media-types';
import { indexFile } from '../search/files';
import { UserError } from '../util/errors';
import { filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import type { ObjectHeaders } from './bucket';

/** A file of the site to upload. */
export interface SiteFile {
  /** The path without the first slash. */
  key: string;
  /** A hash of the content and the headers. */
  blob: string;
  bytes: number;
  headers: ObjectHeaders;
  /** The path of the file to upload, or of its compressed variant. */
  from: string;
}

/**
 * Lists the files of a built site to upload: those that our own server would serve. Text files are
 * uploaded as gzip, which every client accepts.
 *
 * @param plain upload text files uncompressed, for CDNs that compress them
 * @throws {UserError} if there is no site, or it is replaced meanwhile
 */
export async function siteFiles(outDir: string, { plain }: { plain: boolean }): Promise<SiteFile[]> {
  const folder = await identityOf(outDir);
  const paths = await filesUnder(outDir);
  const there = new Set(paths);
  if (!there.has('/index.html') || !there.has(`/${headersFile}`))
    throw new UserError(`There is no site in ${outDir}. Build one first: npm run build`);
  const headersOf = readHeaders(readFileSync(join(outDir, headersFile), 'utf8'));
  const files: SiteFile[] = [];
  for (const path of paths) {
    if (isHidden(path)) continue;
    const zipped = !plain && isText(path) && there.has(`${path}.gz`);
    const rules = headersOf(path.replace(/\/index\.html$/, '/'));
    const headers: ObjectHeaders = {
      contentType: rules.get('Content-Type') ?? mediaTypeOf(path),
      cacheControl: rules.get('Cache-Control') ?? 'no-cache',
      contentEncoding: zipped ? 'gzip' : undefined,
    };
    const from = join(outDir, zipped ? `${path}.gz` : path);
    const content = await readFile(from).catch(() => undefined);
    if (!content) throw changed(from);
    const blob = hashOf(JSON.stringify(headers), content);
    files.push({ key: path.slice(1), blob, bytes: content.length, headers, from });
  }
  if ((await identityOf(outDir)) !== folder) throw changed(outDir);
  return files;
}

/** Identifies a folder, so that its replacement is detected. */
const identityOf = (path: string) => stat(path).then(({ dev, ino }) => `${dev} ${ino}`, String);

const changed = (path: string) =>
  new UserError(
    `${path} has changed while the site was read, because a build replaced it. Run the release again.`,
  );

/** @throws {UserError} if the file has changed */
export async function contentOf({ from, blob, headers }: SiteFile): Promise<Buffer> {
  const content = await readFile(from).catch(() => undefined);
  if (!content || hashOf(JSON.stringify(headers), content) !== blob) throw changed(from);
  return content;
}

/**
 * The order in which files are copied: first those with a content hash in their path, then other
 * files, then pages and the search index.
 */
export function rankOf(key: string): 0 | 1 | 2 {
  if (isForEver(key)) return 0;
  return key.endsWith('.html') || `/${key}` === indexFile ? 2 : 1;
}

/** Whether a page that was opened before the release may still request the file. */
export const staysForOldPages = (key: string) => isForEver(key) || key.startsWith('search/');

/** Whether a path has a content hash. */
export const isForEver = (key: string) => /^(?:assets|media|_next\/static)\//.test(key);
