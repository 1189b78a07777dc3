import type { Nodes, Root } from 'mdast';
import type { MarkdownExtensions } from '../config/site-config';
import { messagesIn } from '../i18n/index';
import { visit } from '../util/visit';
import { findCostlyBlocks } from './limits';
import { parseMarkdown } from './parse';
import { Places } from './places';
import type { Problem } from './problem';
import { isEscaped, isProseBlock, proseSource } from './prose-source';
import { type Replacement, replaceParts } from './replacements';

/** What the name in a wikilink stands for. Paths are relative to the file with the link, and percent-encoded. */
export type WikiTarget =
  /** A document. */
  | { document: string; title: string }
  /** Any other file. */
  | { file: string }
  /** Several documents or files, and how to write each of them. */
  | { several: readonly string[] };

/** What the names in a text stand for, by `nameOf`. A name that is not in it stands for nothing. */
export type WikiTargets = Readonly<Record<string, WikiTarget>>;

/** A wikilink to a document that does not exist. Lines and columns are 1-based, counted in the text as written. */
export interface UnknownWikilink {
  written: string;
  name: string;
  line: number;
  column: number;
}

/** `[[name#heading|text]]`, or `![[name|text]]`. Must take linear time, so each part has a maximum length. */
const pattern =
  /(!?)\[\[(?!_?toc_?\]\])([^[\]\n|#\\]{0,200})(#[^[\]\n|\\]{0,200})?(?:\\?\|([^[\]\n]{0,500}))?\]\](?![([])/gi;
const image = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/** The names in the wikilinks of a text, with those in its code. An embedded name begins with `!`. */
export function wikiNamesIn(text: string): string[] {
  const names = [...text.matchAll(pattern)].map(([, bang = '', name = '']) => nameOf(bang, name));
  return [...new Set(names)].filter((name) => name !== '' && name !== '!').sort();
}

const nameOf = (bang: string, name: string) => bang + name.trim();

/** The wikilinks of a text as Markdown. */
export interface WikilinksAsMarkdown {
  text: string;
  /** What takes the place of each wikilink. */
  edits: Replacement[];
  problems: Problem[];
  warnings: Problem[];
  unknown: UnknownWikilink[];
  /** Where a place in `text` is in the text as written, and the wikilink that is there, if it is in one. */
  placeOf(place: { line: number; column: number }): { line: number; column: number; written?: string };
}

/**
 * Replaces the wikilinks in the prose of a text with links and images in Markdown, on the same lines.
 *
 * @param markdown an article's text, LF line endings, without front matter
 * @param targets what the names in it stand for
 * @param ownPath the path of its file, for links to its own headings
 */
export function wikilinksToMarkdown(
  markdown: string,
  targets: WikiTargets,
  ownPath: string,
  extensions: MarkdownExtensions,
): WikilinksAsMarkdown {
  const parse = (text: string) => parseMarkdown(text, messagesIn('en').text, extensions).mdast;
  // Most texts have none, and rendering reports those that take too long to parse.
  if (!markdown.includes('[[') || findCostlyBlocks(markdown).length > 0) return withoutWikilinks(markdown);
  const found = findWikilinks(parse(markdown), markdown);
  const places = new Places(markdown);
  const [problems, warnings]: [Problem[], Problem[]] = [[], []];
  const unknown: UnknownWikilink[] = [];
  const edits = found.map((link): Replacement => {
    const at = places.at(link.start);
    const result = replacementOf(link, targets, ownPath);
    if ('problem' in result) problems.push({ ...at, ...result.problem });
    if (result.warning) warnings.push({ ...at, ...result.warning });
    if ('isUnknown' in result) unknown.push({ ...at, written: link.written, name: link.name });
    const text = 'markdown' in result ? result.markdown : escaped(link.label || link.name);
    return { start: link.start, end: link.end, text };
  });
  const added = edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const [first] = found;
  if (first && added > maxAddedLength) {
    const message = `the titles in the ${found.length} wikilinks of this text have ${added} characters; expected at most ${maxAddedLength}`;
    const tooLong = {
      ...places.at(first.start),
      message,
      fix: 'write shorter texts for them: [[name|text]]',
    };
    return { ...withoutWikilinks(markdown), problems: [tooLong] };
  }
  const text = replaceParts(markdown, edits);
  const positions = positionsOf(markdown, edits);
  const links = linkStarts(parse(text));
  for (const [at, { text: link }] of edits.entries())
    if (/^!?\[/.test(link) && !links.has(positions.starts[at] ?? -1))
      problems.push({
        ...places.at(found[at]?.start ?? 0),
        message: `${found[at]?.written} cannot be a link here; expected text that Markdown allows in one`,
        fix: 'write what follows | as plain text',
      });
  return { text, edits, problems, warnings, unknown, placeOf: positions.placeOf };
}

/** In characters: many links to a document with a long title would make a text of any length. */
const maxAddedLength = 1_000_000;

const withoutWikilinks = (text: string): WikilinksAsMarkdown => ({
  text,
  edits: [],
  problems: [],
  warnings: [],
  unknown: [],
  placeOf: ({ line, column }) => ({ line, column }),
});

interface Wikilink {
  start: number;
  end: number;
  /** As the author wrote it. */
  written: string;
  isEmbed: boolean;
  name: string;
  heading: string;
  label: string;
}

/** Finds the wikilinks in the prose of a text, except in links. @param tree the tree of `markdown`, with positions */
function findWikilinks(tree: Root, markdown: string): Wikilink[] {
  const found: Wikilink[] = [];
  visit(tree, (node: Nodes) => {
    if (!isProseBlock(node)) return;
    const offset = node.position?.start.offset ?? 0;
    const isInLink = linksIn(node);
    for (const { 0: matched, 1: bang, 2: name = '', 3: heading = '', index } of proseSource(
      node,
      markdown,
    ).matchAll(pattern)) {
      const start = offset + index;
      const end = start + matched.length;
      if (isEscaped(markdown, start) || (bang && isEscaped(markdown, start + 1))) continue;
      if (isInLink(start) || !(name.trim() || heading)) continue;
      const written = markdown.slice(start, end);
      // Code in the label is blank in `matched`.
      const bar = written.indexOf('|');
      const label = bar === -1 ? '' : written.slice(bar + 1, -2).trim();
      found.push({
        start,
        end,
        written,
        isEmbed: bang === '!',
        name: name.trim(),
        heading: heading.slice(1).trim(),
        label,
      });
    }
  });
  return found;
}

/** @returns a function that says whether an offset is in a link. To be called with ascending offsets */
function linksIn(block: Nodes): (offset: number) => boolean {
  const links: { start: number; end: number }[] = [];
  visit(block, ({ type, position }: Nodes) => {
    if (type === 'link' || type === 'linkReference')
      links.push({ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 });
  });
  let at = 0;
  return (offset) => {
    while ((links[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at++;
    return (links[at]?.start ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

type Message = Pick<Problem, 'message' | 'fix'>;
type Result = ({ markdown: string } | { problem: Message } | { isUnknown: true }) & { warning?: Message };

function replacementOf(link: Wikilink, targets: WikiTargets, ownPath: string): Result {
  const { isEmbed, name, written } = link;
  const key = nameOf(isEmbed ? '!' : '', name);
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  if (target && 'several' in target)
    return problem(
      `${written} may be ${listOf(target.several)}; expected the name of one file`,
      `write the path of the one you mean, such as ${written.replace(name, () => target.several[0] ?? '')}`,
    );
  return isEmbed ? embedOf(link, target) : linkOf(link, target, ownPath);
}

const problem = (message: string, fix: string): Result => ({ problem: { message, fix } });
const listOf = (items: readonly string[]) =>
  items.length > 3 ? `one of ${items.length} files` : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

function linkOf(
  { name, heading, label, written }: Wikilink,
  target: WikiTarget | undefined,
  ownPath: string,
): Result {
  if (heading.startsWith('^'))
    return problem(
      `${written} leads to a block, and blocks have no address; expected the name of a document, or one with a heading`,
      `write [[${name}#Heading]], or [[${name}]]`,
    );
  if (target && 'file' in target)
    return { markdown: `[${label || escaped(name.split('/').at(-1) ?? name)}](${target.file})` };
  const document = target && 'document' in target ? target : undefined;
  if (name !== '' && !document) return { isUnknown: true };
  // In Obsidian, `A#B#C` is the heading C under B.
  const last = heading.split('#').at(-1)?.trim() ?? '';
  const shown = [document?.title, last].filter(Boolean).join(' › ');
  const fragment = last && `#${encodeURIComponent(last)}`;
  return { markdown: `[${label || escaped(shown)}](${document?.document ?? ownPath}${fragment})` };
}

/** A size in Obsidian's syntax: `![[photo.jpg|300]]`. */
const size = /(?:^|\\?\|)\s*(\d{1,5}(?:x\d{1,5})?)\s*$/;

function embedOf({ name, label, written }: Wikilink, target: WikiTarget | undefined): Result {
  if (target && 'document' in target)
    return problem(
      `${written} embeds a document, which posts cannot do; expected an image`,
      `write [[${name}]] to link to it, or copy what readers need`,
    );
  if (!image.test(name)) {
    const isVideo = /\.(?:mp4|webm|mov|ogv)$/i.test(name);
    return problem(
      `${written} is not an image; expected AVIF, GIF, JPEG, PNG, SVG or WebP`,
      isVideo
        ? `write ::video[Its title]{src="${name}"} on a line of its own`
        : `write [[${name}]] to link to it`,
    );
  }
  const alt = label.replace(size, '').trim();
  const [, width] = size.exec(label) ?? [];
  const url = target && 'file' in target ? target.file : name.split('/').map(encodeURIComponent).join('/');
  return {
    markdown: `![${alt}](${url})`,
    warning: width
      ? {
          message: `the size ${width} in ${written} has no effect; expected no size, because images get theirs automatically`,
          fix: 'delete it',
        }
      : undefined,
  };
}

/** Escapes what Markdown or its extensions would not show as it is. */
const escaped = (text: string) =>
  text.replace(/[\\`*_[\]<>#|~=^$@{}]|:(?=[\w:/])|&(?=#?\w)|(?<=www)\./gi, '\\$&');

/** The offsets at which links and images start. */
function linkStarts(tree: Root): Set<number | undefined> {
  const starts = new Set<number | undefined>();
  visit(tree, ({ type, position }: Nodes) => {
    if (type === 'link' || type === 'image') starts.add(position?.start.offset);
  });
  return starts;
}

/** Where the edits are in the edited text, and a function that finds places of the edited text in the original. */
function positionsOf(markdown: string, edits: readonly Replacement[]) {
  let shift = 0;
  const starts = edits.map(({ start, end, text }) => {
    const edited = start + shift;
    shift += text.length - (end - start);
    return edited;
  });
  // No edit adds or removes a line.
  const lines = new Map<number, { column: number; length: number; original: number; written: string }[]>();
  const places = new Places(markdown);
  let [line, moved] = [0, 0];
  for (const { start, end, text } of edits) {
    const at = places.at(start);
    if (at.line !== line) [line, moved] = [at.line, 0];
    const written = markdown.slice(start, end);
    const edit = { column: at.column + moved, length: text.length, original: at.column, written };
    const onLine = lines.get(line);
    if (onLine) onLine.push(edit);
    else lines.set(line, [edit]);
    moved += text.length - written.length;
  }
  const placeOf = (place: { line: number; column: number }) => {
    const last = lines.get(place.line)?.findLast(({ column }) => column <= place.column);
    if (!last) return { line: place.line, column: place.column };
    const { column, length, original, written } = last;
    if (place.column < column + length) return { line: place.line, column: original, written };
    return { line: place.line, column: original + written.length + (place.column - column - length) };
  };
  return { starts, placeOf };
}
