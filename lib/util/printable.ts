import { inspect } from 'node:util';

/**
 * Matches a flag such as Scotland's, of which all but the first character is invisible, as the group
 * `flag`. Otherwise matches a character that nobody sees or that turns the text around. Not matched
 * are U+200C and U+200D, which join and part letters and emoji, and what chooses the look of the
 * character before it.
 */
export const invisible =
  /(?<flag>\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f})|(?![\p{Join_Control}\p{Variation_Selector}])\p{Default_Ignorable_Code_Point}/gu;

/** The same, and characters that a terminal acts on, that break lines, or that are half of one. */
const unprintable = new RegExp(
  `${invisible.source}|[\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\u2028\\u2029]`,
  'gu',
);

/**
 * A text as it may be shown on a terminal. Names and fields of authors may hold anything, such as
 * the sequences by which a terminal clears its screen: those are written out, `\u001b[2J`. JSON stays
 * JSON.
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

/** An error as Node prints it, with its stack. It may hold names that authors and readers have chosen. */
export const printableError = (error: unknown): string => printable(inspect(error));

/** The first character of a text that is no part of one, as `U+001B`. */
export function unprintableIn(text: string): string | undefined {
  const [character] = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.exec(text.replace(/[\n\r\t]/g, ' ')) ?? [];
  return character && `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
