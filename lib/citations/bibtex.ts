import { slugify } from '../util/slug';

/** A post, to be cited. */
export interface Citable {
  title: string;
  authors: readonly { name: string; organization: boolean }[];
  /** `YYYY-MM-DD`. */
  day: string;
  /** The publication. */
  publication: string;
  /** Absolute. */
  url: string;
}

/** Characters that have a meaning in LaTeX. */
const special: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const escapeLatex = (text: string) =>
  text.replace(/[\\{}~^]/g, (character) => special[character] ?? '').replace(/[%#&$_]/g, '\\$&');

/** The BibTeX entry of a post. Its title is in two braces, which keep its capital letters. */
export function bibTeX({ title, authors, day, publication, url }: Citable): string {
  const [year = '', month = ''] = day.split('-');
  const names = authors.map(({ name, organization }) =>
    organization ? `{${escapeLatex(name)}}` : escapeLatex(name),
  );
  const [last = publication] = authors.map(({ name }) => name.split(' ').at(-1));
  const [word = ''] = slugify(title)
    .split('-')
    .filter((part) => part.length > 3);
  const fields = {
    author: names.length > 0 ? names.join(' and ') : `{${escapeLatex(publication)}}`,
    title: `{${escapeLatex(title)}}`,
    year,
    month: String(Number(month)),
    howpublished: escapeLatex(publication),
    url,
  };
  const key = `${slugify(last).replaceAll('-', '')}${year}${word}`;
  return `@misc{${key},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}},\n`)
    .join('')}}`;
}
