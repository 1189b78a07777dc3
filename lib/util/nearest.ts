import { distance } from 'fastest-levenshtein';

/** In characters. A longer text is not a mistyped name. */
const maxLength = 200;

/**
 * Returns the candidate that `word` is most likely a misspelling of, ignoring case; `undefined` if
 * none is similar enough.
 */
export function nearest(
  word: string,
  candidates: readonly string[] | ReadonlySet<string>,
): string | undefined {
  if (word.length > maxLength) return undefined;
  let best: string | undefined;
  // A few edits turn a short word into any other.
  const maxEdits = word.length < 3 ? 0 : word.length < 5 ? 1 : Math.floor(word.length * 0.4);
  let fewestEdits = maxEdits + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewestEdits) continue;
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewestEdits) {
      best = candidate;
      fewestEdits = edits;
    }
  }
  return best ?? longerName(word, candidates);
}

/** Two letters that changed places count as one edit. */
const editsBetween = (one: string, other: string) =>
  one.length === other.length && [...one].sort().join('') === [...other].sort().join('') && one !== other
    ? Math.min(1, distance(one, other))
    : distance(one, other);

/** The only candidate that begins with a word: `mara` is `mara-example`. */
function longerName(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length < 3) return undefined;
  const longer = [...candidates].filter((candidate) =>
    candidate.toLowerCase().startsWith(`${word.toLowerCase()}-`),
  );
  return longer.length === 1 ? longer[0] : undefined;
}
