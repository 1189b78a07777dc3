import { isLanguage } from '../language';
import type { RenderedBody } from '../markdown/render';
import { isSafeSlug, slugify } from '../slug';
import { isHttpUrl } from '../urls';
import { authorPath, pagePath, postPath, seriesPath } from './addresses';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { type Fields, readFrontMatter } from './front-matter';
import type { SourceFile } from './source';

/** A document read from its file, before it is held against the others. */
export interface Entry {
  file: ContentFile;
  /** The path to name in messages. */
  shown: string;
  source: SourceFile;
  fields: Fields;
  body: RenderedBody;
  /** The last segment of its address. */
  slug: string;
  /** Its address, such as `/posts/start-here/`. */
  path: string;
  /** A draft, or a post whose time has not come: not part of this print. */
  hidden: 'draft' | 'scheduled' | undefined;
}

const pathOf = { Post: postPath, Page: pagePath, Author: authorPath, Series: seriesPath };

/**
 * Reads one file into an entry, and says all that can be said of it alone.
 *
 * @param render turns Markdown into HTML
 * @param buildTime milliseconds since the epoch; a later post is scheduled
 */
export async function readEntry(
  file: ContentFile,
  source: SourceFile,
  render: (markdown: string, language: string) => Promise<RenderedBody>,
  options: { language: string; buildTime: number },
): Promise<{ entry: Entry; errors: ContentError[] }> {
  const shown = source.file;
  const { fields, errors } = readFrontMatter(source, file.type);
  const lang = fields.strings.get('lang');
  const language = lang && isLanguage(lang.value) ? lang.value : options.language;
  const body = await render(source.body, language).catch((error: unknown): RenderedBody => {
    errors.push({
      file: shown,
      line: source.bodyLine,
      column: 1,
      message: `the text cannot be rendered: ${error instanceof Error ? error.message : String(error)}; expected Markdown of a reasonable depth`,
      fix: 'look for something nested thousands of times, or for a line range without an end',
    });
    return emptyBody;
  });
  for (const { line, ...problem } of body.problems)
    errors.push({ file: shown, line: line + source.bodyLine - 1, ...problem });

  const report = (at: { line: number; column: number } | undefined, message: string, fix: string) =>
    errors.push({ file: shown, line: at?.line ?? 1, column: at?.column ?? 1, message, fix });

  const given = fields.strings.get('slug');
  const slug = (given?.value ?? file.name).normalize('NFC');
  if (!isSafeSlug(slug)) {
    const better = slugify(slug) || 'a-name-of-letters';
    report(
      given,
      `the ${given ? 'slug' : 'file name'} ${JSON.stringify(slug)} cannot stand in an address; expected letters, digits and hyphens, at most 150 bytes`,
      given ? `write "slug: ${better}"` : `rename the file to ${better}.md, or add "slug: ${better}"`,
    );
  }
  if (lang && !isLanguage(lang.value))
    report(
      lang,
      `"lang" is ${JSON.stringify(lang.value)}; expected a BCP 47 tag`,
      'write "lang: en", "lang: pt-BR" or the like',
    );
  const canonical = fields.strings.get('canonical');
  if (canonical && !isHttpUrl(canonical.value))
    report(
      canonical,
      `"canonical" is ${JSON.stringify(canonical.value)}; expected an absolute URL`,
      'write "canonical: https://…"',
    );
  const url = fields.strings.get('url');
  if (url && !isHttpUrl(url.value))
    report(url, `"url" is ${JSON.stringify(url.value)}; expected an absolute URL`, 'write "url: https://…"');
  const image = fields.strings.get('image');
  if (image && /^[a-z][a-z0-9+.-]*:/i.test(image.value) && !isHttpUrl(image.value))
    report(
      image,
      `"image" is ${JSON.stringify(image.value)}; expected a file beside the post or an absolute URL`,
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
  for (const alias of fields.lists.get('aliases') ?? [])
    if (
      !/^\/[^\s?#\\]*$/.test(alias.value) ||
      alias.value.startsWith('//') ||
      /(^|\/)\.\.?(\/|$)/.test(alias.value)
    )
      report(
        alias,
        `the alias ${JSON.stringify(alias.value)} is no path; expected one such as /2020/old-name/`,
        'write the old path from the first slash, without ? or #',
      );

  const date = fields.dates.get('date');
  const updated = fields.dates.get('updated');
  if (date && updated && updated.value.iso < date.value.iso)
    report(
      updated,
      `"updated" is ${updated.value.day}, before the "date" ${date.value.day}; expected a later day`,
      'correct one of the two, or delete "updated"',
    );
  const hidden = fields.booleans.get('draft')?.value
    ? 'draft'
    : date && Date.parse(date.value.iso) > options.buildTime
      ? 'scheduled'
      : undefined;
  return {
    entry: { file, shown, source, fields, body, slug, path: pathOf[file.type](slug), hidden },
    errors,
  };
}

const emptyBody: RenderedBody = {
  html: '',
  headings: [],
  ids: [],
  references: [],
  problems: [],
  text: '',
  excerpt: '',
  words: 0,
};
