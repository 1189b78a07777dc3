/**
 * Texts in the syntax of each host's file. What a syntax cannot express is an error of whoever
 * let it get this far: nothing is written that a host would read as something else.
 */

/** Tells what would end a line, be acted on by a terminal, or be written as another character. */
const unwritable = /\p{Cc}|\p{Cs}/u;

function refuse(text: string, where: string, forbidden?: RegExp): string {
  const [found] = unwritable.exec(text) ?? forbidden?.exec(text) ?? [];
  if (found !== undefined)
    throw new Error(`${where} cannot hold ${JSON.stringify(found)}, in ${JSON.stringify(text)}`);
  return text;
}

/** A token of `nginx.conf` that is taken as it is, such as a key of a `map` or a regular expression. */
export const nginxLiteral = (text: string) => `"${refuse(text, 'nginx.conf').replace(/["\\]/g, '\\$&')}"`;

/** A token of `nginx.conf` in which nginx looks for variables; it has no way to write a `$` there. */
export const nginxValue = (text: string) => nginxLiteral(refuse(text, 'a value in nginx.conf', /\$/));

/**
 * A token of a Caddyfile. Caddy replaces `{$NAME}` even in quotes, before it reads the file, and
 * `{name}` when it answers. A backslash escapes a quote and nothing else, itself included.
 */
export const caddyString = (text: string) =>
  `"${refuse(text, 'a Caddyfile', /[{}]|\\(?="|$)/).replaceAll('"', '\\"')}"`;

/** A percent-encoded path in `_redirects` or `_headers`, where `*` and `:name` stand for something else. */
export const literalPath = (path: string) =>
  refuse(path, 'a path in _redirects or _headers', /[^\w/.~%!&'()+,;=@-]/);

/** A path in `_headers` in which `*` stands for any characters. */
export const pathPattern = (pattern: string) => pattern.split('*').map(literalPath).join('*');

/** The value of a header in `_headers`: the rest of the line. */
export const headerValue = (value: string) => refuse(value, 'a header', /^\s|\s$/);

/** A percent-encoded path in `vercel.json`: without the meaning that path-to-regexp gives to some characters. */
export const vercelPath = (path: string) =>
  refuse(path, 'a path in vercel.json', /\s/).replace(/[:()*+?{}\\[\]!|^$]/g, '\\$&');
