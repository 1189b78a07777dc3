/** Whether `text` is an absolute http(s) URL with a host. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

/** Whether `text` can be linked to from the navigation or a call to action: a path of the site, an http(s) URL or a mail address. */
export function isLinkTarget(text: string): boolean {
  return /^\/(?!\/)/.test(text) || /^mailto:[^@\s]+@[^@\s]+$/i.test(text) || isHttpUrl(text);
}

/** A URL or path as an author may have written it: without percent-encoding, where that can be undone. */
export function asWritten(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
