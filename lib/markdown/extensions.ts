import { nameToEmoji } from 'gemoji';
import type { Heading, Nodes, Root } from 'mdast';
import type { Features } from 'satteri';
import type { MarkdownExtensions } from '../config/site-config';
import { escapeAttribute } from '../util/text';
import { visit } from '../util/visit';
import { isEscaped, isProseBlock, proseSource } from './prose-source';
import { type Replacement, replaceParts } from './replacements';

/** The extensions that the parser supports itself. */
export const parserFeatures = (extensions: MarkdownExtensions): Features => ({
  definitionList: extensions.definitionLists ?? false,
  subscript: extensions.subscript ?? false,
  superscript: extensions.superscript ?? false,
});

export const highlightPattern = /(?<![=\w])==(?=[^=\s])[^=\n]{0,200}(?<=\S)==(?![=\w])/g;
export const emojiPattern = /(?<![\w:]):(?:[+-]1|(?=[\w+-]*[a-z])[\w+-]{2,30}):(?![\w:])/g;
/** At the end of a heading. */
const headingIdPattern =
  /\{#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:-]{0,200})\}(?=[ \t]*(?:#+[ \t]*)?$|[ \t]*\n)/gmu;

/** The emoji that an emoji shortcode such as `:tada:` stands for, if any. */
export const emojiOf = (shortcode: string): string | undefined =>
  Object.hasOwn(nameToEmoji, shortcode.slice(1, -1)) ? nameToEmoji[shortcode.slice(1, -1)] : undefined;

/** The explicit id of a heading, with its offset in the source of the heading. */
export function headingIdIn(
  heading: Heading,
  markdown: string,
): { id: string; start: number; end: number } | undefined {
  const text = proseSource(heading, markdown);
  const [match] = [...text.matchAll(headingIdPattern)].slice(-1);
  if (!match?.[1] || isEscaped(text, match.index)) return undefined;
  const before = markdown.slice(
    heading.position?.start.offset,
    (heading.position?.start.offset ?? 0) + match.index,
  );
  return { id: match[1], start: before.trimEnd().length, end: match.index + match[0].length };
}

/**
 * Replaces the extensions that the parser does not support with HTML and emoji.
 *
 * @param mdast the tree of `markdown`, with positions
 */
export function withoutExtensions(markdown: string, mdast: Root, extensions: MarkdownExtensions): string {
  const edits: Replacement[] = [];
  visit(mdast, (node: Nodes) => {
    if (!isProseBlock(node)) return;
    const offset = node.position?.start.offset ?? 0;
    const replace = (start: number, end: number, text: string) =>
      edits.push({ start: offset + start, end: offset + end, text });
    const id = extensions.headingIds && node.type === 'heading' ? headingIdIn(node, markdown) : undefined;
    // `render.ts` makes it the id of the heading.
    if (id) replace(id.start, id.end, `<a id="${escapeAttribute(id.id)}"></a>`);
    const text = proseSource(node, markdown);
    if (extensions.highlight)
      for (const { 0: marked, index } of text.matchAll(highlightPattern)) {
        if (isEscaped(text, index)) continue;
        replace(index, index + 2, '<mark>');
        replace(index + marked.length - 2, index + marked.length, '</mark>');
      }
    if (extensions.emoji)
      for (const { 0: shortcode, index } of text.matchAll(emojiPattern)) {
        const emoji = isEscaped(text, index) ? undefined : emojiOf(shortcode);
        if (emoji) replace(index, index + shortcode.length, emoji);
      }
  });
  return replaceParts(markdown, edits);
}
