/**
 * Escapes texts for the syntax of each host's file. Callers must not pass what a syntax cannot
 * express: these functions throw, so that no host reads a text as something else.
 */

/** Line ends, control characters and lone surrogates. */
const unwritable = /\p{Cc}|\p{Cs}/u;

function refuse(text: string, where: string, forbidden?: RegExp): string {
  const [found] = unwritable.exec(text) ?? forbidden?.exec(text) ?? [];
  if (found !== undefined)
    throw new Error(`${where} cannot contain ${JSON.stringify(found)}, in ${JSON.stringify(text)}`);
  return text;
}

/** A literal token of `nginx.conf`, such as a key of a `map` or a regular expression. */
export const nginxLiteral = (text: string) => `"${refuse(text, 'nginx.conf').replace(/["\\]/g, '\\$&')}"`;

/** A token of `nginx.conf` that may contain variables. There is no way to escape a `$` in it. */
export const nginxValue = (text: string) => nginxLiteral(refuse(text, 'a value in nginx.conf', /\$/));

/**
 * A token of a Caddyfile. Caddy replaces `{$NAME}` before it parses the file, even in quotes, and
 * `{name}` when it responds. A backslash escapes only a quote, not even itself.
 */
export const caddyString = (text: string) =>
  `"${refuse(text, 'a Caddyfile', /[{}]|\\(?="|$)/).replaceAll('"', '\\"')}"`;

/** A percent-encoded path in `_redirects` or `_headers`, where `*` and `:name` are placeholders. */
export const literalPath = (path: string) =>
  refuse(path, 'a path in _redirects or _headers', /[^\w/.~%!&'()+,;=@-]/);

/** A path in `_headers` in which `*` matches any characters. */
export const pathPattern = (pattern: string) => pattern.split('*').map(literalPath).join('*');

/** The value of a header in `_headers`: the rest of the line. */
export const headerValue = (value: string) => refuse(value, 'a header', /^\s|\s$/);

/** A percent-encoded path in `vercel.json`, with the special characters of path-to-regexp escaped. */
export const vercelPath = (path: string) =>
  refuse(path, 'a path in vercel.json', /\s/).replace(/[:()*+?{}\\[\]!|^$]/g, '\\$&');
