import { findCommonPolicies } from './common-policies';
import { vercelPath } from './escape';
import { headerRules } from './header-file';
import type { HeaderRule } from './headers';
import type { Redirect } from './redirect-file';
import { slashVariants } from './slash-variants';

/** Vercel's limit for each list. */
const most = 2048;

/**
 * Generates `vercel.json`. If several rules set a header, Vercel sends the last one. Redirects above
 * the limit are left out, because Vercel would reject the whole site.
 */
export function vercelConfig(
  policies: ReadonlyMap<string, string>,
  redirects: readonly Redirect[],
  basePath: string,
  rules: readonly HeaderRule[],
): string {
  const remaining = most - 1 - rules.length;
  const config = {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    headers: headerRules(findCommonPolicies(policies, { remaining, byRequest: true }), rules).map(
      ({ path, headers }) => ({
        source: path.split('*').map(vercelPath).join('(.*)'),
        headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      }),
    ),
    redirects: [
      ...slashVariants(redirects)
        .slice(0, most - 1)
        .map(({ from, to }) => ({ source: vercelPath(from), destination: vercelPath(to), statusCode: 301 })),
      addSlash(basePath),
    ],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Adds trailing slashes. Vercel's own `trailingSlash` would remove the one of `/posts/version-1.2/`. */
const addSlash = (basePath: string) => ({
  source: '/:path((?!\\.well-known/)(?:[^/]+/)*[^/.]+)',
  destination: `${basePath}/:path/`,
  statusCode: 308,
});
