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

/** A file of the site as it is to be sent. */
export interface SiteFile {
  /** Its key: the path without the first slash. */
  key: string;
  /** Names its content and its headers. */
  blob: string;
  bytes: number;
  headers: ObjectHeaders;
  /** Where what is sent lies: the file, or its compressed form. */
  from: string;
}

/**
 * What is to be sent of a printed site: what our own server would send, texts as they were
 * compressed with gzip, which every client takes.
 *
 * @param plain send texts as they are, for what stands before the store compresses them
 * @throws {UserError} where there is no site, or it is replaced by another meanwhile
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

/** Tells a folder from one that takes its place. */
const identityOf = (path: string) => stat(path).then(({ dev, ino }) => `${dev} ${ino}`, String);

const changed = (path: string) =>
  new UserError(
    `${path} has changed while the site was read: a build has replaced it. Run the release again.`,
  );

/** @throws {UserError} where it is another file by now */
export async function contentOf({ from, blob, headers }: SiteFile): Promise<Buffer> {
  const content = await readFile(from).catch(() => undefined);
  if (!content || hashOf(JSON.stringify(headers), content) !== blob) throw changed(from);
  return content;
}

/**
 * In which order files are put in place: what pages load, by names that no other content ever
 * has; then what they may ask for; then the pages, and the list of what a search asks for.
 */
export function rankOf(key: string): 0 | 1 | 2 {
  if (isForEver(key)) return 0;
  return key.endsWith('.html') || `/${key}` === indexFile ? 2 : 1;
}

/** Whether a page that was opened before the release may still ask for a file after it. */
export const staysForOldPages = (key: string) => isForEver(key) || key.startsWith('search/');

/** Whether a file has a hash of its content in its path. */
export const isForEver = (key: string) => /^(?:assets|media|_next\/static)\//.test(key);
