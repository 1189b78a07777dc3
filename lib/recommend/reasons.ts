import { type Kind, kinds } from './evidence';

/** Why a post is recommended, as shown to readers. */
export type Reason =
  | {
      why:
        | 'pinned'
        /** It is the next part of the same series. */
        | 'next'
        /** It is another part. */
        | 'series'
        /** It links to the post. */
        | 'refers'
        /** The post links to it. */
        | 'referred'
        /** The texts are similar, but the posts share no named topic. */
        | 'alike'
        /** Posts with its tags and posts with this post's tags often link to each other. */
        | 'related'
        /** Posts similar to this one are linked with it. */
        | 'guided'
        /** Many posts link to it. */
        | 'classic';
    }
  | { why: 'about'; topics: string[] };

/** What is known about two posts: the current one, and the one to recommend. */
export interface Pair {
  isPinned: boolean;
  /** Whether the second is the next part of the first one's series, or any other part. */
  isNext: boolean;
  isInSeries: boolean;
  /** Whether the second links to the first, or the first to the second. */
  refers: boolean;
  isReferred: boolean;
  /** How much of the score comes from each kind of evidence, in the order of `kinds`. */
  contributions: readonly number[];
  /** How similar the texts are, 0 to 1. */
  likeness: number;
  /** Between their dates. */
  days: number;
  /** How many posts link to the second. */
  links: number;
  /** The topics that both are about. */
  topics: readonly string[];
}

/** The minimum likeness for the reason `alike`. */
const alike = 0.1;
/** The minimum share of the score for the reason `related`. */
const related = 0.2;
/** The minimum number of links for the reason `classic`. */
const classicLinks = 3;

const plains = new Map<string, Reason>();

/** One shared object for each reason: an archive has half a million of them. */
function plain(why: Exclude<Reason['why'], 'about'>): Reason {
  const reason: Reason = plains.get(why) ?? { why };
  plains.set(why, reason);
  return reason;
}

/** Finds the strongest reason that can be shown, if there is one. */
export function reasonFor(pair: Pair): Reason | undefined {
  if (pair.isPinned) return plain('pinned');
  if (pair.isNext) return plain('next');
  if (pair.isInSeries) return plain('series');
  const contributionOf = (...of: Kind[]) =>
    of.reduce((sum, kind) => sum + (pair.contributions[kinds.indexOf(kind)] ?? 0), 0);
  const reasons: [contribution: number, reason: Reason | undefined, isTrue: boolean][] = [
    [contributionOf('text', 'tags'), { why: 'about', topics: [...pair.topics] }, pair.topics.length > 0],
    [contributionOf('topics'), plain('related'), contributionOf('topics') >= related],
    [contributionOf('guides'), plain('guided'), contributionOf('guides') > 0],
    [contributionOf('classic'), plain('classic'), pair.links >= classicLinks],
    // The least specific reason: half its share, so that stronger ones come first.
    [contributionOf('text') / 2, plain('alike'), pair.likeness >= alike],
    // Closeness in time is no reason worth showing.
    [contributionOf('day', 'month', 'year', 'next'), undefined, pair.days < 92],
  ];
  const [best] = reasons.filter(([, , isTrue]) => isTrue).sort(([a], [b]) => b - a);
  if (best?.[1]?.why === 'about') return best[1];
  if (pair.refers) return plain('refers');
  if (pair.isReferred) return plain('referred');
  return best?.[1];
}
