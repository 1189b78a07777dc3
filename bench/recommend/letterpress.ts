import { Recommender } from '../../lib/recommend';
import { hashTerm } from '../../lib/recommend/terms';
import type { Rankings } from './baselines';
import type { JudgedPost } from './corpus';
import type { Judged } from './measures';

/** The number of folds of the cross-validation. */
const folds = 5;

/**
 * The recommendations of the build for posts with unknown links. Weights are learned from links
 * between other posts (five-fold cross-validation), and the post's own links are ignored. This is the
 * situation of a new post.
 */
export function letterpress(posts: readonly JudgedPost[]): Judged {
  const places = new Map(posts.map(({ slug }, at) => [slug, at]));
  const runs = Array.from({ length: folds }, (_, fold): Rankings => {
    const isHeldOut = (slug: string) => foldOf(slug) === fold;
    const others = posts.map((post) => ({
      ...post,
      links: isHeldOut(post.slug) ? [] : post.links.filter((link) => !isHeldOut(link)),
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

/** Depends only on the slug, not on the order of the corpus. */
const foldOf = (slug: string) => (hashTerm(slug) >>> 8) % folds;
