const names = ['_headers', '_redirects', 'vercel.json', 'nginx.conf', 'Caddyfile'] as const;
export type HostFileName = (typeof names)[number];

/** Files in the site's folder that are for hosts, not for readers. `files.ts` generates each of them. */
export const hostFileNames: readonly string[] = names;

/** Text files, which are precompressed (`.br`, `.gz`). Pictures, clips and fonts are already compressed. */
const text = '\\.(?:html|xml|json|md|txt|svg|js|css|webmanifest|opml)';
const variant = '\\.(?:br|gz)';

/** Public, although its name begins with a dot (RFC 8615). */
export const wellKnown = '/.well-known/';

/** Matches paths that are not served: host files, compressed variants, hidden files. */
export const hiddenSource = `^/(?:${hostFileNames.map((name) => name.replace('.', '\\.')).join('|')})(?:${variant})?$|${text}${variant}$|/\\.`;

const hidden = new RegExp(hiddenSource);
const texts = new RegExp(`${text}$`);

/** Whether a decoded path must not be served. */
export const isHidden = (path: string) => hidden.test(path) && !path.startsWith(wellKnown);

/** Whether a file may have compressed variants. */
export const isText = (path: string) => texts.test(path);
