import { writeText } from '../cache/texts';
import { isLanguage } from '../i18n/language';
import type { Formula, Formulas } from '../markdown/formulas';
import { Places } from '../markdown/places';
import type { Problem } from '../markdown/problem';
import { emptyBody, type RenderedBody, renderMarkdown } from '../markdown/render';
import { type PostTerms, weighTerms } from '../recommend/terms';
import { frequenciesOf } from '../search/frequencies';
import { aliasProblem, pathOf } from '../util/addresses';
import { type ContentDate, dayOrMoment, isBefore } from '../util/dates';
import { hashOf } from '../util/hash';
import { windowsProblem } from '../util/names';
import { pileIn } from '../util/piles';
import { isSafeSlug, slugify } from '../util/slug';
import { isPublicUrl, withoutPassword } from '../util/urls';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { type Fields, readFrontMatter } from './front-matter';
import { type SourceFile, splitSource } from './source';

/** What is known of a text without holding it. */
export interface TextFacts
  extends Omit<RenderedBody, 'html' | 'diagrams' | 'formulas' | 'text' | 'code' | 'problems' | 'warnings'> {
  /** The name of its `RenderedHtml`; see `lib/cache/texts.ts`. */
  html: string;
  /** The names of its drawings, by address. */
  diagrams: Record<string, string>;
  /** Its formulas with the names of their drawings. */
  formulas: Formulas<Formula & { svg: string }>;
  /** For recommendations. */
  terms: PostTerms;
  /** The name of what search knows of it; see `lib/search/frequencies.ts`. */
  frequencies: string;
}

/** All that one file says by itself: a pure function of its name, its bytes and the site's language. */
export interface FileRecord {
  /** A hash of the file's bytes. */
  digest: string;
  /** The line on which the text begins. */
  bodyLine: number;
  fields: Fields;
  text: TextFacts;
  errors: ContentError[];
  /** What is printed all the same. */
  warnings: ContentError[];
}

/** What a text is written in where it does not say so. */
export interface Locale {
  /** BCP 47. */
  language: string;
  /** IANA; UTC without it. */
  timeZone?: string;
}

/** A document read from its file, before it is held against the others. */
export interface Entry extends Omit<FileRecord, 'errors' | 'warnings'> {
  file: ContentFile;
  /** The path to name in messages. */
  shown: string;
  /** The last segment of its address. */
  slug: string;
  /** Its address, such as `/posts/start-here/`. */
  path: string;
  /** A draft, or a post whose time has not come: not part of this print. */
  hidden: 'draft' | 'scheduled' | undefined;
}

/**
 * Makes an entry of what a file says.
 *
 * @param buildTime milliseconds since the epoch; a later post is scheduled
 */
export function entryOf(file: ContentFile, shown: string, record: FileRecord, buildTime: number): Entry {
  const { digest, bodyLine, fields, text } = record;
  const slug = slugOf(file, fields);
  const date = fields.dates.get('date');
  const hidden = fields.booleans.get('draft')?.value
    ? 'draft'
    : date && Date.parse(date.value.iso) > buildTime
      ? 'scheduled'
      : undefined;
  return { file, shown, digest, bodyLine, fields, text, slug, path: pathOf[file.type](slug), hidden };
}

function slugOf(file: ContentFile, fields: Fields): string {
  return (fields.strings.get('slug')?.value ?? file.name).normalize('NFC');
}

/**
 * Reads one file, renders its text, and says all that can be said of it alone.
 *
 * @param locale the publication's
 * @returns its one error where it cannot be told apart into front matter and text
 */
export async function readRecord(
  file: ContentFile,
  shown: string,
  bytes: Uint8Array,
  { language, timeZone }: Locale,
): Promise<FileRecord | ContentError> {
  const source = splitSource(shown, bytes);
  if ('message' in source) return source;
  const pile = pileOfMarks(source);
  if (pile) return pile;
  const { fields, errors, warnings: overlooked } = readFrontMatter(source, file.type, timeZone);
  const lang = fields.strings.get('lang');
  const itsLanguage = lang && isLanguage(lang.value) ? lang.value : language;
  const rendered = await renderMarkdown(source.body, itsLanguage).catch((error: unknown): RenderedBody => {
    errors.push({
      file: shown,
      line: source.bodyLine,
      column: 1,
      message: `the text cannot be rendered: ${error instanceof Error ? error.message : String(error)}; expected Markdown of a reasonable depth`,
      fix: 'look for something nested thousands of times',
    });
    return emptyBody;
  });
  const { html, diagrams, formulas, text, code, problems, warnings, ...facts } = rendered;
  const inFile = ({ line, ...problem }: Problem) => ({
    file: shown,
    line: line + source.bodyLine - 1,
    ...problem,
  });
  errors.push(...problems.map(inFile));
  checkFields(file, shown, fields, errors);
  const title = fields.strings.get('title')?.value ?? '';
  const headings = facts.headings.map((heading) => heading.text);
  const terms = await weighTerms({ title, headings, text, code, language: itsLanguage });
  return {
    digest: hashOf(bytes),
    bodyLine: source.bodyLine,
    fields,
    text: {
      ...facts,
      html: writeText(JSON.stringify(html)),
      diagrams: Object.fromEntries(
        Object.entries(diagrams).map(([address, svg]) => [address, writeText(svg)]),
      ),
      formulas: Object.fromEntries(
        Object.entries(formulas).map(([key, { svg, ...formula }]) => [
          key,
          { ...formula, svg: writeText(svg) },
        ]),
      ),
      terms,
      frequencies: writeText(frequenciesOf(`${text}\n${code}`)),
    },
    errors,
    warnings: [...overlooked, ...windowsWarnings(shown, fields), ...warnings.map(inFile)],
  };
}

/** Folders of the site that Windows does not take: who builds there gets no page. */
function windowsWarnings(file: string, { strings, lists }: Fields): ContentError[] {
  const slug = strings.get('slug');
  const named = [
    ...(slug ? [{ ...slug, folder: slug.value }] : []),
    ...(lists.get('tags') ?? []).map((tag) => ({ ...tag, folder: slugify(tag.value) })),
  ];
  return named.flatMap(({ folder, line, column }) => {
    const problem = windowsProblem(folder);
    if (problem === undefined) return [];
    const message = `the site cannot be built on Windows: ${problem}; expected an address that every system takes`;
    return { file, line, column, message, fix: 'choose another, if anybody works on Windows' };
  });
}

function pileOfMarks({ file, frontMatter, frontMatterLine, body, bodyLine }: SourceFile) {
  for (const [text, first] of [
    [frontMatter, frontMatterLine],
    [body, bodyLine],
  ] as const) {
    const found = pileIn(text);
    if (!found) continue;
    const { index, ...pile } = found;
    const { line, column } = new Places(text).at(index);
    return { file, line: line + first - 1, column, ...pile };
  }
  return undefined;
}

/** What a file's front matter must hold beyond the types of its fields. */
function checkFields(file: ContentFile, shown: string, fields: Fields, errors: ContentError[]) {
  const report = (at: { line: number; column: number } | undefined, message: string, fix: string) =>
    errors.push({ file: shown, line: at?.line ?? 1, column: at?.column ?? 1, message, fix });

  const given = fields.strings.get('slug');
  const slug = slugOf(file, fields);
  if (!isSafeSlug(slug)) {
    const better = slugify(slug) || 'a-name-of-letters';
    // iCloud and file managers number copies; so do authors.
    const [, original] = /^(.+) \(?\d+\)?$/.exec(file.name) ?? [];
    const copied = original ? `; if it is a copy of ${original}.md, delete it` : '';
    report(
      given,
      `the ${given ? 'slug' : 'file name'} ${JSON.stringify(slug)} cannot stand in an address; expected letters, digits and hyphens, at most 150 bytes`,
      given
        ? `write "slug: ${better}"`
        : `rename the file to ${better}.md, or add "slug: ${better}"${copied}`,
    );
  }
  const lang = fields.strings.get('lang');
  if (lang && !isLanguage(lang.value))
    report(
      lang,
      `"lang" is ${JSON.stringify(lang.value)}; expected a BCP 47 tag`,
      'write "lang: en", "lang: pt-BR" or the like',
    );
  const canonical = fields.strings.get('canonical');
  if (canonical && !isPublicUrl(canonical.value))
    report(
      canonical,
      `"canonical" is ${JSON.stringify(withoutPassword(canonical.value))}; expected an absolute URL without a password`,
      'write "canonical: https://…"',
    );
  const url = fields.strings.get('url');
  if (url && !isPublicUrl(url.value))
    report(
      url,
      `"url" is ${JSON.stringify(withoutPassword(url.value))}; expected an absolute URL without a password`,
      'write "url: https://…"',
    );
  const fediverse = fields.strings.get('fediverse');
  if (fediverse && !/^@[\w.-]+@[\w-]+(\.[\w-]+)+$/.test(fediverse.value))
    report(
      fediverse,
      `"fediverse" is ${JSON.stringify(fediverse.value)}; expected a name with its server`,
      'write "fediverse: \'@name@example.social\'"',
    );
  const image = fields.strings.get('image');
  if (image && /^[a-z][a-z0-9+.-]*:/i.test(image.value) && !isPublicUrl(image.value))
    report(
      image,
      `"image" is ${JSON.stringify(withoutPassword(image.value))}; expected a file beside the post or an absolute URL`,
      'write "image: picture.png" or "image: https://…"',
    );
  if (fields.strings.has('image') && !fields.strings.has('imageAlt'))
    report(
      fields.strings.get('image'),
      '"image" has no "imageAlt"; expected a text for those who cannot see it',
      'add "imageAlt: What the image shows"',
    );
  if (fields.numbers.has('part') && !fields.strings.has('series'))
    report(
      fields.numbers.get('part'),
      '"part" has no "series"; expected the series that it is a part of',
      'add "series: …", or delete the line',
    );
  for (const tag of fields.lists.get('tags') ?? [])
    if (slugify(tag.value) === '')
      report(
        tag,
        `the tag ${JSON.stringify(tag.value)} has no address; expected a letter or digit in it`,
        'rename the tag',
      );
  for (const alias of fields.lists.get('aliases') ?? []) {
    const problem = aliasProblem(alias.value);
    if (problem)
      report(
        alias,
        `the alias ${JSON.stringify(alias.value)} cannot be an address on every host: ${problem}; expected a path such as /2020/old-name/`,
        'write the old path from the first slash, without ? or #, or delete the alias',
      );
  }

  const date = fields.dates.get('date');
  const updated = fields.dates.get('updated');
  if (date && updated && isBefore(updated.value, date.value))
    report(
      updated,
      `"updated" is ${momentOf(updated.value)}, before the "date" ${momentOf(date.value)}; expected a later day or time`,
      'correct one of the two, or delete "updated"',
    );
}

const momentOf = ({ day, iso }: ContentDate) => dayOrMoment(day, iso);
