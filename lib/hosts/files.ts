import { printCaddy } from './caddy';
import { notFoundPage, readablePolicy } from './common-policies';
import { headersFile, printHeaders } from './header-file';
import { printNginx } from './nginx';
import { type Moves, printRedirects, redirectsFile } from './redirect-file';
import { bothSpellings, spellingsOfAll } from './slash-variants';
import { printVercel } from './vercel';

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
  site: { policies: ReadonlyMap<string, string>; basePath?: string } & Moves,
): Record<string, string> {
  const { basePath = '', redirects, gone } = site;
  const policies = new Map([...site.policies].map(([path, policy]) => [path, readablePolicy(policy)]));
  const spelled = { redirects: bothSpellings(redirects), gone: spellingsOfAll(gone) };
  const lines = spelled.redirects.length;
  return {
    [headersFile]: printHeaders(policies),
    [redirectsFile]: printRedirects(
      lines > mostRedirects ? { ...spelled, redirects } : spelled,
      notFoundPage,
      lines * 2 <= mostRedirects,
    ),
    'vercel.json': printVercel(policies, redirects, basePath),
    'nginx.conf': printNginx(policies, { redirects, gone }, basePath),
    Caddyfile: printCaddy(policies, { redirects, gone }, basePath),
    // GitHub Pages leaves out `_next/` otherwise.
    '.nojekyll': '',
  };
}
