import type { Element, Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Root as MdastRoot, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { slugify } from '../slug';
import { asWritten, isHttpUrl } from '../urls';
import { callouts, shapeBlocks } from './blocks';
import { parseMarkdown } from './parse';
import { proseOf } from './prose';
import { sanitizeTree } from './sanitize';

export interface Heading {
  /** 2 to 6. */
  depth: number;
  id: string;
  text: string;
}

/** A relative URL in the text, to be resolved against the folder of its file. */
export interface Reference {
  kind: 'link' | 'asset';
  url: string;
  /** 1-based, counted from the first line of the body. */
  line: number;
  column: number;
  /** Where in the body the Markdown that holds it begins and ends. */
  start: number;
  end: number;
}

/** A mistake in the Markdown itself, placed like a `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
}

/** One post's Markdown, printed. */
export interface RenderedBody {
  /** Safe HTML. A relative link stands as `content:URL`, a relative image or file as `asset:URL`. */
  html: string;
  headings: Heading[];
  /** Every id in the HTML that a fragment may name. */
  ids: string[];
  references: Reference[];
  problems: Problem[];
  /** The prose without code, for recommendations. */
  text: string;
  /** The first sentences, at most about 160 characters. */
  excerpt: string;
  words: number;
}

/** Ids that the page around the article uses; a heading of that name gets a number. */
const reservedIds = [
  'articles',
  'contents',
  'cta',
  'footnote-label',
  'main',
  'parts',
  'query',
  'recommended',
  'recommended-title',
  'series',
];

const knownDirectives = ['figure', 'aside', 'video'];

/**
 * Renders Markdown. A pure function of its input, so that its result can be cached by the
 * input's hash: what a link leads to and how large an image is are filled in when printing.
 *
 * @param markdown an article's text, LF line endings, without front matter
 * @param language BCP 47, for sentences and words
 */
export async function renderMarkdown(markdown: string, language: string): Promise<RenderedBody> {
  const { mdast, meant, hast } = parseMarkdown(markdown);
  alignCells(hast);
  const tree = sanitizeTree(hast);
  demoteTitles(tree);
  const headings = nameHeadings(tree);
  const problems = findProblems(mdast, markdown);
  const references = markReferences(tree, placesOf(mdast, markdown), problems);
  await shapeBlocks(tree);
  return {
    html: toHtml(tree),
    headings,
    ids: idsOf(tree),
    references,
    problems,
    ...proseOf(meant, language),
  };
}

/** Sätteri aligns cells with `style`, which is not let through; the attribute survives until `blocks.ts` makes it a class. */
function alignCells(tree: HastRoot) {
  visit(tree, 'element', (node) => {
    const align = /^text-align: (right|center)$/.exec(String(node.properties.style ?? ''))?.[1];
    if (align && (node.tagName === 'td' || node.tagName === 'th')) node.properties.align = align;
  });
}

/** The page's one `h1` is the title: where an author wrote another, all headings go one down. */
function demoteTitles(tree: HastRoot) {
  const headings: Element[] = [];
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) headings.push(node);
  });
  if (headings.some((heading) => heading.tagName === 'h1'))
    for (const heading of headings) heading.tagName = `h${Math.min(6, Number(heading.tagName[1]) + 1)}`;
}

/** Gives each heading an id and makes it a link to itself. */
function nameHeadings(tree: HastRoot): Heading[] {
  const taken = new Set(reservedIds);
  visit(tree, 'element', (node, _index, parent) => {
    const id = node.properties.id;
    if (typeof id !== 'string') return;
    const notesLabel =
      id === 'footnote-label' && parent?.type === 'element' && parent.properties.dataFootnotes !== undefined;
    if (taken.has(id) && !notesLabel) delete node.properties.id;
    else taken.add(id);
  });
  const headings: Heading[] = [];
  visit(tree, 'element', (node) => {
    if (!/^h[2-6]$/.test(node.tagName) || node.properties.id === 'footnote-label') return;
    const text = textOf(node).trim();
    const own = typeof node.properties.id === 'string' ? node.properties.id : undefined;
    const id = own ?? unusedId(slugify(text) || 'section', taken);
    taken.add(id);
    node.properties.id = id;
    headings.push({ depth: Number(node.tagName[1]), id, text });
    let linked = false;
    visit(node, 'element', (child) => {
      linked ||= child.tagName === 'a';
    });
    if (!linked) node.children = [h('a', { href: `#${id}` }, node.children)];
  });
  return headings;
}

function unusedId(base: string, taken: Set<string>): string {
  if (!taken.has(base)) return base;
  let number = 1;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/** Marks relative URLs for printing, and gives links out of the site their `rel`. */
function markReferences(tree: HastRoot, places: Place[], problems: Problem[]): Reference[] {
  const references: Reference[] = [];
  const mark = (node: Element, attribute: 'href' | 'src' | 'poster') => {
    const url = node.properties[attribute];
    if (typeof url !== 'string') return;
    if (/^(https?:|\/\/)/i.test(url)) {
      if (attribute === 'href') node.properties.rel = ['external', 'noopener'];
      if (!isHttpUrl(url.replace(/^\/\//, 'https://'))) {
        const { line, column } = takePlace(url, places) ?? somewhere;
        problems.push({
          line,
          column,
          message: `broken link to ${asWritten(url)}: not a URL; expected one such as https://example.org/`,
          fix: 'correct it, or put it in `code` where it is an example',
        });
      }
      return;
    }
    if (url.startsWith('#')) {
      // A link of ours, such as a heading's to itself, stands nowhere in the text.
      const place = takePlace(url, places);
      if (place) references.push({ kind: 'link', url, ...place });
      return;
    }
    if (url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url)) return;
    const kind = attribute === 'href' && isContentLink(url) ? 'link' : 'asset';
    references.push({ kind, url, ...(takePlace(url, places) ?? somewhere) });
    node.properties[attribute] = `${kind === 'link' ? 'content' : 'asset'}:${url}`;
  };
  visit(tree, 'element', (node) => {
    if (node.tagName === 'a') mark(node, 'href');
    else if (['img', 'video', 'audio', 'lp-video'].includes(node.tagName)) {
      mark(node, 'src');
      mark(node, 'poster');
    }
  });
  return references;
}

/** Whether a relative URL names a page rather than a file to download. */
function isContentLink(url: string): boolean {
  const path = url.replace(/[?#].*$/, '');
  return path.startsWith('/')
    ? !/\.[a-z0-9]+$/i.test(path) || path.endsWith('.md')
    : /\.md$/i.test(path) || !/\.[a-z0-9]+$/i.test(path);
}

interface Place {
  url: string;
  line: number;
  column: number;
  start: number;
  end: number;
}

/** Every place in the text where a URL is written, in its order. */
function placesOf(mdast: MdastRoot, markdown: string): Place[] {
  const places: Place[] = [];
  visit(mdast, (node: Nodes) => {
    if (!node.position) return;
    const { start, end } = node.position;
    const range = { start: start.offset ?? 0, end: end.offset ?? 0 };
    const place = { line: start.line, column: start.column, ...range };
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      places.push({ url: node.url, ...place });
    if (node.type === 'leafDirective')
      for (const url of Object.values(node.attributes ?? {})) if (url) places.push({ url, ...place });
    if (node.type === 'html')
      for (const attribute of node.value.matchAll(
        /\s(?:href|src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
      )) {
        const [written = '', ...values] = attribute;
        const value = values.find((one) => one !== undefined) ?? '';
        const from = range.start + attribute.index + written.lastIndexOf(value);
        const before = markdown.slice(0, from).split('\n');
        places.push({
          url: value.replace(/&amp;/g, '&').trim(),
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
          start: from,
          end: from + value.length,
        });
      }
  });
  return places;
}

/** Where a URL was written, each place once; `undefined` where it is nowhere in the text. */
function takePlace(url: string, places: Place[]): Omit<Place, 'url'> | undefined {
  const index = places.findIndex((place) => asWritten(place.url) === asWritten(url));
  if (index === -1) return undefined;
  const [{ url: _, ...place }] = places.splice(index, 1) as [Place];
  return place;
}

/** For what was written in a way that hides where. */
const somewhere: Omit<Place, 'url'> = { line: 1, column: 1, start: 0, end: 0 };

/** What an author surely did not mean: it would be printed as it is written, or swallow what follows. */
function findProblems(mdast: MdastRoot, markdown: string): Problem[] {
  const problems: Problem[] = [];
  /** First paragraphs of block quotes. */
  const quotes = new Set<Nodes>();
  const report = (node: Nodes, message: string, fix: string) => {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    problems.push({ line, column, message, fix });
  };
  visit(mdast, (node: Nodes, _index, parent) => {
    if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      const colons = node.type === 'leafDirective' ? '::' : ':::';
      const source = markdown.slice(node.position?.start.offset, node.position?.end.offset);
      if (!knownDirectives.includes(node.name) || (node.name === 'video') !== (node.type === 'leafDirective'))
        report(
          node,
          `unknown directive "${colons}${node.name}"; expected :::figure, :::aside or ::video`,
          'use one of these, or put a backslash before the colons',
        );
      else if (node.name === 'video' && !node.attributes?.src)
        report(
          node,
          'the video has no src; expected a file beside the post or an https address',
          'write ::video[Title]{src="clip.mp4"}',
        );
      else if (node.type === 'containerDirective' && !/\n[ \t>]*:{3,}\s*$/.test(source))
        report(
          node,
          `":::${node.name}" is not closed; expected a line of three colons (:::) after it`,
          'add a line ::: where it ends',
        );
    } else if (node.type === 'text' && parent?.type === 'paragraph') {
      const callout =
        parent.children[0] === node ? /^\[!([a-z]+)\]\s*(?:\n|$)/i.exec(node.value)?.[1] : undefined;
      const note = /\[\^([\w-]+)\]/.exec(node.value)?.[1];
      if (/^:{3,}\s*$/m.test(node.value))
        report(
          node,
          'a line of colons closes nothing; expected :::figure or :::aside before it',
          'delete the line',
        );
      else if (callout && quotes.has(parent) && !callouts.includes(callout.toLowerCase()))
        report(
          node,
          `unknown callout "[!${callout}]"; expected ${callouts.map((name) => `[!${name.toUpperCase()}]`).join(', ')}`,
          'use one of these, or put a backslash before the bracket',
        );
      else if (note)
        report(
          node,
          `the footnote "[^${note}]" has no text; expected a paragraph [^${note}]: … somewhere`,
          `write [^${note}]: and the note, or put a backslash before the bracket`,
        );
    } else if (node.type === 'blockquote' && node.children[0]) quotes.add(node.children[0]);
  });
  return problems;
}

function idsOf(tree: HastRoot): string[] {
  const ids: string[] = [];
  visit(tree, 'element', (node) => {
    if (typeof node.properties.id === 'string') ids.push(node.properties.id);
  });
  return ids;
}
