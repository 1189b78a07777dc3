import { literalPath } from './escape';

/** A moved page: requests for `from` are answered 301 with `to`. Both are percent-encoded paths. */
export interface Redirect {
  from: string;
  to: string;
}

/** What has become of addresses that were pages once. */
export interface Redirects {
  redirects: readonly Redirect[];
  /** Percent-encoded paths that are answered 410: what was there was taken down. */
  gone: readonly string[];
}

/** The file that names them, in the form that Netlify and Cloudflare Pages read. */
export const redirectsFile = '_redirects';

/**
 * Prints the file. Cloudflare skips lines with a status that it does not know: `410`, and the
 * `!` for which Netlify sends a redirect although there is a file.
 *
 * @param forced whether Netlify is to send redirects in place of the pages that are at the old addresses
 */
export function formatRedirects(
  { redirects, gone }: Redirects,
  notFoundPage: string,
  forced: boolean,
): string {
  const lines = [
    ...redirects.flatMap(({ from, to }) => {
      const line = `${literalPath(from)} ${literalPath(to)} 301`;
      return forced ? [`${line}!`, line] : [line];
    }),
    ...gone.map((from) => `${literalPath(from)} ${notFoundPage} 410`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

export function readRedirects(text: string): Redirects {
  const redirects: Redirect[] = [];
  const gone: string[] = [];
  for (const line of text.split('\n')) {
    const [from, to, status] = line.split(' ');
    if (!from || !to) continue;
    if (status === '410') gone.push(from);
    else redirects.push({ from, to });
  }
  return { redirects, gone };
}
