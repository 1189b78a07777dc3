/** A work that a post cites. Texts are on one line, without markup. */
export interface Work {
  /** By which posts cite it. */
  key: string;
  /** A type of CSL (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types). */
  type: string;
  title: string;
  authors: Name[];
  /** What it is part of, such as a journal. */
  container?: string;
  volume?: string;
  issue?: string;
  pages?: string;
  edition?: string;
  publisher?: string;
  place?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or words such as "forthcoming". */
  date?: string;
  doi?: string;
  /** http(s). */
  url?: string;
}

/** The name of a person; of an organization, only `family`. */
export interface Name {
  family: string;
  given?: string;
}

/** Types whose titles are in italics, because they are published on their own. */
const independent = new Set(['book', 'thesis', 'report', 'motion_picture', 'software', 'standard']);

/** Whether a work is published on its own. */
export const isIndependent = ({ type, container }: Work): boolean =>
  container === undefined && independent.has(type);

/** Where a work is found online. */
export function workUrl({ doi, url }: Work): string | undefined {
  if (doi === undefined) return url;
  let decoded = doi;
  try {
    decoded = decodeURIComponent(doi);
  } catch {
    // It has a percent sign of its own.
  }
  return `https://doi.org/${encodeURI(decoded).replace(/[#?]/g, encodeURIComponent)}`;
}

/** The year of a work, or what is written in its place. */
const yearOf = ({ date }: Work) => (date && /^\d{4}/.test(date) ? date.slice(0, 4) : date);

/** How many authors a reference names; more are "et al." */
const maxNamed = 6;

/** `and others` in BibTeX. */
const isOthers = ({ family, given }: Name) => family === 'others' && !given;

const fullName = ({ given, family }: Name) => (given ? `${given} ${family}` : family);

/** The authors of a work as a list in a language. */
export function authorsText(work: Work, language: string): string {
  const authors = work.authors.filter((name) => !isOthers(name));
  if (authors.length > maxNamed) return `${authors.slice(0, 3).map(fullName).join(', ')} et al.`;
  if (authors.length < work.authors.length) return `${authors.map(fullName).join(', ')} et al.`;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(authors.map(fullName));
}

/** A work in short, as in "Haas et al. 2017". */
export function shortText(work: Work, language: string): string {
  const names = work.authors.map(({ family }) => family);
  const who =
    names.length === 0
      ? work.title
      : names.length > 2
        ? `${names[0]} et al.`
        : new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return [who, yearOf(work)].filter(Boolean).join(' ');
}

/**
 * A reference to a work in parts: before its title, its title, what it is part of, and the rest. Without words of any
 * language.
 */
export function referenceParts(
  work: Work,
  language: string,
): { before: string; title: string; container: string; after: string } {
  const { title, container = '', volume, issue, pages, edition, publisher, place } = work;
  const authors = authorsText(work, language);
  const year = yearOf(work);
  const before = [authors, year && `(${year})`].filter(Boolean).join(' ');
  const number = [volume, issue && `(${issue})`].filter(Boolean).join('');
  const where = [number, pages?.replace(/-+/g, '–')].filter(Boolean).join(', ');
  const by = [edition, [publisher, place].filter(Boolean).join(', ')].filter(Boolean).join('. ');
  return {
    before: before && `${before}. `,
    title: /[.!?]$/.test(title) ? title : `${title}.`,
    container,
    after: [where && `${where}.`, by && `${by}.`].filter(Boolean).join(' '),
  };
}
