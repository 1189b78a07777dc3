import { addressKey } from '../util/addresses';
import type { Redirect } from './redirect-file';

/** Redirects from the old URLs with and without a trailing slash. */
export function slashVariants(redirects: readonly Redirect[]): Redirect[] {
  const byVariant = new Map<string, Redirect>();
  for (const { from, to } of redirects)
    for (const variant of variantsOf(from)) {
      const known = `${addressKey(variant)} ${variant.endsWith('/')}`;
      if (!byVariant.has(known)) byVariant.set(known, { from: variant, to });
    }
  return [...byVariant.values()];
}

/** The same for the paths of removed pages. */
export const slashVariantsOfAll = (paths: readonly string[]) =>
  slashVariants(paths.map((from) => ({ from, to: '' }))).map(({ from }) => from);

function variantsOf(from: string): string[] {
  const bare = from.replace(/\/$/, '');
  // `/first.html` was a file and never had a trailing slash.
  if (bare === '' || (from === bare && /\.[^/]*$/.test(from))) return [from];
  return from === bare ? [from, `${bare}/`] : [from, bare];
}
