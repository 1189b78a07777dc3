import type { Nodes, Root } from 'mdast';
import { markdownToMdast } from 'satteri';
import { visit } from '../../util/visit';
import type { Edit, TrackedText } from '../tracked-text';

/** A Markdown text as a tree with positions. */
export const treeOf = (markdown: string): Root =>
  markdownToMdast(markdown, {
    features: { gfm: true, math: { singleDollarTextMath: false }, frontmatter: false },
  }) as Root;

/** The offsets of code and formulas in a text. */
export function codeRanges(markdown: string): [start: number, end: number][] {
  const ranges: [number, number][] = [];
  visit(treeOf(markdown), (node: Nodes) => {
    const { type }: { type: string } = node;
    if (/^(?:code|inlineCode|math|inlineMath)$/.test(type))
      ranges.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
  });
  return ranges;
}

/**
 * Calls a function with a text in which code and formulas are placeholders, so that it converts only prose.
 *
 * @param convert gets a function that makes a placeholder for what must not be converted again
 * @param isIndentedText whether four spaces mean nothing, as in MDX
 */
export function withoutCode(
  text: TrackedText,
  convert: (protect: (markdown: string, indent?: string) => string) => void,
  isIndentedText = false,
): void {
  const kept: { markdown: string; indent: string }[] = [];
  const protect = (markdown: string, indent = '') => `\uE200${kept.push({ markdown, indent }) - 1}\uE201`;
  const edits: Edit[] = [];
  visit(treeOf(text.text), (node: Nodes) => {
    const { type }: { type: string } = node;
    if (!/^(?:code|inlineCode|math|inlineMath)$/.test(type)) return;
    const start = node.position?.start.offset ?? 0;
    const source = text.text.slice(start, node.position?.end.offset);
    if (type === 'code' && isIndentedText && !/^(?:`{3}|~{3})/.test(source)) return;
    edits.push({ start, end: start + source.length, text: protect(source, indentAt(text.text, start)) });
  });
  if (isIndentedText)
    // Code that the parser takes for a part of an element.
    for (const { 0: code, index } of text.text.matchAll(
      /^[ \t]*(`{3,}|~{3,})[^\n`]*\n(?:[^\n]*\n)*?[ \t]*\1[`~]*[ \t]*$/gm,
    ))
      if (!edits.some(({ start, end }) => index < end && index + code.length > start))
        edits.push({ start: index, end: index + code.length, text: protect(code) });
  text.apply(edits);
  convert(protect);
  const restored = (part: string, indentOf: (at: number) => string): string =>
    part.replace(/\uE200(\d+)\uE201/g, (_, index, at: number) => {
      const { markdown = '', indent = '' } = kept[Number(index)] ?? {};
      const now = indentOf(at);
      // The block that contains the code may have become a quotation.
      const moved =
        now === indent
          ? markdown
          : markdown.replace(/\n([^\n]*)/g, (_, line: string) => {
              const content = line.startsWith(indent) ? line.slice(indent.length) : line;
              return `\n${content === '' ? now.trimEnd() : now + content}`;
            });
      return restored(moved, () => now);
    });
  const { text: converted } = text;
  text.replace(/\uE200\d+\uE201/g, (match) => restored(match[0], () => indentAt(converted, match.index)));
}

/** What is before an offset on its line, if it is only indentation and marks of quotations. */
function indentAt(text: string, offset: number): string {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t>]*$/.test(before) ? before : '';
}

/** Text between single dollar signs. It is a price if it begins with a number and has no TeX syntax. */
const singleDollar = /(?<![\w$\\])\$(?=[^\s$])([^$\n]{1,300}?)(?<=[^\s\\])\$(?![\w$])/g;

/** Doubles the dollar signs of formulas, for a system that writes them with single ones. */
export function convertFormulas(text: TrackedText): void {
  withoutCode(text, () =>
    text.replace(singleDollar, ([, tex = '']) =>
      /^\d+(?:[.,]\d+)*(?:\s|$)/.test(tex) && !/[\\^_{}=+]/.test(tex) ? undefined : `$$${tex}$$`,
    ),
  );
}
