/** Where a link to an article is shown, and how much of it there is room for. */
export interface Place {
  name: string;
  /** In letters of the Latin alphabet; one of Chinese, Japanese or Korean takes the room of two. */
  title: number;
  summary: number;
}

/**
 * About what is shown at least on a phone. Google cuts by pixels and says that there is no limit
 * (Search Central, "Title links" and "Snippets"); chats and timelines show two lines.
 */
export const places = {
  search: { name: 'Search result', title: 60, summary: 155 },
  chat: { name: 'Chat', title: 70, summary: 110 },
  timeline: { name: 'Timeline', title: 70, summary: 90 },
  feed: { name: 'Feed reader', title: 80, summary: 140 },
} satisfies Record<string, Place>;

/** A text where there is room for so much of it. */
export interface Cut {
  shown: string;
  /** What is left out; empty where all of it is shown. */
  rest: string;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{3000}-\u{303f}\u{ff01}-\u{ff60}]/u;

/**
 * Cuts a text as its reader will see it cut: between words where there is a space near, never
 * within a letter and its marks.
 *
 * @param room as in `Place`
 */
export function cut(text: string, room: number): Cut {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment, index }) => ({
    segment,
    index,
  }));
  let width = 0;
  for (const { segment, index } of letters) {
    width += wide.test(segment) ? 2 : 1;
    if (width <= room) continue;
    const space = text.lastIndexOf(' ', index);
    const end = space > index * 0.7 ? space : index;
    return { shown: text.slice(0, end).trimEnd(), rest: text.slice(end).trimStart() };
  }
  return { shown: text, rest: '' };
}

/** What of an article a link to it shows. */
export interface Linked {
  title: string;
  /** What its author has written to describe it. */
  description?: string;
  /** The description, or the first sentences. */
  summary: string;
  /** Its own picture; a card is drawn where there is none. */
  image?: { width?: number; height?: number };
}

/** In pixels, and width by height: what a timeline shows whole. */
const smallest = 600;
const shape = 1200 / 630;

/** What will not be seen of an article where links to it are shown, in sentences for its author. */
export function warningsFor({ title, description, summary, image }: Linked): string[] {
  const warnings: string[] = [];
  for (const { name, ...room } of Object.values(places))
    for (const [what, text] of Object.entries({ title, summary } as const)) {
      const { rest } = cut(text, room[what as keyof typeof room]);
      if (rest) warnings.push(`${name}: the ${what} is cut before “${rest}”.`);
    }
  if (!summary)
    warnings.push('There is no text to show beside the title: write a "description" in the front matter.');
  else if (!description)
    warnings.push('There is no "description" in the front matter: the first sentences take its place.');
  if (image?.width && image.height) {
    if (image.width < smallest)
      warnings.push(
        `The image is ${image.width} pixels wide: below ${smallest}, most show it small, beside the text.`,
      );
    const ratio = image.width / image.height;
    const lost = Math.round(100 * (1 - Math.min(ratio / shape, shape / ratio)));
    if (lost >= 5)
      warnings.push(
        `The image is cut ${ratio > shape ? 'at its sides' : 'above and below'} where 1.91 by 1 is shown: ${lost} % of it.`,
      );
  }
  return warnings;
}
