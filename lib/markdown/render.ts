import type { Element, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { Root as MdastRoot } from 'mdast';
import { htmlToHast } from 'satteri';
import type { Work } from '../citations/work';
import type { MarkdownExtensions } from '../config/site-config';
import { type TextSources, textSourcesOf } from '../hosts/csp-sources';
import { messagesIn } from '../i18n/index';
import { pileIn } from '../util/piles';
import { slugify } from '../util/slug';
import { asWritten } from '../util/urls';
import { EXIT, visit } from '../util/visit';
import { shapeBlocks } from './blocks';
import {
  type CitationNotes,
  citationNotes,
  findUnknownWorks,
  referenceList,
  referenceMarkdown,
} from './citations';
import { type Diagrams, drawDiagrams } from './diagrams';
import { drawFormulas, type Formula, type Formulas } from './formulas';
import { ExcessiveHtml, parseFragment, parsePage } from './html';
import { type Layer, layerOf } from './layers';
import { findLeftOut } from './left-out';
import { findCostlyBlocks, findDeepNodes, placeExcess } from './limits';
import { findLiteral } from './literal';
import { type ParsedMarkdown, parseMarkdown } from './parse';
import { findPiles } from './piles';
import type { Problem } from './problem';
import {
  findEmptyHeadings,
  findIdleLines,
  findIdleRanges,
  findProblems,
  findSkippedRanks,
  findUnprintable,
} from './problems';
import { proseOf } from './prose';
import { markReferences, type OutgoingLink, type Reference } from './references';
import { replacedDirectives } from './replaced-directives';
import type { Replacement } from './replacements';
import { sanitizeTree } from './sanitize';
import { marks, type Segment } from './segments';
import { settle } from './settle';
import { findUnused } from './unused';

/** A heading of an article. */
export interface Heading {
  /** 2 to 6. */
  depth: number;
  id: string;
  text: string;
}

/** The safe HTML of an article, and what a page with it needs. */
export interface RenderedHtml {
  segments: Segment[];
  /** The sources that the page's Content-Security-Policy must allow. */
  sources: TextSources;
  /** The layers that the page's style sheet must include. */
  layers: Layer[];
}

/** The result of rendering the Markdown of a post. */
export interface RenderedBody {
  html: RenderedHtml;
  headings: Heading[];
  /** The diagrams in the HTML as SVG, by path. */
  diagrams: Record<string, string>;
  /** The formulas as SVG, for feeds. */
  formulas: Formulas<Formula & { svg: string }>;
  /** Whether there are code blocks, which need a browser module. */
  hasCode: boolean;
  /** All ids in the HTML, which fragments can refer to. */
  ids: string[];
  references: Reference[];
  /** The links to other sites. */
  outgoing: OutgoingLink[];
  /** The works that it cites. */
  works: Work[];
  /** What takes the place of citations and of the owner's directives in the Markdown copy. */
  replaced: Replacement[];
  problems: Problem[];
  /** Probable mistakes that do not prevent rendering. */
  warnings: Problem[];
  /** The prose without code. */
  text: string;
  /** The code without prose. */
  code: string;
  /** The first sentences, at most about 160 characters. */
  excerpt: string;
  /** The number of words in the prose. */
  words: number;
  /** The same before the first section and in each, without those that are empty. */
  sections: number[];
}

/** Ids that the page around the article uses. A heading with the same id gets a number. */
const reservedIds = [
  'about-authors',
  'articles',
  'changes-title',
  'contents',
  'conversation-title',
  'cta',
  'footnote-label',
  'main',
  'next',
  'parts',
  'player-title',
  'recommended',
  'recommended-title',
  'text-size',
];

/**
 * Renders Markdown. The result depends only on the input, so it can be cached by a hash of the input.
 * The targets of links and the sizes of images are filled in when a page is rendered.
 *
 * @param markdown an article's text, LF line endings, without front matter
 * @param language BCP 47, for sentences, words and labels
 * @param extensions those that are turned on
 * @param bibliography the works that it may cite, by key
 */
export async function renderMarkdown(
  markdown: string,
  language: string,
  extensions: MarkdownExtensions = {},
  bibliography: ReadonlyMap<string, Work> = new Map(),
): Promise<RenderedBody> {
  const shaped = await shapeMarkdown(markdown, language, extensions, bibliography);
  if ('refused' in shaped) return { ...emptyBody, problems: shaped.refused };
  const { tree, mdast, meant, works, hasHtml, diagrams, headings, references, outgoing, problems, leftOut } =
    shaped;
  let html: ReturnType<typeof settle>;
  try {
    html = settle(tree, hasHtml ? parsePage : undefined);
  } catch (error) {
    const parse = (start: string) => settle(sanitizeTree(parseFragment(start)), parsePage);
    return { ...emptyBody, problems: placeExcess(error, mdast, parse) };
  }
  const { tree: settled, segments } = html;
  const replaced = replacedDirectives(mdast, markdown);
  const cited = citationNotes(mdast, markdown, bibliography, language, false);
  const prose = proseOf(meant, language);
  const found = new Set<Layer>();
  let hasCode = false;
  visit(settled, 'element', (node) => {
    const layer = layerOf(node);
    if (layer) found.add(layer);
    hasCode ||= node.tagName === 'figure' && [node.properties.className].flat().includes('code');
  });
  return {
    html: {
      segments,
      sources: textSourcesOf(settled, (address) => address.startsWith(marks.asset)),
      layers: [...found].sort(),
    },
    formulas: found.has('formulas') ? await drawFormulas(settled) : {},
    diagrams: Object.fromEntries(
      [...diagrams.values()].flatMap((drawing) => ('svg' in drawing ? [[drawing.address, drawing.svg]] : [])),
    ),
    hasCode,
    headings,
    ids: idsOf(tree),
    references,
    outgoing,
    problems: [...findProblems(mdast, markdown, diagrams), ...problems],
    warnings: [
      ...findSkippedRanks(mdast),
      ...findEmptyHeadings(mdast),
      ...findUnprintable(markdown),
      ...findIdleRanges(mdast),
      ...findIdleLines(mdast, diagrams),
      ...leftOut,
    ],
    works,
    replaced: [...replaced, ...cited.edits, ...referencesAtEnd(markdown, cited, language)],
    ...prose,
    // Their own words are found by search, but are not part of the excerpt.
    text: [prose.text, ...replaced.flatMap(({ text }) => text.trim() || [])].join('\n'),
  };
}

/** The notes and the list of references at the end of the Markdown copy. */
function referencesAtEnd(markdown: string, { notes, works }: CitationNotes, language: string): Replacement[] {
  if (works.length === 0) return [];
  const list = referenceMarkdown(works, messagesIn(language).text.references, language);
  return [{ start: markdown.length, end: markdown.length, text: `\n\n${notes}${list}` }];
}

interface ShapedMarkdown extends Pick<ParsedMarkdown, 'mdast' | 'meant' | 'works'> {
  tree: HastRoot;
  /** Whether the author wrote HTML. */
  hasHtml: boolean;
  headings: Heading[];
  references: Reference[];
  outgoing: OutgoingLink[];
  problems: Problem[];
  /** Warnings about what the author wrote but readers will not see, or will see as written. */
  leftOut: Problem[];
  diagrams: Diagrams;
}

/**
 * Converts Markdown to a sanitized tree, in the form that the style sheet expects. HTML may not be able
 * to express the tree yet; see `settle`.
 *
 * @param markdown an article's text, LF line endings, without front matter
 * @param language BCP 47, for labels
 * @param extensions those that are turned on
 * @param bibliography the works that it may cite, by key
 * @returns the tree; or errors in `refused`, if the text would take too long to render
 */
export async function shapeMarkdown(
  markdown: string,
  language: string,
  extensions: MarkdownExtensions = {},
  bibliography: ReadonlyMap<string, Work> = new Map(),
): Promise<ShapedMarkdown | { refused: Problem[] }> {
  const messages = messagesIn(language).text;
  const costly = findCostlyBlocks(markdown);
  if (costly.length > 0) return { refused: costly };
  const { mdast, meant, toHtml, works } = parseMarkdown(markdown, messages, extensions, {
    works: bibliography,
    language,
  });
  const deep = findDeepNodes(mdast);
  if (deep.length > 0) return { refused: deep };
  const piles = findPiles(mdast);
  if (piles.length > 0) return { refused: piles };
  const unsafe = toHtml();
  const hasHtml = containsHtml(meant);
  const parse = (html: string) => withoutPiles(parseFragment(html));
  let hast: HastRoot;
  try {
    // HTML made from Markdown alone is well-formed, and the native parser is faster.
    hast = hasHtml ? parse(unsafe) : (htmlToHast(unsafe, { fragment: true }) as HastRoot);
  } catch (error) {
    return { refused: placeExcess(error, mdast, parse) };
  }
  const leftOut = [
    ...findLeftOut(mdast, markdown),
    ...findLiteral(mdast, markdown, extensions, bibliography.size > 0),
    ...findUnused(mdast),
  ];
  alignCells(hast);
  const tree = sanitizeTree(hast);
  orderHeadings(tree);
  const headings = nameHeadings(tree);
  const { references, outgoing, problems } = markReferences(tree, mdast, markdown);
  const diagrams = await drawDiagrams(mdast);
  problems.push(...(await shapeBlocks(tree, diagrams, messages, extensions.embeds)));
  if (works.length > 0) tree.children.push(referenceList(works, bibliography, messages.references, language));
  if (bibliography.size > 0) problems.push(...findUnknownWorks(mdast, markdown, bibliography));
  return { tree, mdast, meant, works, hasHtml, headings, references, outgoing, problems, leftOut, diagrams };
}

function containsHtml(mdast: MdastRoot): boolean {
  let found = false;
  visit(mdast, 'html', () => {
    found = true;
    return EXIT;
  });
  return found;
}

/** The result for a text that cannot be rendered. */
export const emptyBody: RenderedBody = {
  html: { segments: [], sources: [], layers: [] },
  diagrams: {},
  formulas: {},
  headings: [],
  hasCode: false,
  ids: [],
  references: [],
  outgoing: [],
  works: [],
  replaced: [],
  problems: [],
  warnings: [],
  text: '',
  code: '',
  excerpt: '',
  words: 0,
  sections: [],
};

/**
 * Replaces the `style` with which Sätteri aligns cells, and which the sanitizer removes, with `align`,
 * which `blocks.ts` replaces with a class.
 */
function alignCells(tree: HastRoot) {
  visit(tree, 'element', (node) => {
    const align = /^text-align: (right|center)$/.exec(String(node.properties.style ?? ''))?.[1];
    if (align && (node.tagName === 'td' || node.tagName === 'th')) node.properties.align = align;
  });
}

/**
 * Sets the ranks of headings. The only `h1` of the page is its title, so an author's headings start at
 * `h2`. Each is one rank below its parent, however many ranks the author has skipped.
 */
function orderHeadings(tree: HastRoot) {
  /** The ranks, as written, of the possible parents of the next heading. */
  const parents: number[] = [];
  visit(tree, 'element', (node) => {
    const rank = Number(/^h([1-6])$/.exec(node.tagName)?.[1]);
    if (!rank) return;
    while ((parents.at(-1) ?? 0) >= rank) parents.pop();
    parents.push(rank);
    node.tagName = `h${Math.min(6, parents.length + 1)}`;
  });
}

/** Gives each heading an id and makes it a link to itself. */
function nameHeadings(tree: HastRoot): Heading[] {
  const taken = new Set(reservedIds);
  visit(tree, 'element', (node, _index, parent) => {
    if (typeof node.properties.id !== 'string') return;
    const id = node.properties.id.normalize('NFC');
    node.properties.id = id;
    const notesLabel =
      id === 'footnote-label' && parent?.type === 'element' && parent.properties.dataFootnotes !== undefined;
    if (taken.has(id) && !notesLabel) delete node.properties.id;
    else taken.add(id);
  });
  const headings: Heading[] = [];
  const numbers = new Map<string, number>();
  visit(tree, 'element', (node) => {
    if (!/^h[2-6]$/.test(node.tagName) || node.properties.id === 'footnote-label') return;
    const text = headingText(node).replace(/\s+/g, ' ').trim();
    const own = typeof node.properties.id === 'string' ? node.properties.id : takeAnchor(node);
    const id = own ?? unusedId(slugify(text) || 'section', taken, numbers);
    taken.add(id);
    node.properties.id = id;
    // A heading without text is of no use in a table of contents.
    if (text) headings.push({ depth: Number(node.tagName[1]), id, text });
    let linked = false;
    visit(node, 'element', (child) => {
      linked ||= child.tagName === 'a';
    });
    // A link without text would have no name.
    if (!linked && text) node.children = [h('a', { href: `#${id}` }, node.children)];
  });
  return headings;
}

/** Removes an empty `<a id="…">` from the start or the end of a heading. @returns its id */
function takeAnchor(heading: Element): string | undefined {
  for (const at of [0, -1]) {
    const child = heading.children.at(at);
    if (
      child?.type !== 'element' ||
      child.tagName !== 'a' ||
      child.properties.href ||
      child.children.length > 0
    )
      continue;
    if (typeof child.properties.id !== 'string') continue;
    heading.children.splice(at, 1);
    return child.properties.id;
  }
  return undefined;
}

/** Returns the tree. @throws {ExcessiveHtml} if a letter has too many combining marks, as in `findPiles` */
function withoutPiles(tree: HastRoot): HastRoot {
  visit(tree, (node) => {
    if (node.type !== 'element' && node.type !== 'text') return;
    const texts =
      node.type === 'text'
        ? [node.value]
        : Object.values(node.properties).map((value) => asWritten(String(value)));
    if (node.type === 'element' && /^h[1-6]$/.test(node.tagName)) texts.push(headingText(node));
    for (const text of texts) {
      const pile = pileIn(text);
      if (pile) throw new ExcessiveHtml(pile.message, pile.fix);
    }
  });
  return tree;
}

/** The text of a heading, without the numbers of notes, and with the alternative text of images. */
function headingText(node: Element): string {
  if (node.properties.dataFootnoteRef !== undefined) return '';
  if (node.tagName === 'img') return String(node.properties.alt ?? '');
  return node.children
    .map((child) =>
      child.type === 'element' ? headingText(child) : child.type === 'text' ? child.value : '',
    )
    .join('');
}

/** @param numbers the last number that was tried for each base */
function unusedId(base: string, taken: Set<string>, numbers: Map<string, number>): string {
  if (!taken.has(base)) return base;
  let number = (numbers.get(base) ?? 0) + 1;
  while (taken.has(`${base}-${number}`)) number++;
  numbers.set(base, number);
  return `${base}-${number}`;
}

function idsOf(tree: HastRoot): string[] {
  const ids: string[] = [];
  visit(tree, 'element', (node) => {
    if (typeof node.properties.id === 'string') ids.push(node.properties.id);
  });
  return ids;
}
