import { caddyConfig } from './caddy';
import { notFoundPage, readablePolicy } from './common-policies';
import { formatHeaders, headersFile } from './header-file';
import { rulesWith } from './headers';
import type { HostFileName } from './hidden';
import { nginxConfig } from './nginx';
import { formatRedirects, type Redirects, redirectsFile } from './redirect-file';
import { slashVariants, slashVariantsOfAll } from './slash-variants';
import { vercelConfig } from './vercel';

/** Cloudflare Pages' limit of redirects without a pattern. */
const mostRedirects = 2000;

/**
 * Generates the configuration files of all hosts. They have the same rules.
 *
 * @param site.policies the Content-Security-Policy of each page by its URL path, which is
 *   percent-encoded and ends in a slash, or is that of a file such as `/404.html`
 * @param site.previewPolicies the policies of the pages of drafts, whose addresses are secret
 * @param site.basePath the path of the site on its host, such as `/repo`. Used for your own servers
 *   and for redirects on Vercel; other hosts know the site by its folder
 * @returns contents by file name, for the site's folder
 */
export function hostFiles(
  site: {
    policies: ReadonlyMap<string, string>;
    previewPolicies?: ReadonlySet<string>;
    basePath?: string;
  } & Redirects,
): Record<string, string> {
  const { basePath = '', redirects, gone, previewPolicies = new Set() } = site;
  const rules = rulesWith(previewPolicies);
  const policies = new Map([...site.policies].map(([path, policy]) => [path, readablePolicy(policy)]));
  const spelled = { redirects: slashVariants(redirects), gone: slashVariantsOfAll(gone) };
  const lines = spelled.redirects.length;
  return {
    [headersFile]: formatHeaders(policies, rules),
    [redirectsFile]: formatRedirects(
      lines > mostRedirects ? { ...spelled, redirects } : spelled,
      notFoundPage,
      lines * 2 <= mostRedirects,
    ),
    'vercel.json': vercelConfig(policies, redirects, basePath, rules),
    'nginx.conf': nginxConfig(policies, { redirects, gone }, basePath, rules),
    Caddyfile: caddyConfig(policies, { redirects, gone }, basePath, rules),
    // Without this, GitHub Pages leaves out `_next/`.
    '.nojekyll': '',
  } satisfies Record<HostFileName | '.nojekyll', string>;
}
