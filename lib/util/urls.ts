/** Whether `text` is an absolute http(s) URL with a host. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

/**
 * Whether `text` is an http(s) URL without a user name or password, so that it may be published and
 * logged.
 */
export function isPublicUrl(text: string): boolean {
  if (!isHttpUrl(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/**
 * A URL for a message, without anything that may be a password. URL parsers ignore tabs, line breaks, and
 * white space and control characters at the start.
 */
export function withoutPassword(url: string): string {
  const parsed = url.replace(/[\t\n\r]/g, '').replace(/^[\0- ]+/, '');
  const at = parsed.lastIndexOf('@');
  const before = parsed.slice(0, Math.max(at, 0));
  if (/^mailto:/i.test(parsed) || !/:|[\\/]{2}/.test(before)) return url;
  const [start = ''] = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]*/i.exec(before) ?? [];
  return `${start}***${parsed.slice(at)}`;
}

/**
 * Whether `text` is a path of this site for every URL parser, not the URL of another site. Parsers read a
 * backslash as a slash, and ignore tabs and line breaks.
 */
export const isSitePath = (text: string) => /^\/(?![/\\])[^\t\n\r]*$/.test(text);

/**
 * Whether `text` is a valid link for the navigation or a call to action: a path of the site, an http(s)
 * URL or a `mailto:` URL.
 */
export function isLinkTarget(text: string): boolean {
  return isSitePath(text) || /^mailto:[^@\s]+@[^@\s]+$/i.test(text) || isPublicUrl(text);
}

/** Decodes the percent-encoding of a URL or path. Returns it unchanged if that is not possible. */
export function asWritten(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** A fragment in NFC, like the IDs of elements. Browsers compare them character by character. */
export function fragmentInNfc(fragment: string): string {
  const written = asWritten(fragment);
  const key = written.normalize('NFC');
  return key === written ? fragment : encodeURI(key);
}
