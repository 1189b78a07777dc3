import { contentSecurityPolicy, unionOf } from './policy';

/**
 * In characters. Cloudflare Pages allows 2,000 for a line in `_headers`, including the header's
 * name, and nginx 4,096 for a token. Above that, Cloudflare drops the header and nginx does not start.
 */
const longestPolicy = 1950;

/**
 * Shortens a policy to the length that hosts accept. If a page shows images or clips from too many
 * other hosts to list, the header allows any host of the same scheme. The page's `<meta>` still
 * lists them.
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

/** The policies for a host: a common one, and those of the pages that differ from it. */
export interface CommonPolicies {
  common: string;
  /** Sorted by address. */
  others: [address: string, policy: string][];
}

/** The page for URLs that do not exist. */
export const notFoundPage = '/404.html';

/**
 * Most pages share one policy. It becomes the common policy, and only pages that differ are listed.
 * If there are too many to list, the common policy is widened to include the next most frequent
 * ones. The `<meta>` of each page still enforces its own policy.
 *
 * @param policies the policy of each page by its URL path
 * @param options.remaining how many pages may be listed
 * @param options.byRequest the host selects headers by the requested URL, so the 404 page is sent
 *   with the common policy, which must allow it
 */
export function findCommonPolicies(
  policies: ReadonlyMap<string, string>,
  { remaining, byRequest = false }: { remaining: number; byRequest?: boolean },
): CommonPolicies {
  const [usual, ...rest] = byFrequency(policies.values());
  const common = new Set([usual?.policy ?? contentSecurityPolicy(new Map())]);
  let unnamed = policies.size - (usual?.pages ?? 0);
  for (const { policy, pages } of rest) {
    if (unnamed <= remaining) break;
    common.add(policy);
    unnamed -= pages;
  }
  const notFound = byRequest ? policies.get(notFoundPage) : undefined;
  return {
    common: readablePolicy(unionOf(notFound === undefined ? common : [...common, notFound])),
    others: [...policies].filter(([, policy]) => !common.has(policy)).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function byFrequency(policies: Iterable<string>): { policy: string; pages: number }[] {
  const pages = new Map<string, number>();
  for (const policy of policies) pages.set(policy, (pages.get(policy) ?? 0) + 1);
  return [...pages]
    .map(([policy, count]) => ({ policy, pages: count }))
    .sort((a, b) => b.pages - a.pages || (a.policy < b.policy ? -1 : 1));
}

/** The limit for hosts without one, which keeps the file readable. */
export const mostNamed = 1000;

/** Names the policies, so that a policy of many pages is written only once. */
export function labelPolicies(others: CommonPolicies['others']): {
  /** The label of each page, by its decoded path. */
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
