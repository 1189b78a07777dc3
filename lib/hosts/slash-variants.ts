import { addressKey } from '../util/addresses';
import type { Redirect } from './redirect-file';

/** A redirect for each way in which the old address may be asked for: with its last slash and without. */
export function slashVariants(redirects: readonly Redirect[]): Redirect[] {
  const byVariant = new Map<string, Redirect>();
  for (const { from, to } of redirects)
    for (const spelling of spellingsOf(from)) {
      const known = `${addressKey(spelling)} ${spelling.endsWith('/')}`;
      if (!byVariant.has(known)) byVariant.set(known, { from: spelling, to });
    }
  return [...byVariant.values()];
}

/** The same of addresses of which nothing is left. */
export const slashVariantsOfAll = (paths: readonly string[]) =>
  slashVariants(paths.map((from) => ({ from, to: '' }))).map(({ from }) => from);

function spellingsOf(from: string): string[] {
  const bare = from.replace(/\/$/, '');
  // `/first.html` was a file and never had a slash.
  if (bare === '' || (from === bare && /\.[^/]*$/.test(from))) return [from];
  return from === bare ? [from, `${bare}/`] : [from, bare];
}
