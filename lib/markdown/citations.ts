import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Nodes, Root } from 'mdast';
import { isIndependent, referenceParts, shortText, type Work, workUrl } from '../citations/work';
import { nearest } from '../util/nearest';
import { slugify } from '../util/slug';
import { visit } from '../util/visit';
import { Places } from './places';
import type { Problem } from './problem';
import { isEscaped, isProseBlock, proseSource } from './prose-source';
import type { Replacement } from './replacements';

/** A citation in a text, such as `[see @haas2017, p. 3; @knuth1984]`. */
interface Citation {
  /** Offsets in the text: those of the brackets, and of the spaces before them. */
  start: number;
  bracket: number;
  end: number;
  parts: { before: string; key: string; after: string }[];
}

/** Must take linear time, so what is between the brackets has a maximum length. */
const citationPattern = /\[([^[\]\n@]{0,100}@[^[\]]{1,500})\](?![(:[])/g;
/** The syntax of Pandoc (https://pandoc.org/MANUAL.html#citation-syntax). */
const partPattern =
  /^([^@]*?)(?<![\p{L}\p{N}_])-?@([\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]*[\p{L}\p{N}_])?)(.*)$/su;

/** A text without line breaks, and the marks of block quotes after them. */
const onOneLine = (text: string) => text.replace(/\s*\n[ \t]*(?:>[ \t]?)*/g, ' ');

/** Finds the citations in the prose of a text. @param tree the tree of `markdown`, with positions */
function findCitations(tree: Root, markdown: string): Citation[] {
  const found: Citation[] = [];
  visit(tree, (node: Nodes) => {
    if (!isProseBlock(node)) return;
    const offset = node.position?.start.offset ?? 0;
    const text = proseSource(node, markdown);
    for (const { 0: written, 1: inside = '', index } of text.matchAll(citationPattern)) {
      if (isEscaped(text, index)) continue;
      const parts = inside.split(';').map((part) => partPattern.exec(part.trim()));
      if (parts.some((part) => part === null)) continue;
      // A note follows its word without a space.
      const spaces = index - text.slice(0, index).trimEnd().length;
      found.push({
        start: offset + index - (spaces < index ? spaces : 0),
        bracket: offset + index,
        end: offset + index + written.length,
        parts: parts.map((part) => ({
          before: onOneLine(part?.[1] ?? ''),
          key: part?.[2] ?? '',
          after: onOneLine(part?.[3] ?? ''),
        })),
      });
    }
  });
  return found;
}

/** What takes the place of the citations in a text. */
export interface CitationNotes {
  /** A reference to a note for each citation. */
  edits: Replacement[];
  /** The notes, to be added at the start or the end. */
  notes: string;
  /** The works that it cites, in the order in which it does. */
  works: Work[];
}

/**
 * Turns the citations in a text into notes.
 *
 * @param tree the tree of `markdown`, with positions
 * @param works the bibliography by key. Citations of other works stay as they are
 * @param language BCP 47, for names
 * @param hasLinks whether the notes link to the list of references
 */
export function citationNotes(
  tree: Root,
  markdown: string,
  works: ReadonlyMap<string, Work>,
  language: string,
  hasLinks: boolean,
): CitationNotes {
  const cited = new Set<Work>();
  const labels = new Map<string, string>();
  const ids = idsOf(works);
  let prefix = 'cite';
  while (markdown.includes(`[^${prefix}-`)) prefix += 'd';
  const edits: Replacement[] = [];
  for (const { start, end, parts } of findCitations(tree, markdown)) {
    const known = parts.flatMap((part) => {
      const work = works.get(part.key);
      return work ? [{ ...part, work }] : [];
    });
    if (known.length < parts.length) continue;
    const note = known
      .map(({ before, work, after }) => {
        cited.add(work);
        const short = escapeMarkdown(shortText(work, language));
        return before + (hasLinks ? `[${short}](#${ids.get(work)})` : short) + after;
      })
      .join('; ');
    const label = labels.get(note) ?? `${prefix}-${labels.size + 1}`;
    labels.set(note, label);
    edits.push({ start, end, text: `[^${label}]` });
  }
  const notes = [...labels].map(([note, label]) => `[^${label}]: ${note}.\n\n`).join('');
  return { edits, notes, works: [...cited] };
}

/** Reports citations of works that are not in the bibliography. */
export function findUnknownWorks(tree: Root, markdown: string, works: ReadonlyMap<string, Work>): Problem[] {
  const places = new Places(markdown);
  return findCitations(tree, markdown).flatMap(({ bracket, parts }) =>
    parts
      .filter(({ key }) => !works.has(key))
      .map(({ key }) => {
        const near = nearest(key, [...works.keys()]);
        return {
          ...places.at(bracket),
          message: `the work "${key}" is not in the bibliography; expected one of its keys`,
          fix: near ? `write [@${near}]` : `add it, or write \\[@${key}] if this is not a citation`,
        };
      }),
  );
}

/** The id of each work. No heading has one with a colon. */
function idsOf(works: ReadonlyMap<string, Work>): Map<Work, string> {
  const ids = new Map<Work, string>();
  const taken = new Set<string>();
  for (const [key, work] of works) {
    const base = `work:${slugify(key) || 'work'}`;
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    ids.set(work, id);
  }
  return ids;
}

const escapeMarkdown = (text: string) => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');

/** The list of the works that a text cites, by author. @param title its heading */
export function referenceList(
  works: readonly Work[],
  bibliography: ReadonlyMap<string, Work>,
  title: string,
  language: string,
): ElementContent {
  const ids = idsOf(bibliography);
  return h('section.references', { role: 'doc-bibliography', ariaLabel: title }, [
    h('h2', title),
    h(
      'ul',
      byAuthor(works, language).map((work) => h('li', { id: ids.get(work) }, referenceOf(work, language))),
    ),
  ]);
}

function byAuthor(works: readonly Work[], language: string): Work[] {
  const order = new Intl.Collator(language).compare;
  return works.toSorted((a, b) => order(sortKey(a), sortKey(b)));
}

const sortKey = ({ authors: [first], title, date = '' }: Work) =>
  `${first?.family ?? title} ${date} ${title}`;

function referenceOf(work: Work, language: string): (Element | string)[] {
  const { before, title, container, after } = referenceParts(work, language);
  const link = workUrl(work);
  const shown = isIndependent(work) ? h('cite', title) : title;
  return [
    before,
    link ? h('a', { href: link, rel: ['external', 'noopener'] }, shown) : shown,
    ...(container ? [' ', h('cite', container), after ? ' ' : '.'] : after ? [' '] : []),
    after,
  ];
}

/** The same list as Markdown. */
export function referenceMarkdown(works: readonly Work[], title: string, language: string): string {
  const lines = byAuthor(works, language).map((work) => {
    const { before, title: name, container, after } = referenceParts(work, language);
    const link = workUrl(work);
    const shown = link ? `[${escapeMarkdown(name)}](<${link}>)` : escapeMarkdown(name);
    return `- ${[escapeMarkdown(before) + shown, container && `*${escapeMarkdown(container)}*`, escapeMarkdown(after)].filter(Boolean).join(' ')}`;
  });
  return `## ${title}\n\n${lines.join('\n')}\n`;
}
