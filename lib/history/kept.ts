import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workDir } from '../cache/paths';
import { writeWhole } from '../util/files';
import { hashOf } from '../util/hash';

/** Versions of posts that builds have seen, for content that is not in git. Not part of the cache. */
const folder = join(workDir, 'versions');

/** @param path of the post, relative to the content folder */
const folderOf = (path: string) => join(folder, hashOf(path).slice(0, 16));

/** Keeps the version of a post. A later text with the same day replaces it. */
export function keepVersion(path: string, day: string, bytes: Uint8Array): void {
  const file = join(folderOf(path), `${day}.md`);
  if (existsSync(file) && readFileSync(file).equals(bytes)) return;
  mkdirSync(folderOf(path), { recursive: true });
  writeWhole(file, bytes);
}

/** The versions of a post that were kept, the oldest first. */
export function keptVersions(path: string): Buffer[] {
  const own = folderOf(path);
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(join(own, name)));
}
