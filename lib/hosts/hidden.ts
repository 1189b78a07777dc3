/** What the site's folder holds for hosts to read; readers have no use for it. */
export const hostFileNames = ['_headers', '_redirects', 'vercel.json', 'nginx.conf', 'Caddyfile'];

/** Texts, which shrink; pictures, clips and fonts are compressed already. Their variants end in `.br` and `.gz`. */
const text = '\\.(?:html|xml|json|md|txt|svg|js|css|webmanifest|opml)';
const variant = '\\.(?:br|gz)';

/** Where what is there is for everyone, though its name begins with a dot (RFC 8615). */
export const wellKnown = '/.well-known/';

/** Matches paths that are not served: files for hosts, compressed variants, hidden files. */
export const hiddenSource = `^/(?:${hostFileNames.map((name) => name.replace('.', '\\.')).join('|')})(?:${variant})?$|${text}${variant}$|/\\.`;

const hidden = new RegExp(hiddenSource);
const texts = new RegExp(`${text}$`);

/** Whether a decoded path is kept from readers. */
export const isHidden = (path: string) => hidden.test(path) && !path.startsWith(wellKnown);

/** Whether a path may have compressed variants beside it. */
export const isText = (path: string) => texts.test(path);
