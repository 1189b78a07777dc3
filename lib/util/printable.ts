/** Characters that a terminal acts on, that turn the text around, that nobody sees, or that are half of one. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * A text as it may be shown on a terminal. Names and fields of authors may hold anything, such as
 * the sequences by which a terminal clears its screen: those are written out, `\u001b[2J`.
 *
 * @param kept characters to leave as they are
 */
export function printable(text: string, kept = '\n\t'): string {
  return text.replace(unprintable, (character) =>
    kept.includes(character)
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The first character of a text that is no part of one, as `U+001B`. */
export function unprintableIn(text: string): string | undefined {
  const [character] = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.exec(text.replace(/[\n\r\t]/g, ' ')) ?? [];
  return character && `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
