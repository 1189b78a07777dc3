/** Characters that XML 1.0 §2.2 does not allow in a document, such as U+001B. */
const noCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Replaces characters that XML does not allow with U+FFFD. Libraries that write XML do not do this.
 * Removing them instead could join the text around them into a delimiter such as `]]>`.
 */
export const withXmlCharacters = (xml: string) => xml.replace(noCharacter, '\u{FFFD}');
