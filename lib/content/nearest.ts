import { distance } from 'fastest-levenshtein';

/** In characters: what is longer is no name that somebody has mistyped. */
const longest = 200;

/** The candidate that `word` was most likely meant to be, if one is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  let best: string | undefined;
  // In a short word, a few edits make any other.
  const most = word.length < 3 ? 0 : word.length < 5 ? 1 : Math.floor(word.length * 0.4);
  let least = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}
