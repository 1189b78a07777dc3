import type { RequiredSources } from './csp-sources';

export { allSources, type RequiredSources, requiredSources } from './csp-sources';

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

/** Where our own scripts are. `'self'` alone would be every file of the site, what authors attach too. */
const scriptPaths = { 'script-src': '/assets/', 'worker-src': '/service-worker.js' };

/**
 * The Content-Security-Policy (CSP3) of a page: nothing but what it loads, no `unsafe-*`, and
 * Trusted Types with no policy, so that no script can write HTML into the page. Sorted, so that
 * equal sources give equal policies.
 *
 * It is a list of two, of which browsers hold a page to both. A source with a path must name a
 * host, and a site does not know its own: previews, mirrors and `npm run serve` have others. So
 * the first policy says that scripts are the site's, the second in which folder of any site.
 *
 * @param basePath where on its host the site begins, such as `/repo`
 */
export function contentSecurityPolicy(sources: RequiredSources, basePath = ''): string {
  const paths = new Map<string, string[]>();
  for (const [directive, path] of Object.entries(scriptPaths)) {
    const scripts = sources.get(directive as keyof typeof scriptPaths);
    if (scripts)
      paths.set(
        directive,
        [...scripts].map((source) => (source === "'self'" ? `*:*${basePath}${path}` : source)),
      );
  }
  const policy = new Map<string, Iterable<string>>([...Object.entries(everywhere), ...sources]);
  return [policy, paths]
    .filter(({ size }) => size > 0)
    .map(print)
    .join(', ');
}

/** The directives that browsers do not take from a `<meta>` (CSP3 §3.3). */
const headerOnly = /^(?:frame-ancestors|report-uri|sandbox)(?:\s|$)/;

/** A policy as it may stand in `<meta http-equiv="Content-Security-Policy">`, each part in one of its own. */
export function metaPolicies(policy: string): string[] {
  return policy.split(', ').map((part) =>
    part
      .split('; ')
      .filter((directive) => !headerOnly.test(directive))
      .join('; '),
  );
}

/** The strictest policy that allows what each of these, made by `contentSecurityPolicy`, allows. */
export function unionOf(policies: Iterable<string>): string {
  const unions: Map<string, Set<string>>[] = [];
  for (const policy of policies)
    for (const [at, part] of policy.split(', ').entries()) {
      const union = unions[at] ?? new Map<string, Set<string>>();
      unions[at] = union;
      for (const directive of part.split('; ')) {
        const [name = '', ...sources] = directive.split(' ');
        const all = union.get(name) ?? new Set();
        union.set(name, all);
        for (const source of sources) all.add(source);
      }
    }
  for (const union of unions)
    for (const sources of union.values()) if (sources.size > 1) sources.delete("'none'");
  return unions.map(print).join(', ');
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
