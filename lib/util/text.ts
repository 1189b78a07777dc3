/** Escapes the value of a double-quoted attribute. */
export function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** What an author wrote, where it is to be named in a message. */
export const shortened = (text: string, most = 100) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** Words that are written one after another, to look others up in. */
export const wordSet = (text: string) => new Set(text.trim().split(/\s+/));
