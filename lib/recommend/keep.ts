import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import { type Kept, type RecommendablePost, type Recommendation, Recommender } from '.';

const file = join(workDir, 'cache/recommended');

/** The cachedResults of the last time, for which posts and by which code. */
interface Last {
  code: string;
  key: string;
  kept: Kept;
}

/**
 * Finds what to read next, and keeps what will find it sooner the next time.
 *
 * @param code a hash of the code that finds it; key: one of all that is said by the posts
 * @returns see `Recommender.recommendAll`
 */
export async function recommendPosts(
  posts: () => readonly RecommendablePost[],
  { code, key }: { code: string; key: string },
): Promise<Map<string, Recommendation[]>> {
  const last = await readChecksummed<Last>(file);
  const before = last?.code === code ? last.kept : undefined;
  if (before && last?.key === key)
    return new Map(
      before.cachedResults.map(({ recommended }, post) => [before.slugs[post] ?? '', recommended]),
    );
  const { recommended, kept } = new Recommender(posts(), { before }).recommendAll();
  await writeChecksummed(file, { code, key, kept } satisfies Last);
  return recommended;
}
