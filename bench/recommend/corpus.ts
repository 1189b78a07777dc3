import { readFileSync } from 'node:fs';
import type { RecommendablePost } from '../../lib/recommend';
import { weighTerms } from '../../lib/recommend/terms';
import { slugify } from '../../lib/util/slug';

/** A line of a corpus. */
interface Line {
  id: string;
  title: string;
  tags: string[];
  date: string;
  markdown: string;
  /** The ids of the posts that it links to. */
  links: string[];
}

/** A post of a corpus, without links in its text. */
export interface JudgedPost extends RecommendablePost {
  title: string;
  text: string;
}

export class CorpusError extends Error {
  override name = 'CorpusError';
}

/**
 * Reads a corpus: one JSON object per line with id, title, tags, date, markdown and links.
 *
 * @throws {CorpusError} with all invalid lines
 */
export async function readCorpus(file: string): Promise<JudgedPost[]> {
  const errors: string[] = [];
  const lines: Line[] = [];
  for (const [at, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = parse(text);
    if (typeof line === 'string') errors.push(`${file}:${at + 1}: ${line}`);
    else lines.push(line);
  }
  const ids = new Set<string>();
  for (const { id } of lines) {
    if (ids.has(id)) errors.push(`${file}: duplicate id ${JSON.stringify(id)}`);
    ids.add(id);
  }
  if (errors.length > 0) throw new CorpusError(errors.join('\n'));
  return Promise.all(
    lines.map(async ({ id, title, tags, date, markdown, links }): Promise<JudgedPost> => {
      const { prose, code, headings } = parts(withoutLinks(markdown, links));
      return {
        slug: id,
        digest: id,
        title,
        text: prose,
        terms: await weighTerms({ title, headings, text: prose, code, language: 'en' }),
        tags: tags.map(slugify),
        tagNames: tags,
        series: undefined,
        part: undefined,
        date: Date.parse(date) || 0,
        language: 'en',
        original: id,
        links: links.filter((link) => link !== id && ids.has(link)),
        pinned: [],
        unrelated: [],
        hasNoRecommendations: false,
      };
    }),
  );
}

function parse(text: string): Line | string {
  let value: Partial<Record<keyof Line, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch (error) {
    return `invalid JSON: ${error instanceof Error ? error.message : error}; expected one object per line`;
  }
  const isText = (one: unknown): one is string => typeof one === 'string';
  const isList = (one: unknown): one is string[] => Array.isArray(one) && one.every(isText);
  const { id, title, date, markdown, tags = [], links = [] } = value ?? {};
  if (!isText(id) || !isText(title) || !isText(date) || !isText(markdown))
    return 'expected strings for "id", "title", "date" and "markdown"';
  if (!isList(tags) || !isList(links)) return 'expected arrays of strings for "tags" and "links"';
  return { id, title, date, markdown, tags, links };
}

/**
 * Removes links to other posts together with their text, which is often the title. Of other links,
 * removes only the URL.
 */
function withoutLinks(markdown: string, links: readonly string[]): string {
  const leadsToPost = (url: string) => {
    const path = url
      .replace(/[?#].*$/, '')
      .replace(/(?:\.md|\.html|\/)$/, '')
      .toLowerCase();
    return links.some((link) => path.endsWith(link.toLowerCase()));
  };
  const definitions = new Set<string>();
  for (const [, label = '', url = ''] of markdown.matchAll(/^ {0,3}\[([^\]]+)\]:\s*(\S+).*$/gm))
    if (leadsToPost(url)) definitions.add(label.toLowerCase());
  return markdown
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, ' $1 ')
    .replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, words: string, url: string) =>
      leadsToPost(url) ? ' ' : ` ${words} `,
    )
    .replace(/\[([^\]]*)\]\[([^\]]*)\]/g, (_, words: string, label: string) =>
      definitions.has((label || words).toLowerCase()) ? ' ' : ` ${words} `,
    )
    .replace(/^ {0,3}\[[^\]]+\]:.*$/gm, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/<[^>]+>/g, ' ');
}

function parts(markdown: string): { prose: string; code: string; headings: string[] } {
  const code: string[] = [];
  const prose = markdown.replace(/^\s*(```+|~~~+).*\n([\s\S]*?)^\s*\1/gm, (_, __, text: string) => {
    code.push(text);
    return ' ';
  });
  const headings = [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => heading);
  return { prose, code: code.join('\n'), headings };
}
