/** A place where links to articles are shown, and how much text it shows. */
export interface Place {
  name: string;
  /** In Latin letters. A Chinese, Japanese or Korean character counts as two. */
  title: number;
  summary: number;
}

/**
 * Approximate minimum shown on a phone. Google cuts by pixels and documents no limit (Search
 * Central, "Title links" and "Snippets"). Chats and timelines show two lines.
 */
export const places = {
  search: { name: 'Search result', title: 60, summary: 155 },
  chat: { name: 'Chat', title: 70, summary: 110 },
  timeline: { name: 'Timeline', title: 70, summary: 90 },
  feed: { name: 'Feed reader', title: 80, summary: 140 },
} satisfies Record<string, Place>;

/** A text that may be cut off. */
export interface Cut {
  shown: string;
  /** The part that is cut off; empty if all of the text is shown. */
  rest: string;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{3000}-\u{303f}\u{ff01}-\u{ff60}]/u;

/**
 * Cuts a text to a width: between words if there is a space nearby, never within a grapheme.
 *
 * @param maxWidth the width, measured as in `Place`
 */
export function cut(text: string, maxWidth: number): Cut {
  const letters = Array.from(new Intl.Segmenter('en').segment(text), ({ segment, index }) => ({
    segment,
    index,
  }));
  let width = 0;
  for (const { segment, index } of letters) {
    width += wide.test(segment) ? 2 : 1;
    if (width <= maxWidth) continue;
    const space = text.lastIndexOf(' ', index);
    const end = space > index * 0.7 ? space : index;
    return { shown: text.slice(0, end).trimEnd(), rest: text.slice(end).trimStart() };
  }
  return { shown: text, rest: '' };
}

/** The parts of an article that a link to it shows. */
export interface Linked {
  title: string;
  /** The description in the front matter. */
  description?: string;
  /** The description, or the excerpt. */
  summary: string;
  /** The image of the article. If omitted, a card is generated. */
  image?: { width?: number; height?: number };
}

/** Minimum width in pixels for a large image. */
const smallest = 600;
/** The aspect ratio that a timeline shows uncropped. */
const shape = 1200 / 630;

/** Warnings for the author, one sentence each, about what is cut off or missing where links to an article are shown. */
export function warningsFor({ title, description, summary, image }: Linked): string[] {
  const warnings: string[] = [];
  for (const { name, ...widths } of Object.values(places))
    for (const [what, text] of Object.entries({ title, summary } as const)) {
      const { rest } = cut(text, widths[what as keyof typeof widths]);
      if (rest) warnings.push(`${name}: the ${what} is cut off before “${rest}”.`);
    }
  if (!summary)
    warnings.push('There is no text to show with the title. Add a "description" to the front matter.');
  else if (!description)
    warnings.push('There is no "description" in the front matter. The first sentences are used instead.');
  if (image?.width && image.height) {
    if (image.width < smallest)
      warnings.push(
        `The image is ${image.width} pixels wide. Below ${smallest}, most services show it small, next to the text.`,
      );
    const ratio = image.width / image.height;
    const lost = Math.round(100 * (1 - Math.min(ratio / shape, shape / ratio)));
    if (lost >= 5)
      warnings.push(
        `Places that show 1.91:1 crop the image ${ratio > shape ? 'at the sides' : 'at the top and bottom'}: ${lost} % of it is cut off.`,
      );
  }
  return warnings;
}
