import type { Directive } from '../hosts/csp-sources';

/** A script or style sheet of the owner's to load on pages. */
export interface Resource {
  /** For messages. */
  name: string;
  /** The URL of a script, or the path of one in `public/`. It is loaded after the page (`defer`). */
  script?: string;
  /** The same for a style sheet. */
  style?: string;
  /** A hash of the file (Subresource Integrity §3.1), such as `sha384-…`. Required for files of other hosts. */
  integrity?: string;
  /** The pages that load it, such as `/contact/`, or all below a folder: `/posts/*`. The default is all pages. */
  pages?: string[];
  /** What it loads itself: origins, by directive of the Content-Security-Policy. */
  policy?: Partial<Record<Directive, string[]>>;
}

/** The directives that a resource may add to. */
export const resourceDirectives: readonly Directive[] = [
  'connect-src',
  'font-src',
  'form-action',
  'frame-src',
  'img-src',
  'media-src',
  'script-src',
  'style-src',
  'trusted-types',
  'worker-src',
];

/** Whether a page loads a resource. @param address percent-encoded */
export const isOnPage = ({ pages }: Resource, address: string): boolean =>
  pages === undefined ||
  pages.some((page) => (page.endsWith('*') ? address.startsWith(page.slice(0, -1)) : page === address));

/** What is wrong with a resource, if anything. */
export function resourceProblem({ script, style, integrity, pages, policy }: Resource): string | undefined {
  const url = script ?? style;
  if (url === undefined || (script !== undefined && style !== undefined))
    return 'expected either "script" or "style"';
  const isOwn = /^\/(?!\/)\S*$/.test(url);
  const isElsewhere = /^https:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s;,]*$/.test(url);
  if (!isOwn && !isElsewhere)
    return `expected an https URL, or the path of a file in public/, found ${JSON.stringify(url)}`;
  if (integrity !== undefined && !/^sha(?:256|384|512)-[A-Za-z0-9+/]+=*$/.test(integrity))
    return `expected "integrity" such as sha384-…, found ${JSON.stringify(integrity)}`;
  if (isElsewhere && integrity === undefined)
    return 'expected "integrity", the hash of the file, because another host could change it';
  const page = pages?.find((one) => !/^\/(?:.*\/)?\*?$/.test(one));
  if (page !== undefined)
    return `expected pages such as /contact/ or /posts/*, found ${JSON.stringify(page)}`;
  for (const [directive, sources] of Object.entries(policy ?? {})) {
    if (!resourceDirectives.some((known) => known === directive))
      return `expected a directive such as ${resourceDirectives.slice(0, 4).join(', ')}, found ${directive}`;
    const isSource = (source: string) =>
      directive === 'trusted-types'
        ? /^[\w-]+$/.test(source)
        : /^https:\/\/[a-z0-9.*-]+(?::\d+)?$|^wss:\/\/[a-z0-9.-]+$/.test(source);
    const wrong = sources.find((source) => !isSource(source));
    if (wrong !== undefined)
      return `expected origins such as https://example.org in ${directive}, found ${JSON.stringify(wrong)}`;
  }
  return undefined;
}
