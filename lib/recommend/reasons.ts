import { type Kind, kinds } from './evidence';

/** Why a post is recommended, as its readers are told. */
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
        | 'sameDay'
        | 'sameWeeks'
        | 'sameMonths'
        /** Their words are alike, but nothing that both are about has a name. */
        | 'alike'
        /** Its tags are often linked with those of the post. */
        | 'related'
        /** It is linked with posts like the one. */
        | 'guided'
        /** Many posts link to it. */
        | 'classic';
    }
  | { why: 'about'; topics: string[] };

/** What is known of two posts. */
export interface Pair {
  isPinned: boolean;
  /** Whether the second is the next part of the series that the first is in, or another one. */
  isNext: boolean;
  isInSeries: boolean;
  /** Whether the second links to the first, or is linked from it. */
  refers: boolean;
  isReferred: boolean;
  /** What of the score each kind of evidence makes, in the order of `kinds`. */
  shares: readonly number[];
  /** How alike their words are, 0 to 1. */
  likeness: number;
  /** Between their dates. */
  days: number;
  /** How many posts link to the second. */
  links: number;
  /** What both are about. */
  topics: readonly string[];
}

/** Less alike, nothing is said of it. */
const alike = 0.1;
/** Nor of topics with a smaller share of the score. */
const related = 0.2;
/** With fewer links, no post is called a classic. */
const classicLinks = 3;

const plains = new Map<string, Reason>();

/** The one object of a reason: an archive has half a million of them. */
function plain(why: Exclude<Reason['why'], 'about'>): Reason {
  const reason: Reason = plains.get(why) ?? { why };
  plains.set(why, reason);
  return reason;
}

/** What says most of why a post is recommended, of what can be said. */
export function reasonFor(pair: Pair): Reason | undefined {
  if (pair.isPinned) return plain('pinned');
  if (pair.isNext) return plain('next');
  if (pair.isInSeries) return plain('series');
  const share = (...of: Kind[]) => of.reduce((sum, kind) => sum + (pair.shares[kinds.indexOf(kind)] ?? 0), 0);
  const reasons: [share: number, reason: Reason, isTrue: boolean][] = [
    [share('text', 'tags'), { why: 'about', topics: [...pair.topics] }, pair.topics.length > 0],
    [share('topics'), plain('related'), share('topics') >= related],
    [share('guides'), plain('guided'), share('guides') > 0],
    [share('classic'), plain('classic'), pair.links >= classicLinks],
    // Says least, so that anything else of weight is said instead.
    [share('text') / 2, plain('alike'), pair.likeness >= alike],
    [share('day', 'month', 'year', 'next'), plain('sameDay'), pair.days < 1],
    [share('day', 'month', 'year', 'next'), plain('sameWeeks'), pair.days >= 1 && pair.days < 31],
    [share('day', 'month', 'year', 'next'), plain('sameMonths'), pair.days >= 31 && pair.days < 92],
  ];
  const [best] = reasons.filter(([, , isTrue]) => isTrue).sort(([a], [b]) => b - a);
  if (best?.[1].why === 'about') return best[1];
  if (pair.refers) return plain('refers');
  if (pair.isReferred) return plain('referred');
  return best?.[1];
}
