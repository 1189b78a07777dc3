import { Recommender } from '../../lib/recommend';
import { hashTerm } from '../../lib/recommend/terms';
import type { Rankings } from './baselines';
import type { JudgedPost } from './corpus';
import type { Judged } from './measures';

/** In so many parts posts are held out, one after the other. */
const folds = 5;

/**
 * What the build recommends, for posts whose links it does not know: weights are learned from
 * links between other posts (five-fold cross-validation), and what links say of candidates
 * leaves out those of the post itself. So it goes with a post that is new.
 */
export function letterpress(posts: readonly JudgedPost[]): Judged {
  const places = new Map(posts.map(({ slug }, at) => [slug, at]));
  const runs = Array.from({ length: folds }, (_, fold): Rankings => {
    const isHeld = (slug: string) => foldOf(slug) === fold;
    const others = posts.map((post) => ({
      ...post,
      links: isHeld(post.slug) ? [] : post.links.filter((link) => !isHeld(link)),
    }));
    const { weights } = new Recommender(others);
    const recommender = new Recommender(posts, { weights, hidesLinks: true });
    const lists = recommender.recommendAll().recommended;
    return posts.map(({ slug }) => {
      const list = lists.get(slug)?.map((one) => one.slug) ?? [];
      const rest = recommender.explain(slug).map((one) => one.slug);
      return [...new Set([...list, ...rest])].flatMap((one) => places.get(one) ?? []);
    });
  });
  return { rankings: posts.map(({ slug }, post) => runs[foldOf(slug)]?.[post] ?? []), runs };
}

/** By the slug alone, so that it does not matter how a corpus is sorted. */
const foldOf = (slug: string) => (hashTerm(slug) >>> 8) % folds;
