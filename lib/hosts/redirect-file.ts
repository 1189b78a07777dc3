/** A moved page: requests for `from` are answered 301 with `to`. Both are percent-encoded paths. */
export interface Redirect {
  from: string;
  to: string;
}

/** The file that names them, in the form that Netlify and Cloudflare Pages read. */
export const redirectsFile = '_redirects';

export function printRedirects(list: Redirect[]): string {
  return list.map(({ from, to }) => `${from} ${to} 301\n`).join('');
}

export function readRedirects(text: string): Redirect[] {
  return text.split('\n').flatMap((line) => {
    const [from, to] = line.split(' ');
    return from && to ? [{ from, to }] : [];
  });
}
