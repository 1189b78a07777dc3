import { printCaddy } from './caddy';
import { headersFile, printHeaders } from './header-file';
import { printNginx } from './nginx';
import { printRedirects, type Redirect, redirectsFile } from './redirect-file';
import { bothSpellings } from './spellings';
import { printVercel } from './vercel';

/** In lines: what Cloudflare Pages takes of redirects without a pattern. */
const mostRedirects = 2000;

/**
 * The rules of the site, each host's in its own form. All of them say the same.
 *
 * @param site.policies the Content-Security-Policy of each page by its address, which is
 *   percent-encoded and ends in a slash or is that of a file, such as `/404.html`
 * @returns contents by the name of the file, to be written into the site's folder
 */
export function hostFiles(site: {
  policies: ReadonlyMap<string, string>;
  redirects: readonly Redirect[];
}): Record<string, string> {
  const { policies, redirects } = site;
  const spelled = bothSpellings(redirects);
  return {
    [headersFile]: printHeaders(policies),
    [redirectsFile]: printRedirects(spelled.length > mostRedirects ? [...redirects] : spelled),
    'vercel.json': printVercel(policies, redirects),
    'nginx.conf': printNginx(policies, redirects),
    Caddyfile: printCaddy(policies, redirects),
    // GitHub Pages leaves out `_next/` otherwise.
    '.nojekyll': '',
  };
}
