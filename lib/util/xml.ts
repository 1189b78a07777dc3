/** What XML 1.0 §2.2 does not allow in a document, such as the escape of a terminal's colors. */
const noCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * A document without what XML does not have; no library that prints one sees to it. A sign stays
 * in each place: what stood before and after it might be an end when it is joined, such as `]]>`.
 */
export const withXmlCharacters = (xml: string) => xml.replace(noCharacter, '\u{FFFD}');
