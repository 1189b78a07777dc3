import { inspect } from 'node:util';

/**
 * Matches invisible characters, including those that change the direction of text. Matches a flag such
 * as Scotland's, of which all but the first character is invisible, as the group `flag`. Does not match
 * U+200C and U+200D, which separate and join letters and emoji, and variation selectors, which select the
 * form of the character before them.
 */
export const invisible =
  /(?<flag>\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|(?![\p{Join_Control}\p{Variation_Selector}])\p{Default_Ignorable_Code_Point}/gu;

/** The same, plus characters that control a terminal or break lines, lone surrogates and noncharacters. */
const unprintable = new RegExp(
  `${invisible.source}|[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\u2028\\u2029]`,
  'gu',
);

/**
 * Escapes a text for a terminal. Names and fields that authors write may contain anything, such as the
 * sequence that clears a terminal's screen, which becomes `\u001b[2J`. JSON stays valid JSON.
 *
 * @param kept characters that are not escaped
 */
export function printable(text: string, kept = '\n\t'): string {
  return text.replace(unprintable, (found, flag?: string) =>
    flag || kept.includes(found)
      ? found
      : found.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** An error with its stack trace, for a terminal. It may contain names that authors and readers chose. */
export const printableError = (error: unknown): string => printable(inspect(error));

/** The first character that does not belong in a text, such as `U+001B`; `undefined` if there is none. */
export function unprintableIn(text: string): string | undefined {
  const [character] = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.exec(text.replace(/[\n\r\t]/g, ' ')) ?? [];
  return character && `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
