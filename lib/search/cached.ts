import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { readText } from '../cache/texts';
import { searchFiles } from './build';
import { emptyIndex, type SearchedPost, updateIndex, type WordIndex } from './word-index';

const file = join(workDir, 'cache/words');

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
}): Promise<[path: string, content: string][]> {
  const cached = await readChecksummed<{ code: string; index: WordIndex }>(file);
  const index = updateIndex(cached?.code === code ? cached.index : emptyIndex, posts, readText);
  await writeChecksummed(file, { code, index });
  return searchFiles(posts, index);
}
