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

/** What a recommendation is made from; only published posts are to be handed in. */
export interface RecommendablePost extends PostFeatures {
  slug: string;
  /** A hash of all that its terms and its title are made from. */
  digest: string;
  terms: PostTerms;
  /** Its tags as they are written. */
  tagNames: readonly string[];
  /** Of its text: posts of another language are recommended only where there is nothing else. */
  language: string;
  /** The slug of the post that it is a translation of, or its own. */
  original: string;
  /** The slugs of the posts that it links to. */
  links: readonly string[];
  /** The slugs that its author pinned, in order. */
  pinned: readonly string[];
  /** The slugs of posts never to be recommended with it. */
  unrelated: readonly string[];
  /** Whether nothing is to be recommended with it. */
  standsAlone: boolean;
}

/** A post to read next, and why. */
export interface Recommendation {
  slug: string;
  reason: Reason | undefined;
}

/** So many posts with links teach what counts; more would teach the same. */
const MAX_TRAINING_EXAMPLES = 200;
/** The lists are chosen from so many posts for which most speaks. */
const shortlist = 16;
/** A score that comes upon all others for a post that links to the one, and for one that it links to itself. */
const linking = 2;
const linked = 0.5;
/** What a score loses for another language: more than all else together can make up for. */
const foreign = 1000;
/** How much less two posts say that have the same words, in parts of what the words of a post count. */
const redundancy = 0.3;

/** What one print run leaves for the next. */
export interface Kept {
  /** A hash of all that is said of the posts beside their texts, and of what counts. */
  context: string;
  slugs: string[];
  vectors: Vectors;
  neighbors: Neighbors;
  cachedResults: CachedResult[];
}

/** A candidate, and how much speaks for it. */
interface Ranked {
  post: number;
  score: number;
}

/** What has been found out for one post. */
interface CachedResult {
  /** Every post that was compared with it. */
  compared: Int32Array;
  /** What the list was chosen from; nothing for a post that stands alone. */
  candidates: Candidates | undefined;
  /** Chosen for it, before orphans were taken in. */
  chosen: number[];
  recommended: Recommendation[];
}

/** A candidate, and what speaks for it. */
export interface Explanation {
  slug: string;
  score: number;
  /** What of the score each kind of evidence makes, in the order of `kinds`. */
  shares: number[];
  /** What links between the two make. */
  links: number;
}

/**
 * Finds the posts to read next for every post at once.
 *
 * Candidates are the nearest by their words (`neighbors.ts`), in time, by tags, in a series and
 * through links. What speaks for each (`evidence.ts`) counts as much as the publication's own
 * links have taught (`weights.ts`), and the lists are chosen so that they are varied and leave no
 * post out (`choose.ts`). `docs/recommendations.md` has what each part adds. The result depends
 * on nothing but the posts, in whatever order they come.
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
  /** The posts that each links to, and those that link to it. */
  private readonly outward: Set<number>[];
  private readonly inward: Set<number>[];
  private readonly before: Kept | undefined;
  private readonly hidesLinks: boolean;

  /**
   * @param options.before what an earlier one has left: only what has changed since is found anew
   * @param options.weights instead of what the links of these posts teach
   * @param options.hidesLinks judge each post as if it had no links, for measuring
   */
  constructor(
    posts: readonly RecommendablePost[],
    options: { before?: Kept; weights?: Weights; hidesLinks?: boolean } = {},
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

  /** @returns by slug, best first: five posts, or all others where there are fewer; and what to keep */
  recommendAll(): { recommended: Map<string, Recommendation[]>; kept: Kept } {
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
      kept: { context, slugs, vectors, neighbors, cachedResults },
    };
  }

  private context(): string {
    const { posts, weights, hidesLinks } = this;
    return hashOfAll([
      JSON.stringify([...weights, hidesLinks]),
      ...posts.map(({ digest, terms, ...rest }) => JSON.stringify(rest)),
    ]);
  }

  /** The cachedResults of before that still hold: nothing has changed of the post, its neighbors and its candidates. */
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

  /** Finds out anew what suits a post. */
  private judge(post: number): Omit<CachedResult, 'recommended'> {
    const { standsAlone = false, pinned = [] } = this.posts[post] ?? {};
    if (standsAlone) return { compared: new Int32Array(), candidates: undefined, chosen: [] };
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

  /** What speaks for all candidates of a post, best first. */
  explain(slug: string): Explanation[] {
    const post = this.numbers.get(slug);
    if (post === undefined) return [];
    const view = this.archive.from(post);
    return this.rank(post, view).map(({ post: other, score }) => ({
      slug: this.slugOf(other),
      score,
      shares: this.sharesOf(view, other),
      links: this.linkScore(post, other),
    }));
  }

  /** The posts that a post might link to and does not, best first, with what they may be named by in its text. */
  unlinked(slug: string): { slug: string; names: string[] }[] {
    const post = this.numbers.get(slug);
    if (post === undefined) return [];
    return this.rank(post, this.archive.from(post))
      .slice(0, shortlist)
      .filter(({ post: other }) => !this.outward[post]?.has(other))
      .map(({ post: other }) => ({ slug: this.slugOf(other), names: this.topics.namesFor(other, post) }));
  }

  /** The slugs of the posts that no other one links to. */
  orphans(): string[] {
    return this.slugs.filter((_, post) => this.inward[post]?.size === 0);
  }

  private reasonsFor(post: number, list: readonly number[]): Recommendation[] {
    const view = this.archive.from(post);
    const { pinned = [], date = 0 } = this.posts[post] ?? {};
    return list.map((other) => {
      const slug = this.slugOf(other);
      const shares = this.sharesOf(view, other);
      const series = view.inSeries(other);
      const reason = reasonFor({
        isPinned: pinned.includes(slug),
        isNext: series === 1,
        isInSeries: series > 0,
        refers: this.inward[post]?.has(other) ?? false,
        isReferred: this.outward[post]?.has(other) ?? false,
        shares,
        likeness: this.archive.likeness.of(post, other),
        days: Math.abs(date - (this.posts[other]?.date ?? 0)) / day,
        links: this.inward[other]?.size ?? 0,
        topics: this.topicsOf(post, other),
      });
      return { slug, reason };
    });
  }

  /** What two posts are both about, in at most two names: the rarest tag, then words of their titles. */
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

  private sharesOf(view: View, other: number): number[] {
    return [...rowsOf(view, [other])].map((value, kind) => value * (this.weights[kind] ?? 0));
  }

  private slugOf(post: number): string {
    return this.posts[post]?.slug ?? '';
  }

  /** All that may be recommended with a post, best first; of equally good ones in the order of their slugs. */
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

  /** The posts that something may speak for, but for translations of the post and what its author excludes. */
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

/** Weights in steps, so that a link more or less does not reorder a whole archive. */
const rounded = (weights: Weights) => weights.map((weight) => Math.round(weight * 8) / 8);

/** What speaks for each of some posts, in their order. */
function rowsOf(view: View, posts: readonly number[]): Float64Array {
  const rows = new Float64Array(posts.length * kinds.length);
  for (const [at, post] of posts.entries()) view.weigh(post, rows, at * kinds.length);
  return rows;
}

/** What posts with links teach: some of them, mostly the same when others come and go. */
function trainingExamplesOf(archive: Archive, slugs: readonly string[]): TrainingExample[] {
  const teachers = [...archive.links.keys()].filter((post) => (archive.links[post]?.size ?? 0) > 0);
  const lots = new Map(teachers.map((post) => [post, hashOf(slugs[post] ?? '')]));
  return teachers
    .sort((a, b) => ((lots.get(a) ?? '') < (lots.get(b) ?? '') ? -1 : 1))
    .slice(0, MAX_TRAINING_EXAMPLES)
    .map((post) => trainingExampleOf(archive, post));
}

/** What the links of one post teach. */
function trainingExampleOf(archive: Archive, post: number): TrainingExample {
  const links = archive.links[post] ?? new Set();
  const view = archive.from(post);
  const candidates = [...new Set([...view.candidates(), ...links])];
  return {
    rows: rowsOf(view, candidates),
    isLinked: Uint8Array.from(candidates, (other) => (links.has(other) ? 1 : 0)),
  };
}
