import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { type Recommendation, Recommender, type SavedResults } from '.';
import { type StoredPost, withTerms } from './stored-terms';

const file = join(workDir, 'cache/recommended');

/** The cached results of the last build, with a hash of the code. */
interface Last {
  code: string;
  saved: SavedResults;
}

/**
 * Computes the recommendations, and caches the results for the next build.
 *
 * @param code a hash of the code that computes them
 * @returns see `Recommender.recommendAll`
 */
export async function recommendPosts({
  posts,
  code,
}: {
  posts: readonly StoredPost[];
  code: string;
}): Promise<Map<string, Recommendation[]>> {
  const last = await readChecksummed<Last>(file);
  const before = last?.code === code ? last.saved : undefined;
  const { recommended, saved } = new Recommender(await withTerms(posts), { before }).recommendAll();
  await writeChecksummed(file, { code, saved } satisfies Last);
  return recommended;
}
