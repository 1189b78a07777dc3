import { literalPath } from './escape';

/** A redirect (301) from an old to a new path. Both are percent-encoded. */
export interface Redirect {
  from: string;
  to: string;
}

/** Redirects and removed pages. */
export interface Redirects {
  redirects: readonly Redirect[];
  /** Percent-encoded paths of removed pages (410). */
  gone: readonly string[];
}

/** The redirects file of Netlify and Cloudflare Pages. */
export const redirectsFile = '_redirects';

/**
 * Generates the file. Cloudflare skips lines with a status that it does not know: `410`, and a `!`,
 * with which Netlify redirects even if there is a file.
 *
 * @param forced whether Netlify sends redirects instead of the pages at the old URLs
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
