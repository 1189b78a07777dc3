/** Control characters, direction marks, invisible characters and lone surrogates. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * Escapes characters that are not safe to print on a terminal. Names and front matter may contain
 * anything, such as the sequence that clears the screen. It is printed as `\u001b[2J`.
 *
 * @param kept characters that are not escaped
 */
export function printable(text: string, kept = '\n\t'): string {
  return text.replace(unprintable, (character) =>
    kept.includes(character)
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** The first character that is not allowed in a text, such as `U+001B`; `undefined` if there is none. */
export function unprintableIn(text: string): string | undefined {
  const [character] = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.exec(text.replace(/[\n\r\t]/g, ' ')) ?? [];
  return character && `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
