import { copyFile, cp, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readBrowserAssets } from '../browser/assets';
import { nothing } from '../content/addresses';
import type { Publication } from '../content/publication';
import { filesUnder } from '../files';
import { posts } from '../posts';
import { SettingsError } from '../settings';
import { printFiles } from './files';
import { stripFramework } from './strip';

/** What a build has made. */
export interface Summary {
  pages: number;
  files: number;
  bytes: number;
  heaviest: { path: string; bytes: number };
}

export interface PublishOptions {
  /** Where `next build` has left the pages. */
  exportDir: string;
  /** Where `lib/browser/` has been bundled to. */
  assetDir: string;
  publicDir: string;
  cardDir: string;
  outDir: string;
}

/** Pages that Next makes for itself or for lack of anything else. */
const leftOut = new RegExp(`^/(404|_not-found)/|^/_not-found\\.html$|/${nothing}/`);

/** Files of the export that are not pages but belong to the site. */
const kept = ['/sitemap.xml', '/robots.txt', '/manifest.webmanifest'];

/**
 * Puts the site together beside `outDir` and, when it is whole, in its place. A failure on
 * the way leaves `outDir` as it was.
 */
export async function publish(publication: Publication, options: PublishOptions): Promise<Summary> {
  const { exportDir } = options;
  const outDir = await targetOf(options.outDir);
  const staged = aside(outDir, 'next');
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  if (posts.some((post) => post.state !== 'published'))
    throw new Error('the index holds drafts: it was not made for this build');
  const summary: Summary = { pages: 0, files: 0, bytes: 0, heaviest: { path: '', bytes: 0 } };
  const folders = new Set<string>();
  const place = async (path: string) => {
    const file = join(staged, path);
    const folder = dirname(file);
    if (!folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      folders.add(folder);
    }
    return file;
  };
  const write = async (path: string, content: string | Uint8Array) => {
    await writeFile(await place(path), content);
    summary.files++;
    summary.bytes += Buffer.byteLength(content);
  };

  await cp(options.publicDir, staged, { recursive: true });
  const { head } = await readBrowserAssets();
  for (const path of await filesUnder(exportDir)) {
    const isPage = path.endsWith('.html') && !leftOut.test(path);
    if (isPage) {
      const html = stripFramework(await readFile(join(exportDir, path), 'utf8'), [head]);
      await write(path, html);
      summary.pages++;
      const bytes = Buffer.byteLength(html);
      if (bytes > summary.heaviest.bytes) summary.heaviest = { path, bytes };
    } else if (path.startsWith('/_next/static/media/') || kept.includes(path)) {
      await write(path, await readFile(join(exportDir, path)));
    }
  }
  for (const path of await filesUnder(options.assetDir))
    await write(`/assets${path}`, await readFile(join(options.assetDir, path)));
  for (const entry of publication.entries)
    for (const { file, address } of entry.resolved.assets.values())
      if (address.startsWith('/media/')) await copyFile(file, await place(decodeURIComponent(address)));
  for await (const { path, content } of printFiles(publication, options.cardDir)) await write(path, content);

  await swap(staged, outDir);
  return summary;
}

const aside = (outDir: string, what: 'next' | 'old') => join(dirname(outDir), `.${basename(outDir)}.${what}`);

/**
 * Where the site really goes: what `outDir` links to, if it is a link. A site that a killed
 * build had moved away is put back first.
 *
 * @throws {SettingsError} where the folder holds something else than a printed site
 */
async function targetOf(outDir: string): Promise<string> {
  const target = await realpath(outDir).catch(() => outDir);
  const files = await readdir(target).catch(() => undefined);
  if (files === undefined) await rename(aside(target, 'old'), target).catch(() => undefined);
  else if (files.length > 0 && !files.includes('index.html'))
    throw new SettingsError(
      `OUT_DIR: ${outDir} holds files that no build has printed, and a build would delete them. Empty it, or choose another folder.`,
    );
  return target;
}

/** Puts a folder in the place of another. */
async function swap(staged: string, outDir: string): Promise<void> {
  const old = aside(outDir, 'old');
  await rm(old, { recursive: true, force: true });
  await rename(outDir, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(staged, outDir);
  await rm(old, { recursive: true, force: true });
}
