/** What a redirect pattern can name: parts of a post's address and date, a topic, or an author. */
export const placeholders = ['year', 'month', 'day', 'slug', 'tag', 'author'] as const;
export type Placeholder = (typeof placeholders)[number];

const pattern = /:([a-z]+)/g;

export const isPlaceholder = (name: string): name is Placeholder =>
  placeholders.some((placeholder) => placeholder === name);

/** The names after colons in a path. */
export const placeholdersIn = (path: string): string[] =>
  [...path.matchAll(pattern)].map(([, name = '']) => name);

/** A path with a letter in place of each placeholder, to be checked like any other. */
export const withoutPlaceholders = (path: string): string => path.replace(pattern, 'x');

/** Fills in a pattern. */
export const fillPlaceholders = (path: string, values: Partial<Record<Placeholder, string>>): string =>
  path.replace(pattern, (written, name: string) =>
    isPlaceholder(name) ? (values[name] ?? written) : written,
  );
