/** Whether `text` is an absolute http(s) URL with a host. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

/** The same, and without a user's name or password, so that it may be published and logged. */
export function isPublicUrl(text: string): boolean {
  if (!isHttpUrl(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** A URL as it may be shown in a message: without what may be a password. */
export const withoutPassword = (url: string) =>
  url.replace(/^(?!mailto:)([a-z][a-z0-9+.-]*:[\\/]*).*@/is, '$1***@');

/** Whether `text` can be linked to from the navigation or a call to action: a path of the site, an http(s) URL or a mail address. */
export function isLinkTarget(text: string): boolean {
  return /^\/(?!\/)/.test(text) || /^mailto:[^@\s]+@[^@\s]+$/i.test(text) || isPublicUrl(text);
}

/** A URL or path as an author may have written it: without percent-encoding, where that can be undone. */
export function asWritten(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** A fragment with its letters in NFC, as ids are: browsers compare the two character by character. */
export function fragmentInNfc(fragment: string): string {
  const written = asWritten(fragment);
  const key = written.normalize('NFC');
  return key === written ? fragment : encodeURI(key);
}
