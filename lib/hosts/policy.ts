import type { RequiredSources } from './csp-sources';

export { allSources, type RequiredSources, requiredSources } from './csp-sources';

/**
 * The directives of every page. Only what the page needs is allowed. Fetching from the site itself is
 * allowed too, because audits fetch `robots.txt` from within the page.
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

/** The paths of our own scripts. `'self'` alone would allow every file of the site, including attachments. */
const scriptPaths = { 'script-src': '/assets/', 'worker-src': '/service-worker.js' };

/**
 * The Content-Security-Policy (CSP3) of a page. It allows only what the page loads, has no
 * `unsafe-*`, and uses Trusted Types without a policy, so that no script can write HTML into the
 * page. It is sorted, so equal sources give equal policies.
 *
 * It is a list of two policies, and browsers enforce both. A source with a path must name a host,
 * but a site does not know its own: previews, mirrors and `npm run serve` have other hosts. So the
 * first policy requires that scripts come from the site, and the second requires the folder, on any
 * site.
 *
 * @param sources a path of the site stands for a single file
 * @param basePath the path of the site on its host, such as `/repo`
 */
export function contentSecurityPolicy(sources: RequiredSources, basePath = ''): string {
  const paths = new Map<string, string[]>();
  for (const [directive, path] of Object.entries(scriptPaths)) {
    const scripts = sources.get(directive as keyof typeof scriptPaths);
    if (scripts)
      paths.set(
        directive,
        [...scripts].map((source) => {
          if (source === "'self'") return `*:*${basePath}${path}`;
          return source.startsWith('/') ? `*:*${source}` : source;
        }),
      );
  }
  const onSite = [...sources].map(([directive, all]): [string, Iterable<string>] => [
    directive,
    new Set([...all].map((source) => (source.startsWith('/') ? "'self'" : source))),
  ]);
  const policy = new Map<string, Iterable<string>>([...Object.entries(everywhere), ...onSite]);
  return [policy, paths]
    .filter(({ size }) => size > 0)
    .map(format)
    .join(', ');
}

/** The directives that browsers ignore in a `<meta>` (CSP3 §3.3). */
const headerOnly = /^(?:frame-ancestors|report-uri|sandbox)(?:\s|$)/;

/** The policies for `<meta http-equiv="Content-Security-Policy">`, one element for each. */
export function metaPolicies(policy: string): string[] {
  return policy.split(', ').map((part) =>
    part
      .split('; ')
      .filter((directive) => !headerOnly.test(directive))
      .join('; '),
  );
}

/** The strictest policy that allows everything that these policies allow. @param policies from `contentSecurityPolicy` */
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
  return unions.map(format).join(', ');
}

/**
 * The policy of images, clips and other files that are opened directly. It forbids scripts. A page's
 * policy would disable the styles of an SVG and keep a clip from playing.
 */
export const filePolicy =
  "base-uri 'none'; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'none'";

function format(directives: ReadonlyMap<string, Iterable<string>>): string {
  return [...directives]
    .map(([name, sources]) => `${name} ${[...sources].sort().join(' ')}`)
    .sort()
    .join('; ');
}
