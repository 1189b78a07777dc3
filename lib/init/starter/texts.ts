/** The texts of a new publication in one language. */
export interface StarterTexts {
  about: { label: string; description(title: string): string; text(names: Names): string };
  tagline(author: string): string;
  description(title: string, author: string): string;
  callToAction: { heading: string; text: string; label: string };
  post: { title(title: string): string; description: string; tag: string; text: string };
  /** The words in the drawing of the first post: its title, and the label of each box. */
  drawing: { title: string; labels: readonly [file: string, page: string, feed: string, card: string] };
}

export interface Names {
  title: string;
  author: string;
  /** The ID of the author. */
  id: string;
}
