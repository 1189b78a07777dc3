import type { PageNeeds } from './needs';

export { needsOf, type PageNeeds } from './needs';

/**
 * What holds on every page: nothing is allowed that the page does not need. Fetching from the
 * site itself is, for those who look at a page from within it: audits ask for `robots.txt`.
 */
const everywhere: Record<string, string[]> = {
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'default-src': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

/**
 * The Content-Security-Policy (CSP3) of a page: nothing but what it needs, no `unsafe-*`, and
 * Trusted Types with no policy, so that no script can write HTML into the page. Sorted, so that
 * equal needs are equal policies.
 */
export function contentSecurityPolicy(needs: PageNeeds): string {
  return print(new Map<string, Iterable<string>>([...Object.entries(everywhere), ...needs]));
}

/** The directives that browsers do not take from a `<meta>` (CSP3 §3.3). */
const headerOnly = /^(?:frame-ancestors|report-uri|sandbox)(?:\s|$)/;

/** A policy as it may stand in `<meta http-equiv="Content-Security-Policy">`. */
export function metaPolicy(policy: string): string {
  return policy
    .split('; ')
    .filter((directive) => !headerOnly.test(directive))
    .join('; ');
}

/** The strictest policy that allows what each of these, made by `contentSecurityPolicy`, allows. */
export function unionOf(policies: Iterable<string>): string {
  const union = new Map<string, Set<string>>();
  for (const policy of policies)
    for (const directive of policy.split('; ')) {
      const [name = '', ...sources] = directive.split(' ');
      const all = union.get(name) ?? new Set();
      union.set(name, all);
      for (const source of sources) all.add(source);
    }
  for (const sources of union.values()) if (sources.size > 1) sources.delete("'none'");
  return print(union);
}

/**
 * The policy of images, clips and other files that are opened by themselves: nothing in them
 * runs. A page's policy would take an SVG's own styles away and stop a clip from playing.
 */
export const filePolicy =
  "base-uri 'none'; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'none'";

function print(directives: ReadonlyMap<string, Iterable<string>>): string {
  return [...directives]
    .map(([name, sources]) => `${name} ${[...sources].sort().join(' ')}`)
    .sort()
    .join('; ');
}
