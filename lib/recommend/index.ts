import { hashOf, hashOfAll } from '../util/hash';
import { slugify } from '../util/slug';
import { adoptOrphans, type Candidates, chooseList } from './choose';
import { Archive, day, kinds, type PostFeatures, type View } from './evidence';
import { findNeighbors, isSameRow, type Neighbors } from './neighbors';
import { type Reason, reasonFor } from './reasons';
import type { PostTerms } from './terms';
import { Topics } from './topics';
import { isSameVector, type Vectors, vectorsOf } from './vectors';
import { learnWeights, scoresOf, type TrainingExample, type Weights } from './weights';

/** A post as input of the recommender. Only pass published posts. */
export interface RecommendablePost extends PostFeatures {
  slug: string;
  /** A hash of everything that its terms and its title depend on. */
  digest: string;
  terms: PostTerms;
  /** Its tags as written. */
  tagNames: readonly string[];
  /** The language of its text. Posts in other languages are recommended only if there is nothing else. */
  language: string;
  /** The slug of the original if it is a translation, or its own slug. */
  original: string;
  /** The slugs of the posts that it links to. */
  links: readonly string[];
  /** The slugs that its author pinned, in order. */
  pinned: readonly string[];
  /** The slugs of posts never to be recommended with it. */
  unrelated: readonly string[];
  /** Whether it has no recommendations. */
  hasNoRecommendations: boolean;
}

/** A recommended post, and the reason if one can be shown. */
export interface Recommendation {
  slug: string;
  reason: Reason | undefined;
}

/** The maximum number of posts that weights are learned from. More would not change the result. */
const MAX_TRAINING_EXAMPLES = 200;
/** The number of best candidates that a list is chosen from. */
const shortlist = 16;
/** Added to the score of a post that links to the current one, and of a post that the current one links to. */
const linking = 2;
const linked = 0.5;
/** The penalty for another language, larger than any score. */
const foreign = 1000;
/** The penalty for two recommendations with the same text, as a fraction of the weight of text. */
const redundancy = 0.3;

/** What a build caches for the next one. */
export interface SavedResults {
  /** A hash of the weights and of all data of the posts except their texts. */
  context: string;
  slugs: string[];
  vectors: Vectors;
  neighbors: Neighbors;
  cachedResults: CachedResult[];
}

/** A candidate and its score. */
interface Ranked {
  post: number;
  score: number;
}

/** The cached result of one post. */
interface CachedResult {
  /** All posts that it was compared with. */
  compared: Int32Array;
  /** What the list was chosen from. `undefined` for a post that stands alone. */
  candidates: Candidates | undefined;
  /** The list before orphans were added. */
  chosen: number[];
  recommended: Recommendation[];
}

/** A candidate and the evidence for it. */
export interface Explanation {
  slug: string;
  score: number;
  /** How much of the score comes from each kind of evidence, in the order of `kinds`. */
  contributions: number[];
  /** How much of the score comes from links between the two. */
  links: number;
}

/**
 * Computes the recommendations of all posts at once.
 *
 * Candidates are the nearest posts by text (`neighbors.ts`), and posts close in time, with the same
 * tags, in the same series, and connected through links. The evidence for each (`evidence.ts`) is
 * weighted as learned from the publication's own links (`weights.ts`). The lists are chosen to be
 * varied and to leave out no post (`choose.ts`). `docs/recommendations.md` shows what each part
 * contributes. The result depends only on the posts, not on their order.
 */
export class Recommender {
  readonly weights: Weights;
  private readonly posts: readonly RecommendablePost[];
  private readonly slugs: string[];
  private readonly numbers: Map<string, number>;
  private readonly vectors: Vectors;
  private readonly neighbors: Neighbors;
  private readonly archive: Archive;
  private readonly topics: Topics;
  /** The posts that each post links to, and those that link to it. */
  private readonly outward: Set<number>[];
  private readonly inward: Set<number>[];
  private readonly before: SavedResults | undefined;
  private readonly hidesLinks: boolean;

  /**
   * @param options.before the cached data of an earlier run; only changes are computed
   * @param options.weights use these instead of learning them from links
   * @param options.hidesLinks treat each post as if it had no links, for evaluation
   */
  constructor(
    posts: readonly RecommendablePost[],
    options: { before?: SavedResults; weights?: Weights; hidesLinks?: boolean } = {},
  ) {
    const { before, weights, hidesLinks = false } = options;
    this.before = before;
    this.hidesLinks = hidesLinks;
    this.posts = posts.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
    this.slugs = this.posts.map(({ slug }) => slug);
    this.numbers = new Map(this.slugs.map((slug, number) => [slug, number]));
    this.vectors = vectorsOf(this.posts, before?.vectors);
    this.neighbors = findNeighbors(before, this.slugs, this.vectors);
    this.outward = this.posts.map(({ links }, post) => new Set(this.numbersOf(links, post)));
    this.inward = this.posts.map(() => new Set());
    for (const [post, others] of this.outward.entries())
      for (const other of others) this.inward[other]?.add(post);
    const links = this.outward.map((others, post) => new Set([...others, ...(this.inward[post] ?? [])]));
    this.archive = new Archive(this.posts, this.vectors, this.neighbors, links);
    this.weights = weights ?? rounded(learnWeights(trainingExamplesOf(this.archive, this.slugs)));
    this.topics = new Topics(this.posts, this.vectors);
  }

  /** @returns five posts for each slug, or all others if there are fewer, best first; and what to cache */
  recommendAll(): { recommended: Map<string, Recommendation[]>; saved: SavedResults } {
    const context = this.context();
    const known = this.known(context);
    const drafts = this.posts.map((_, post) => known[post] ?? this.judge(post));
    const lists = adoptOrphans(
      drafts.map(({ chosen }) => chosen),
      drafts.map(({ candidates }) => candidates),
    );
    const cachedResults = drafts.map((draft, post): CachedResult => {
      const list = lists[post] ?? [];
      const before = known[post]?.recommended;
      const isSame =
        before?.length === list.length && list.every((other, at) => before[at]?.slug === this.slugs[other]);
      return { ...draft, recommended: isSame ? before : this.reasonsFor(post, list) };
    });
    const { slugs, vectors, neighbors } = this;
    return {
      recommended: new Map(cachedResults.map(({ recommended }, post) => [slugs[post] ?? '', recommended])),
      saved: { context, slugs, vectors, neighbors, cachedResults },
    };
  }

  private context(): string {
    const { posts, weights, hidesLinks } = this;
    return hashOfAll([
      JSON.stringify([...weights, hidesLinks]),
      ...posts.map(({ digest, terms, ...rest }) => JSON.stringify(rest)),
    ]);
  }

  /** The cached results that are still valid: the post, its neighbors and its candidates are unchanged. */
  private known(context: string): (CachedResult | undefined)[] {
    const { before, vectors, neighbors } = this;
    if (before?.context !== context) return [];
    const isChanged = vectors.digests.map(
      (digest, post) =>
        digest !== before.vectors.digests[post] || !isSameVector(before.vectors, post, vectors, post),
    );
    return before.cachedResults.map((cached, post) =>
      isChanged[post] ||
      cached.compared.some((other) => isChanged[other]) ||
      !isSameRow(neighbors, before.neighbors, post)
        ? undefined
        : cached,
    );
  }

  /** Computes the candidates and the list of a post. */
  private judge(post: number): Omit<CachedResult, 'recommended'> {
    const { hasNoRecommendations = false, pinned = [] } = this.posts[post] ?? {};
    if (hasNoRecommendations) return { compared: new Int32Array(), candidates: undefined, chosen: [] };
    const ranked = this.rank(post, this.archive.from(post));
    const compared = Int32Array.from(ranked, (one) => one.post);
    const candidates = {
      pinned: this.numbersOf(pinned, post),
      ranked: compared.subarray(0, shortlist),
      scores: Float64Array.from(ranked.slice(0, shortlist), ({ score }) => score),
    };
    const [words = 0] = this.weights;
    const chosen = chooseList(
      candidates,
      (one) => this.posts[one]?.series,
      (one, other) => redundancy * words * this.archive.likeness.of(one, other),
    );
    return { compared, candidates, chosen };
  }

  /** The candidates of a post with the evidence for each, best first. */
  explain(slug: string): Explanation[] {
    const post = this.numbers.get(slug);
    if (post === undefined) return [];
    const view = this.archive.from(post);
    return this.rank(post, view).map(({ post: other, score }) => ({
      slug: this.slugOf(other),
      score,
      contributions: this.contributionsOf(view, other),
      links: this.linkScore(post, other),
    }));
  }

  /** The posts that a post could link to but does not, best first, with names that its text may use for them. */
  unlinked(slug: string): { slug: string; names: string[] }[] {
    const post = this.numbers.get(slug);
    if (post === undefined) return [];
    return this.rank(post, this.archive.from(post))
      .slice(0, shortlist)
      .filter(({ post: other }) => !this.outward[post]?.has(other))
      .map(({ post: other }) => ({ slug: this.slugOf(other), names: this.topics.namesFor(other, post) }));
  }

  /** The slugs of the posts that no other post links to. */
  orphans(): string[] {
    return this.slugs.filter((_, post) => this.inward[post]?.size === 0);
  }

  private reasonsFor(post: number, list: readonly number[]): Recommendation[] {
    const view = this.archive.from(post);
    const { pinned = [], date = 0 } = this.posts[post] ?? {};
    return list.map((other) => {
      const slug = this.slugOf(other);
      const contributions = this.contributionsOf(view, other);
      const series = view.inSeries(other);
      const reason = reasonFor({
        isPinned: pinned.includes(slug),
        isNext: series === 1,
        isInSeries: series > 0,
        refers: this.inward[post]?.has(other) ?? false,
        isReferred: this.outward[post]?.has(other) ?? false,
        contributions,
        likeness: this.archive.likeness.of(post, other),
        days: Math.abs(date - (this.posts[other]?.date ?? 0)) / day,
        links: this.inward[other]?.size ?? 0,
        topics: this.topicsOf(post, other),
      });
      return { slug, reason };
    });
  }

  /** At most two topics that two posts share: the rarest tag, then words of their titles. */
  private topicsOf(post: number, other: number): string[] {
    const { tags: own = [] } = this.posts[post] ?? {};
    const { tags = [], tagNames = [] } = this.posts[other] ?? {};
    const names = tags
      .map((tag, at) => ({ tag, name: tagNames[at] ?? tag, count: this.archive.tags.countOf(tag) }))
      .filter(({ tag, count }) => own.includes(tag) && count * 2 <= this.posts.length)
      .sort((a, b) => a.count - b.count)
      .map(({ name }) => name);
    const isNamed = (words: string) => names.some((name) => slugify(name).includes(slugify(words)));
    const words = this.topics.shared(post, other).filter((words) => !isNamed(words));
    return [...names.slice(0, 1), ...words, ...names.slice(1)].slice(0, 2);
  }

  private contributionsOf(view: View, other: number): number[] {
    return [...rowsOf(view, [other])].map((value, kind) => value * (this.weights[kind] ?? 0));
  }

  private slugOf(post: number): string {
    return this.posts[post]?.slug ?? '';
  }

  /** All candidates of a post, best first. Ties are in the order of slugs. */
  private rank(post: number, view: View): Ranked[] {
    const { language } = this.posts[post] ?? {};
    const candidates = this.candidatesOf(post, view);
    const scores = scoresOf(rowsOf(view, candidates), this.weights);
    return candidates
      .map((other, at) => ({
        post: other,
        score:
          (scores[at] ?? 0) +
          this.linkScore(post, other) -
          (this.posts[other]?.language === language ? 0 : foreign),
      }))
      .sort((a, b) => b.score - a.score || a.post - b.post);
  }

  private linkScore(post: number, other: number): number {
    if (this.hidesLinks) return 0;
    return (this.inward[post]?.has(other) ? linking : 0) + (this.outward[post]?.has(other) ? linked : 0);
  }

  /** The candidates of a post, without its translations and the posts that its author excludes. */
  private candidatesOf(post: number, view: View): number[] {
    const { original, unrelated = [] } = this.posts[post] ?? {};
    const links = this.hidesLinks ? [] : (this.archive.links[post] ?? []);
    return [...new Set([...view.candidates(), ...links])].filter((other) => {
      const { slug = '', original: itsOriginal } = this.posts[other] ?? {};
      return itsOriginal !== original && !unrelated.includes(slug);
    });
  }

  private numbersOf(slugs: readonly string[], post: number): number[] {
    return slugs.flatMap((slug) => this.numbers.get(slug) ?? []).filter((other) => other !== post);
  }
}

/** Rounds weights, so that one more link does not reorder a whole archive. */
const rounded = (weights: Weights) => weights.map((weight) => Math.round(weight * 8) / 8);

/** The evidence for several posts, in their order. */
function rowsOf(view: View, posts: readonly number[]): Float64Array {
  const rows = new Float64Array(posts.length * kinds.length);
  for (const [at, post] of posts.entries()) view.weigh(post, rows, at * kinds.length);
  return rows;
}

/** Training examples from posts with links: a sample that stays mostly the same when posts are added or removed. */
function trainingExamplesOf(archive: Archive, slugs: readonly string[]): TrainingExample[] {
  const teachers = [...archive.links.keys()].filter((post) => (archive.links[post]?.size ?? 0) > 0);
  const lots = new Map(teachers.map((post) => [post, hashOf(slugs[post] ?? '')]));
  return teachers
    .sort((a, b) => ((lots.get(a) ?? '') < (lots.get(b) ?? '') ? -1 : 1))
    .slice(0, MAX_TRAINING_EXAMPLES)
    .map((post) => trainingExampleOf(archive, post));
}

/** The training example of one post. */
function trainingExampleOf(archive: Archive, post: number): TrainingExample {
  const links = archive.links[post] ?? new Set();
  const view = archive.from(post);
  const candidates = [...new Set([...view.candidates(), ...links])];
  return {
    rows: rowsOf(view, candidates),
    isLinked: Uint8Array.from(candidates, (other) => (links.has(other) ? 1 : 0)),
  };
}
