import { createRequire } from 'node:module';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Name, Work } from './work';

/** The part of Citation.js that is used. The version that runs on Node.js 20 has no types. */
interface CitationJs {
  plugins: {
    input: {
      /** Parses a text to items of CSL-JSON. Throws a `SyntaxError` with a line and a column. */
      chain(text: string, options: { forceType: '@bibtex/text'; generateGraph: false }): unknown[];
    };
  };
}

/** A bibliography: the works by key, and what is wrong with it. */
export interface Bibliography {
  works: Map<string, Work>;
  problems: BibliographyProblem[];
}

export interface BibliographyProblem {
  /** From 1. */
  line: number;
  column: number;
  message: string;
  fix: string;
}

/** The names of a bibliography, which is next to the posts that cite it. */
export const bibliographyFiles = ['references.json', 'references.bib'] as const;

/**
 * Reads a bibliography.
 *
 * @param name one of `bibliographyFiles`: CSL-JSON, or BibTeX
 */
export function readBibliography(name: string, text: string): Bibliography {
  return name.endsWith('.json') ? readCsl(text) : readBibTeX(text);
}

const words = z.union([z.string(), z.number()]).transform((value) =>
  String(value)
    .replace(/\p{Cs}/gu, '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/\s+/g, ' ')
    .trim(),
);
const name = z.union([
  z.object({ literal: words }).transform(({ literal }): Name => ({ family: literal })),
  z
    .object({
      family: words,
      given: words.optional(),
      'non-dropping-particle': words.optional(),
      'dropping-particle': words.optional(),
      suffix: words.optional(),
    })
    .transform((parts): Name => {
      const family = [parts['non-dropping-particle'], parts.family, parts.suffix].filter(Boolean).join(' ');
      const given = [parts.given, parts['dropping-particle']].filter(Boolean).join(' ');
      return given ? { family, given } : { family };
    }),
]);
const date = z
  .union([
    z
      .object({ 'date-parts': z.array(z.array(z.union([z.string(), z.number()]))).min(1) })
      .transform((value) => {
        const [year, month, day] = (value['date-parts'][0] ?? []).map(Number);
        return [
          year && String(year).padStart(4, '0'),
          ...[month, day].map((part) => part && String(part).padStart(2, '0')),
        ]
          .filter(Boolean)
          .join('-');
      }),
    z.object({ raw: words }).transform(({ raw }) => raw),
    z.object({ literal: words }).transform(({ literal }) => literal),
    words,
  ])
  // A date in words, such as "forthcoming", is shown as it is.
  .transform((text) => /^\d{4}(?:-\d\d){0,2}(?!\d)/.exec(text)?.[0] ?? (/\b\d{4}\b/.exec(text)?.[0] || text));

/** An item of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). Other fields are ignored. */
const item = z
  .object({
    id: words,
    type: words.optional(),
    title: words,
    author: z.array(name).optional(),
    editor: z.array(name).optional(),
    'container-title': words.optional(),
    volume: words.optional(),
    issue: words.optional(),
    page: words.optional(),
    edition: words.optional(),
    publisher: words.optional(),
    'publisher-place': words.optional(),
    issued: date.optional(),
    DOI: words.optional(),
    URL: z
      .string()
      .refine((url) => /^https?:/.test(url) && URL.canParse(url))
      .optional(),
  })
  .transform(
    (csl): Work => ({
      key: csl.id,
      type: csl.type ?? 'document',
      title: csl.title,
      authors: csl.author ?? csl.editor ?? [],
      container: csl['container-title'],
      volume: csl.volume,
      issue: csl.issue,
      pages: csl.page,
      edition: csl.edition,
      publisher: csl.publisher,
      place: csl['publisher-place'],
      date: csl.issued,
      doi: csl.DOI?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//, ''),
      url: csl.URL,
    }),
  );

/** What each field of an item must be, for messages. */
const expected: Record<string, string> = {
  id: 'a key, by which posts cite it',
  title: 'a title',
  author: 'a list of names, each with "family" and "given", or with "literal"',
  editor: 'a list of names, each with "family" and "given", or with "literal"',
  issued: 'a date such as { "date-parts": [[2017, 6, 18]] }',
  URL: 'an http(s) URL',
};

function readCsl(text: string): Bibliography {
  const lines = new LineCounter();
  // JSON is YAML, and this parser knows where each value is.
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'json',
    prettyErrors: false,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error)
    return failed({
      ...at(error.pos[0]),
      message: `this is not valid JSON: ${error.message.split(/ at line/)[0]}; expected a list of works in CSL-JSON`,
      fix: 'export it again from your reference manager, as CSL JSON',
    });
  let items: unknown;
  try {
    // What YAML allows beyond JSON is refused.
    items = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failed({
      line: 1,
      column: 1,
      message: `this is not valid JSON: ${error instanceof Error ? error.message : error}; expected a list of works in CSL-JSON`,
      fix: 'export it again from your reference manager, as CSL JSON',
    });
  }
  if (!Array.isArray(items))
    return failed({
      line: 1,
      column: 1,
      message: 'this is not a list; expected a list of works in CSL-JSON',
      fix: 'write [ before the first work and ] after the last one',
    });
  const placeOf = (path: (string | number)[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
      if (node?.range) return at(node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  return worksOf(items, (index, path) => placeOf([index, ...path]));
}

function readBibTeX(text: string): Bibliography {
  const { plugins } = citationJs();
  let items: unknown[];
  try {
    items = plugins.input.chain(text, { forceType: '@bibtex/text', generateGraph: false });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line = '1', column = '1'] = /at line (\d+) col (\d+)/.exec(message) ?? [];
    return failed({
      line: Number(line),
      column: Number(column),
      message: `this is not valid BibTeX: ${message.split(/ at line|\n/)[0]}; expected entries such as @article{key, title = {…}}`,
      fix: 'look for a missing brace or comma just before',
    });
  }
  items = JSON.parse(JSON.stringify(items), (_, value) =>
    // Commands that it does not know, such as `\TeX`.
    typeof value === 'string' ? value.replace(/\\([A-Za-z]+)/g, '$1') : value,
  );
  return worksOf(items, (index) => {
    const { id } = items[index] as { id?: string };
    const key = id?.replace(/[^\w]/g, '\\$&');
    const offset = text.search(new RegExp(`@\\w+\\s*[{(]\\s*${key}\\s*,`));
    const before = text.slice(0, Math.max(0, offset)).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  });
}

let loaded: CitationJs | undefined;

/** Loads Citation.js when there is BibTeX to read. It is CommonJS, whose exports each loader names in its own way. */
function citationJs(): CitationJs {
  if (!loaded) {
    const require = createRequire(import.meta.url);
    loaded = require('@citation-js/core') as CitationJs;
    require('@citation-js/plugin-bibtex');
  }
  return loaded;
}

const failed = (problem: BibliographyProblem): Bibliography => ({ works: new Map(), problems: [problem] });

/** How many problems of a bibliography are reported. */
const MAX_PROBLEMS = 100;

/** @param placeOf the place of an item, or of a value in it */
function worksOf(
  items: unknown[],
  placeOf: (index: number, path: (string | number)[]) => { line: number; column: number },
): Bibliography {
  const works = new Map<string, Work>();
  const problems: BibliographyProblem[] = [];
  if (items.length === 0)
    problems.push({
      line: 1,
      column: 1,
      message: 'this bibliography has no works; expected at least one',
      fix: 'export it again from your reference manager, as UTF-8',
    });
  for (const [index, value] of items.entries()) {
    if (problems.length >= MAX_PROBLEMS) break;
    const parsed = item.safeParse(value);
    if (!parsed.success) {
      for (const { path } of parsed.error.issues) {
        const [field = ''] = path;
        const key = Object(value).id;
        problems.push({
          ...placeOf(index, path),
          message: `${key === undefined ? 'a work' : `the work "${key}"`} has ${field in Object(value) ? 'an invalid' : 'no'} "${field}"; expected ${expected[field] ?? 'a text'}`,
          fix: `write "${field}" as in CSL-JSON, or correct it in your reference manager`,
        });
      }
      continue;
    }
    const work = parsed.data;
    if (works.has(work.key))
      problems.push({
        ...placeOf(index, ['id']),
        message: `the key "${work.key}" appears twice; expected each key once`,
        fix: 'delete or rename one of them',
      });
    works.set(work.key, work);
  }
  return { works, problems };
}
