/** Escapes the value of a double-quoted attribute in HTML or XML. */
export function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Shortens a text for a message. @param most the maximum length in UTF-16 code units */
export const shortened = (text: string, most = 100) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** A set of words from a text that lists them, separated by white space. */
export const wordSet = (text: string) => new Set(text.trim().split(/\s+/));
