import { caddyConfig } from './caddy';
import { notFoundPage, readablePolicy } from './common-policies';
import { formatHeaders, headersFile } from './header-file';
import { nginxConfig } from './nginx';
import { formatRedirects, type Redirects, redirectsFile } from './redirect-file';
import { slashVariants, slashVariantsOfAll } from './slash-variants';
import { vercelConfig } from './vercel';

/** In lines: what Cloudflare Pages takes of redirects without a pattern. */
const mostRedirects = 2000;

/**
 * The rules of the site, each host's in its own form. All of them say the same.
 *
 * @param site.policies the Content-Security-Policy of each page by its address, which is
 *   percent-encoded and ends in a slash or is that of a file, such as `/404.html`
 * @param site.basePath where on its host the site begins, such as `/repo`: only that of a server of
 *   one's own is asked for it, others know the site by its folder
 * @returns contents by the name of the file, to be written into the site's folder
 */
export function hostFiles(
  site: { policies: ReadonlyMap<string, string>; basePath?: string } & Redirects,
): Record<string, string> {
  const { basePath = '', redirects, gone } = site;
  const policies = new Map([...site.policies].map(([path, policy]) => [path, readablePolicy(policy)]));
  const spelled = { redirects: slashVariants(redirects), gone: slashVariantsOfAll(gone) };
  const lines = spelled.redirects.length;
  return {
    [headersFile]: formatHeaders(policies),
    [redirectsFile]: formatRedirects(
      lines > mostRedirects ? { ...spelled, redirects } : spelled,
      notFoundPage,
      lines * 2 <= mostRedirects,
    ),
    'vercel.json': vercelConfig(policies, redirects, basePath),
    'nginx.conf': nginxConfig(policies, { redirects, gone }, basePath),
    Caddyfile: caddyConfig(policies, { redirects, gone }, basePath),
    // GitHub Pages leaves out `_next/` otherwise.
    '.nojekyll': '',
  };
}
