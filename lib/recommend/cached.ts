import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { type RecommendablePost, type Recommendation, Recommender, type SavedResults } from '.';

const file = join(workDir, 'cache/recommended');

/** The cached results of the last build, with hashes of the posts and the code. */
interface Last {
  code: string;
  key: string;
  saved: SavedResults;
}

/**
 * Computes the recommendations, and caches the results for the next build.
 *
 * @param code a hash of the code; key: a hash of the posts
 * @returns see `Recommender.recommendAll`
 */
export async function recommendPosts(
  posts: () => readonly RecommendablePost[],
  { code, key }: { code: string; key: string },
): Promise<Map<string, Recommendation[]>> {
  const last = await readChecksummed<Last>(file);
  const before = last?.code === code ? last.saved : undefined;
  if (before && last?.key === key)
    return new Map(
      before.cachedResults.map(({ recommended }, post) => [before.slugs[post] ?? '', recommended]),
    );
  const { recommended, saved } = new Recommender(posts(), { before }).recommendAll();
  await writeChecksummed(file, { code, key, saved } satisfies Last);
  return recommended;
}
