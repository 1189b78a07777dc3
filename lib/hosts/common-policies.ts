import { contentSecurityPolicy, unionOf } from './policy';

/**
 * In characters: Cloudflare Pages reads 2,000 of a line in `_headers`, with the header's name, and
 * nginx 4,096 of a token. Past that, the first drops the header, and the second does not start.
 */
const longestPolicy = 1950;

/**
 * A policy that hosts can read: where a page shows images or clips of so many other hosts that
 * naming them all is too long, any host of the same scheme may send them. The `<meta>` of the page
 * still names them.
 */
export function readablePolicy(policy: string): string {
  if (policy.length <= longestPolicy) return policy;
  const widened = policy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    if (name !== 'img-src' && name !== 'media-src') return directive;
    const schemes = sources.map((source) => /^(https?:)\/\//.exec(source)?.[1] ?? source);
    return [name, ...[...new Set(schemes)].sort()].join(' ');
  });
  return widened.join('; ');
}

/** Policies as a host takes them: one for everything, and those of the pages that differ. */
export interface CommonPolicies {
  common: string;
  /** Sorted by address. */
  others: [address: string, policy: string][];
}

/** The page that is sent for addresses where there is nothing. */
export const notFoundPage = '/404.html';

/**
 * Most pages have one policy: it becomes the common one, and only pages that differ are named.
 * Where there is no room to name them all, the common policy is widened by the next most frequent
 * ones; the `<meta>` of each page still holds it to its own.
 *
 * @param policies the policy of each page by its address
 * @param options.room how many pages may be named
 * @param options.byRequest the host finds headers by the address that was asked for, so that
 *   the 404 page comes with the common policy and must be allowed by it
 */
export function findCommonPolicies(
  policies: ReadonlyMap<string, string>,
  { remaining, byRequest = false }: { remaining: number; byRequest?: boolean },
): CommonPolicies {
  const [usual, ...rest] = byFrequency(policies.values());
  const shared = new Set([usual?.policy ?? contentSecurityPolicy(new Map())]);
  let unnamed = policies.size - (usual?.pages ?? 0);
  for (const { policy, pages } of rest) {
    if (unnamed <= remaining) break;
    shared.add(policy);
    unnamed -= pages;
  }
  const notFound = byRequest ? policies.get(notFoundPage) : undefined;
  return {
    common: readablePolicy(unionOf(notFound === undefined ? shared : [...shared, notFound])),
    others: [...policies].filter(([, policy]) => !shared.has(policy)).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function byFrequency(policies: Iterable<string>): { policy: string; pages: number }[] {
  const pages = new Map<string, number>();
  for (const policy of policies) pages.set(policy, (pages.get(policy) ?? 0) + 1);
  return [...pages]
    .map(([policy, count]) => ({ policy, pages: count }))
    .sort((a, b) => b.pages - a.pages || (a.policy < b.policy ? -1 : 1));
}

/** Where a host sets no limit: more pages are not named, so that its file stays one to be read. */
export const mostNamed = 1000;

/** Gives each policy a name, so that one which many pages share is written out once. */
export function labelPolicies(others: CommonPolicies['others']): {
  /** The label for each page, by its path, which is decoded. */
  policyOf: [path: string, label: string][];
  labels: [label: string, policy: string][];
} {
  const labels = new Map<string, string>();
  const policyOf = others.map(([address, policy]): [string, string] => {
    const label = labels.get(policy) ?? `page${labels.size + 1}`;
    labels.set(policy, label);
    return [decodeURIComponent(address), label];
  });
  return { policyOf, labels: [...labels].map(([policy, label]) => [label, policy]) };
}
