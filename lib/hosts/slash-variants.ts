import { addressKey } from '../util/addresses';
import type { Redirect } from './redirect-file';

/** A redirect for each way in which the old address may be asked for: with its last slash and without. */
export function bothSpellings(redirects: readonly Redirect[]): Redirect[] {
  const bySpelling = new Map<string, Redirect>();
  for (const { from, to } of redirects)
    for (const spelling of spellingsOf(from)) {
      const known = `${addressKey(spelling)} ${spelling.endsWith('/')}`;
      if (!bySpelling.has(known)) bySpelling.set(known, { from: spelling, to });
    }
  return [...bySpelling.values()];
}

/** The same of addresses of which nothing is left. */
export const spellingsOfAll = (paths: readonly string[]) =>
  bothSpellings(paths.map((from) => ({ from, to: '' }))).map(({ from }) => from);

function spellingsOf(from: string): string[] {
  const bare = from.replace(/\/$/, '');
  // `/first.html` was a file and never had a slash.
  if (bare === '' || (from === bare && /\.[^/]*$/.test(from))) return [from];
  return from === bare ? [from, `${bare}/`] : [from, bare];
}
