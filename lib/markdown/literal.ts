import type { Nodes, Root } from 'mdast';
import type { MarkdownExtensions } from '../config/site-config';
import { visit } from '../util/visit';
import { emojiOf, emojiPattern, headingIdIn, highlightPattern } from './extensions';
import { Places } from './places';
import type { Problem } from './problem';
import { isEscaped, isProseBlock, proseSource } from './prose-source';

/** Syntax of another system, which is rendered as written. */
interface Syntax {
  /** Its name with an article, for a message. */
  name: string;
  /** Must take linear time, so the text between two marks has a maximum length. */
  pattern: RegExp;
  fix: string;
  /** The extension that supports it. */
  extension?: keyof MarkdownExtensions;
}

/** A size in Obsidian's syntax: `![A mill|300](mill.jpg)`. */
const imageSize = /\|[ \t]*\d{1,5}(?:x\d{1,5})?[ \t]*$/;

/** Supported where there is a bibliography. */
const citation = 'a citation';

const syntaxes: Syntax[] = [
  {
    name: 'a Hugo shortcode',
    pattern: /\{\{[<%][^\n]{0,300}?[>%]\}\}/g,
    fix: 'write the equivalent Markdown: an image, ::video[…]{src="…"} or a link',
  },
  {
    name: 'a Liquid or Nunjucks tag',
    pattern: /(?<!\{)\{%[^%\n]{0,300}%\}/g,
    fix: 'write the equivalent Markdown; put code between lines of ```',
  },
  {
    name: 'a template variable',
    pattern: /\{\{[^{}\n<%]{1,200}\}\}/g,
    fix: 'write its value, or put it in `code`',
  },
  {
    name: 'a wiki link',
    pattern: /!?\[\[(?!_?toc_?\])[^[\]\n]{1,200}\]\](?![([])/gi,
    fix: 'write [title](file.md), or ![what it shows](image.png); or set "wikilinks: true" under "markdown" in site.config.ts',
    extension: 'wikilinks',
  },
  {
    name: 'an attribute list',
    pattern: /\{(?::|[#.][\w-]|[a-z][\w-]{0,30}=)[^{}\n]{0,200}\}/g,
    fix: 'delete it; headings get IDs and images get sizes automatically',
  },
  {
    name: 'a table of contents',
    pattern: /(?<![^\s])(?:\[\[?_?toc_?\]\]?|\$\{toc\})(?=[ \t]*$)/gim,
    fix: 'delete it; long posts get one in the margin',
  },
  {
    name: 'an emoji shortcode',
    pattern: emojiPattern,
    fix: 'write the emoji itself, or turn on "markdown: { emoji: true }" in site.config.ts',
    extension: 'emoji',
  },
  {
    name: 'a highlight',
    pattern: highlightPattern,
    fix: 'write <mark>…</mark>, or turn on "markdown: { highlight: true }" in site.config.ts',
    extension: 'highlight',
  },
  {
    name: 'an insertion',
    pattern: /(?<![+\w])\+\+(?=\w)[^+\n]{0,200}(?<=\w)\+\+(?![+\w])/g,
    fix: 'write <ins>…</ins>',
  },
  {
    name: 'a superscript',
    pattern: /(?<=[\w)])\^(?=[^\s^[])[^\s^]{1,20}\^/g,
    fix: 'write <sup>…</sup>, or turn on "markdown: { superscript: true }" in site.config.ts',
    extension: 'superscript',
  },
  {
    name: 'an inline footnote',
    pattern: /\^\[[^[\]\n]{1,500}\]/g,
    fix: 'write [^1], and [^1]: with the note on a separate line',
  },
  {
    name: citation,
    pattern: /\[@[\w:.-]{1,80}[^[\]\n]{0,100}\]/g,
    fix: 'put the work into references.bib or references.json next to the post, or write a footnote',
  },
  {
    name: 'an Obsidian comment',
    pattern: /%%[^%]{1,500}%%|^%%[ \t]*$/gm,
    fix: 'write <!-- … -->, or delete it',
  },
  {
    name: 'the ID of a block in Obsidian',
    pattern: /(?<=\S[ \t])\^[a-z\d-]{1,60}(?=[ \t]*$)/gi,
    fix: 'delete it, and link to a heading',
  },
  {
    name: 'a content block of iA Writer',
    pattern:
      /^\/[^\s"'()]{1,200}\.(?:png|jpe?g|gif|svg|webp|avif|txt|md|csv)(?:[ \t]+["'(][^"'()\n]{0,200}["')])?(?=[ \t]*$)/gim,
    fix: 'write ![what it shows](image.png), or the text of the file',
  },
  {
    name: 'a formula between single dollar signs',
    pattern: /(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,200}[\\^_{}][^$\n]{0,200}\$(?![\w$])/g,
    fix: 'write $$…$$; single dollar signs are for money',
  },
  {
    name: 'a heading without a space',
    pattern: /^#{2,6}[^\s#]/gm,
    fix: 'put a space after the #',
  },
  {
    name: 'a Markdown marker with a non-breaking space',
    pattern: /^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[\u00a0\u2000-\u200a\u202f\u3000]/gm,
    fix: 'use a regular space instead',
  },
  {
    name: 'a link with a space in its URL',
    pattern: /!?\[[^[\]\n]{0,200}\]\((?!<)[^()\s"'<>]{1,200}(?: [^()\s"'<>]{1,200}){1,20}\)/g,
    fix: 'write [text](<my post.md>), or %20 for each space',
  },
  {
    name: 'a link with a space before its URL',
    pattern: /\][ \t](?=\((?:https?:|\.{0,2}\/))/g,
    fix: 'write [text](URL) without the space',
  },
  {
    name: 'a link to an undefined reference',
    pattern: /(?<!\w)\[[^[\]\n]{1,200}\]\[[^[\]\n]{1,100}\]/g,
    fix: 'add a line [name]: https://… with its URL',
  },
  {
    name: 'a callout with a title',
    pattern: /^\[!\w{1,30}\][-+]?[ \t]+\S/gm,
    fix: 'put [!NOTE] on its own line, and the title in bold below it',
  },
  {
    name: 'a callout that folds',
    pattern: /^\[!\w{1,30}\][-+](?=[ \t]*$)/gm,
    fix: 'delete the sign after the bracket, or write <details>',
  },
  {
    name: 'an admonition',
    pattern: /^(?:!!!|\?\?\?\+?)[ \t]+\w/gm,
    fix: 'write > [!NOTE], and start each of its lines with >',
  },
  {
    name: 'a definition list',
    pattern: /(?<=\n):[ \t]+\S/g,
    fix: 'write <dl><dt>term</dt><dd>what it is</dd></dl>, or turn on "markdown: { definitionLists: true }" in site.config.ts',
    extension: 'definitionLists',
  },
  {
    name: 'an MDX statement',
    pattern: /^(?:import\s[^\n]{1,200}?\sfrom\s+["']|export\s+(?:const|default|function)\s)/g,
    fix: 'delete it; a post is Markdown, without components',
  },
];

/**
 * Finds syntax of other systems, and Markdown that its author got almost right. Both are rendered as
 * written.
 *
 * @param mdast the tree of `markdown`, with positions
 * @param extensions those that are turned on
 * @returns a warning for each
 */
export function findLiteral(
  mdast: Root,
  markdown: string,
  extensions: MarkdownExtensions,
  hasBibliography: boolean,
): Problem[] {
  const warnings: Problem[] = [];
  const places = new Places(markdown);
  const warn = (offset: number, message: string, fix: string) =>
    warnings.push({ ...places.at(offset), message, fix });
  visit(mdast, (node: Nodes) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'delete' && markdown[start] === '~' && markdown[start + 1] !== '~')
      warn(
        start,
        'text between single tildes is rendered with strikethrough',
        'write <sub>…</sub> for a subscript, or turn on "markdown: { subscript: true }" in site.config.ts; write ~~…~~ for strikethrough',
      );
    if (node.type === 'image' && imageSize.test(node.alt ?? ''))
      warn(
        start,
        `the alternative text ${quoted(node.alt ?? '')} ends in a size, which has no effect; expected no size, because images get theirs automatically`,
        'delete the | and the size',
      );
    if (!isProseBlock(node)) return;
    const text = proseSource(node, markdown);
    const id = extensions.headingIds && node.type === 'heading' ? headingIdIn(node, markdown) : undefined;
    for (const { name, pattern, fix, extension } of syntaxes)
      for (const { 0: found, index } of text.matchAll(pattern)) {
        if (isEscaped(text, index) || (id && index >= id.start && index < id.end)) continue;
        if (name === citation && hasBibliography) continue;
        const isOn = extension !== undefined && extensions[extension];
        if (extension === 'emoji' && !emojiOf(found)) {
          if (isOn)
            warn(
              start + index,
              `${quoted(found)} is not the name of an emoji, and is shown as plain text`,
              'write the emoji itself, or one of GitHub’s names for emoji',
            );
          // Where they are turned on, those that are left are in a link.
        } else if (!isOn || extension === 'wikilinks')
          warn(start + index, `${quoted(found)} is ${name}, which is shown as plain text`, fix);
      }
    // A bar separates cells even in code.
    if (node.type === 'paragraph')
      findBrokenTable(markdown.slice(start, node.position?.end.offset), (at, ...rest) =>
        warn(start + at, ...rest),
      );
  });
  return warnings;
}

const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** Warns about what looks like a table but is not: its first two lines differ in the number of cells. */
function findBrokenTable(text: string, warn: (at: number, message: string, fix: string) => void) {
  // Line by line, because one pattern for the whole text would take quadratic time in runs of spaces.
  const rows = text.split('\n').map((line) => line.replace(/^[ \t>]+/, ''));
  const at = rows.findIndex((row, index) => index > 0 && isDelimiterRow(row));
  if (at < 0) return;
  const [head = 0, below = 0] = rows.slice(at - 1, at + 1).map((row) => cellsOf(row).length);
  if (head === below || head === 1) return;
  const lines = text.split('\n', at - 1);
  warn(
    lines.reduce((sum, { length }) => sum + length + 1, 0),
    `this looks like a table, but its header has ${head} cells and the line below has ${below}; it is rendered as a paragraph`,
    'give both the same number of cells; write \\| for a vertical bar in a cell, even in code',
  );
}

const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/);

function isDelimiterRow(row: string): boolean {
  const cells = cellsOf(row);
  return row.includes('|') && cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}
