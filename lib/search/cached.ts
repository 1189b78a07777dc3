import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { readText, writeText } from '../cache/texts';
import { searchFiles } from './build';
import { emptyIndex, type SearchedPost, updateIndex, type WordIndex } from './word-index';

const file = join(workDir, 'cache/words');

/** A file of the search index. Its content is in the cache of texts, under this name. */
export type SearchFile = [path: string, text: string];

/**
 * Generates the files of the search index, and caches the word index for the next build.
 *
 * @param posts oldest first
 * @param code a hash of the code that generates them
 */
export async function indexPosts({
  posts,
  code,
}: {
  posts: readonly SearchedPost[];
  code: string;
}): Promise<SearchFile[]> {
  const cached = await readChecksummed<{ code: string; index: WordIndex }>(file);
  const index = updateIndex(cached?.code === code ? cached.index : emptyIndex, posts, readText);
  await writeChecksummed(file, { code, index });
  return searchFiles(posts, index).map(([path, content]) => [path, writeText(content)]);
}
