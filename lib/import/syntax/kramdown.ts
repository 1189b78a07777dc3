import type { Nodes } from 'mdast';
import { visit } from '../../util/visit';
import type { Edit, TrackedText } from '../tracked-text';
import { treeOf, withoutCode } from './code-ranges';
import type { SyntaxContext } from './context';

/** Converts what kramdown adds to Markdown (https://kramdown.gettalong.org/syntax.html). */
export function convertKramdown(text: TrackedText, context: SyntaxContext): void {
  // The end of a block, so that indented code below it is not a part of a list.
  withoutCode(text, () => text.replace(/^\^[ \t]*$/gm, () => '<!-- -->'));
  moveLanguagesToFences(text);
  // The language of an indented block.
  text.replace(
    /((?:^(?: {4}|\t)[^\n]*\n)+)\{:\s*\.(?:language-|lang-)([\w+#-]+)[^}\n]*\}/gm,
    ([, code = '', language]) => `\`\`\`${language}\n${code.replace(/^(?: {4}|\t)/gm, '')}\`\`\``,
  );
  withoutCode(text, () => convertProse(text, context));
}

/** Moves the language of a code block from the attributes below it to its first line. */
function moveLanguagesToFences(text: TrackedText): void {
  const edits: Edit[] = [];
  visit(treeOf(text.text), 'code', (node: Nodes) => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const [fence] = /^(?:`{3,}|~{3,})(?=[ \t]*\n)/.exec(text.text.slice(start, end)) ?? [];
    const [list, before = '', language, after = ''] =
      /^\n[ \t>]*\{:([^}\n]*?)\.(?:language-|lang-)([\w+#-]+)([^}\n]*)\}/.exec(text.text.slice(end)) ?? [];
    if (fence === undefined || list === undefined) return;
    const rest = `${before.trim()} ${after.trim()}`.trim();
    edits.push({ start: start + fence.length, end: start + fence.length, text: ` ${language}` });
    edits.push({ start: end, end: end + list.length, text: rest ? `\n{: ${rest}}` : '' });
  });
  text.apply(edits);
}

/** Puts an anchor at the start of each block that has an ID in the attributes below it. */
function keepBlockIds(text: TrackedText): void {
  const edits: Edit[] = [];
  const blocks = treeOf(text.text).children.map(({ type, position }) => ({
    type,
    start: position?.start.offset ?? 0,
    end: position?.end.offset ?? 0,
  }));
  for (const { 1: attributes = '', index } of text.text.matchAll(/^[ \t>]*\{:([^}\n]*)\}[ \t]*$/gm)) {
    const [, id] = /(?:^|\s)#([\w.:-]+)/.exec(attributes.replace(/"[^"]*"|'[^']*'/g, '')) ?? [];
    const block = blocks.findLast(({ start }) => start < index);
    // Attributes after a blank line belong to no block before them.
    if (!id || !block || /\n[ \t]*\n/.test(text.text.slice(block.end, index))) continue;
    const { start } = block;
    // What stands for code must stay on a line of its own.
    const isText = block.type === 'paragraph' && text.text[start] !== '\uE200';
    edits.push({ start, end: start, text: `<a id="${id}"></a>${isText ? '' : '\n\n'}` });
  }
  text.apply(edits);
}

/** A text with a blank line between lines of HTML and other lines. */
function withBlankLines(html: string): string {
  const isTag = (line: string) => /^\s*<\/?[a-z]/i.test(line);
  return html
    .trim()
    .split('\n')
    .flatMap((line, at, lines) =>
      at > 0 && isTag(line) !== isTag(lines[at - 1] ?? '') ? ['', line] : [line],
    )
    .join('\n')
    .replace(/^(?!\s*<)/, '\n');
}

function convertProse(text: TrackedText, context: SyntaxContext): void {
  // A list that is replaced by a table of contents.
  text.replace(
    /^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n(?:^[ \t]*\{:[^}\n]*\}[ \t]*\n)*^[ \t]*\{:\s*toc\b[^}\n]*\}[ \t]*$/gim,
    ([found], line) => {
      context.changed(
        line,
        'table of contents',
        found,
        'long posts get a table of contents from their headings',
      );
      return '';
    },
  );
  // Markdown in an HTML element needs a blank line between it and the tags.
  text.replace(
    /^(<([a-z]\w*)(?=\s)[^<>\n]*?)\s+markdown\s*=\s*["']?(?:1|block)["']?([^<>\n]*>)([\s\S]*?)(?=<\/\2>)/gim,
    ([, start = '', , end = '', inner = '']) => `${start}${end}\n${withBlankLines(inner)}\n\n`,
  );
  text.replace(/(<[a-z][^<>\n]*?)\s+markdown\s*=\s*["']?(?:0|1|block|span)["']?/gi, ([, start]) => start);
  // Elsewhere, the definition of a link below that of a footnote belongs to the footnote.
  text.replace(/^\[\^[^\]\n]+\]:[^\n]*\n(?=\[[^\]\n]+\]:[ \t])/gm, ([found]) => `${found}\n`);
  text.replace(/\{::comment\}[\s\S]*?\{:\/(?:comment)?\}/g, ([found], line) => {
    context.changed(line, 'comment', found, 'comments are not published');
    return '';
  });
  text.replace(/\{::nomarkdown[^}]*\}([\s\S]*?)\{:\/(?:nomarkdown)?\}/g, ([, html]) => html);
  text.replace(/^\{::options[^}\n]*\}[ \t]*\n?/gm, () => '');
  // The id of a heading, in its line or below it.
  text.replace(
    /^(#{1,6}[ \t][^\n]*?)[ \t]*(?:\n?\{:[^}\n]*?#([\w.:-]+)[^}\n]*\})[ \t]*$/gm,
    ([, heading = '', id]) => `${heading.replace(/[ \t]+#+$/, '')} {#${id}}`,
  );
  // The same in the syntax of markdown-it-attrs.
  text.replace(
    /^(#{1,6}[ \t][^\n]*?)[ \t]*\{[ \t]*(?:\.[\w-]+[ \t]+)*#([\w.:-]+)(?:[ \t]+[.\w-][^{}\n]*)?[ \t]*\}[ \t]*$/gm,
    ([, heading = '', id]) => `${heading} {#${id}}`,
  );
  keepBlockIds(text);
  // Attribute lists of other blocks and spans have no visible content.
  text.replace(/^[ \t>]*\{:[^}\n]*\}[ \t]*(?:\n|$)|\{:(?!:)[^}\n]{0,300}\}/gm, ([found], line) => {
    context.changed(line, 'attributes', found, 'classes and styles of the old theme were left out');
    return '';
  });
  text.replace(/^\*\[([^\]\n]+)\]:[ \t]*([^\n]*)\n?/gm, ([found, term = '', meaning = ''], line) => {
    context.lost(
      line,
      'abbreviation',
      found,
      'abbreviation definitions are not supported; this one was removed',
      `write <abbr title="${meaning}">${term}</abbr> at its first use`,
    );
    return '';
  });
}
