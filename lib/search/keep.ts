import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { readText } from '../cache/texts';
import { searchFiles } from './build';
import { emptyIndex, type SearchedPost, updateIndex, type WordIndex } from './word-index';

const file = join(workDir, 'cache/words');

/**
 * Makes the files of the search index, and keeps what will make the next ones sooner.
 *
 * @param posts oldest first
 * @param code a hash of the code that makes them
 */
export async function indexPosts({
  posts,
  code,
}: {
  posts: readonly SearchedPost[];
  code: string;
}): Promise<[path: string, content: string][]> {
  const kept = await readChecksummed<{ code: string; index: WordIndex }>(file);
  const index = updateIndex(kept?.code === code ? kept.index : emptyIndex, posts, readText);
  await writeChecksummed(file, { code, index });
  return searchFiles(posts, index);
}
