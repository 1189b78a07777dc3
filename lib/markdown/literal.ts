import type { Nodes, Parents, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { Places } from './places';
import type { Problem } from './problem';

/** Syntax of another system, which is rendered as written. */
interface Syntax {
  /** Its name with an article, for a message. */
  name: string;
  /** Must take linear time, so the text between two marks has a maximum length. */
  pattern: RegExp;
  fix: string;
}

const syntaxes: Syntax[] = [
  {
    name: 'a Hugo shortcode',
    pattern: /\{\{[<%][^\n]{0,300}?[>%]\}\}/g,
    fix: 'write the Markdown that it stands for: an image, ::video[…]{src="…"}, a link',
  },
  {
    name: 'a tag of Liquid or Nunjucks',
    pattern: /(?<!\{)\{%[^%\n]{0,300}%\}/g,
    fix: 'write the Markdown that it stands for; code goes between lines of ```',
  },
  {
    name: 'a variable of a template',
    pattern: /\{\{[^{}\n<%]{1,200}\}\}/g,
    fix: 'write its value, or put it in `code`',
  },
  {
    name: 'a wiki link',
    pattern: /!?\[\[[^[\]\n]{1,200}\]\](?![([])/g,
    fix: 'write [title](file.md), or ![what it shows](image.png)',
  },
  {
    name: 'a list of attributes',
    pattern: /\{(?::|[#.][\w-]|[a-z][\w-]{0,30}=)[^{}\n]{0,200}\}/g,
    fix: 'delete it; headings have ids of their own, and images their sizes',
  },
  {
    name: 'a table of contents',
    pattern: /^(?:\[\[?_?toc_?\]\]?|\[TOC\]|\$\{toc\})[ \t]*$/gim,
    fix: 'delete it; long posts have one in the margin',
  },
  {
    name: 'the name of an emoji',
    pattern: /(?<![\w:]):(?=[\w+-]*[a-z])[\w+-]{2,30}:(?![\w:])/g,
    fix: 'write the emoji itself',
  },
  {
    name: 'a mark',
    pattern: /(?<![=\w])==(?=[^=\s])[^=\n]{0,200}(?<=\S)==(?![=\w])/g,
    fix: 'write <mark>…</mark>',
  },
  {
    name: 'an insertion',
    pattern: /(?<![+\w])\+\+(?=\w)[^+\n]{0,200}(?<=\w)\+\+(?![+\w])/g,
    fix: 'write <ins>…</ins>',
  },
  { name: 'a superscript', pattern: /(?<=[\w)])\^(?=[^\s^[])[^\s^]{1,20}\^/g, fix: 'write <sup>…</sup>' },
  {
    name: 'a note in the text',
    pattern: /\^\[[^[\]\n]{1,500}\]/g,
    fix: 'write [^1], and [^1]: with the note on a line of its own',
  },
  { name: 'a citation', pattern: /\[@[\w:.-]{1,80}[^[\]\n]{0,100}\]/g, fix: 'write a link, or a footnote' },
  { name: 'a comment of Obsidian', pattern: /%%[^%\n]{1,500}%%/g, fix: 'write <!-- … -->, or delete it' },
  {
    name: 'a formula between single dollars',
    pattern: /(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,200}[\\^_{}][^$\n]{0,200}\$(?![\w$])/g,
    fix: 'write $$…$$; a single dollar is money',
  },
  {
    name: 'a heading without a space',
    pattern: /^#{2,6}[^\s#]/gm,
    fix: 'put a space after the #',
  },
  {
    name: 'a mark with a no-break space',
    pattern: /^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[\u00a0\u2000-\u200a\u202f\u3000]/gm,
    fix: 'put a plain space in its place',
  },
  {
    name: 'a link with a space in its address',
    pattern: /!?\[[^[\]\n]{0,200}\]\((?!<)[^()\s"'<>]{1,200}(?: [^()\s"'<>]{1,200}){1,20}\)/g,
    fix: 'write [text](<my post.md>), or %20 for each space',
  },
  {
    name: 'a link with a space before its address',
    pattern: /\][ \t](?=\((?:https?:|\.{0,2}\/))/g,
    fix: 'write [text](address) in one piece',
  },
  {
    name: 'a link without its address',
    pattern: /(?<!\w)\[[^[\]\n]{1,200}\]\[[^[\]\n]{1,100}\]/g,
    fix: 'write a line [name]: https://… with its address',
  },
  {
    name: 'a callout with a title',
    pattern: /^\[!\w{1,30}\][-+]?[ \t]+\S/gm,
    fix: 'write [!NOTE] on a line of its own, and the title in bold below it',
  },
  {
    name: 'an admonition',
    pattern: /^(?:!!!|\?\?\?\+?)[ \t]+\w/gm,
    fix: 'write > [!NOTE], and > before each line of it',
  },
  {
    name: 'a list of definitions',
    pattern: /(?<=\n):[ \t]+\S/g,
    fix: 'write <dl><dt>term</dt><dd>what it is</dd></dl>',
  },
  {
    name: 'a statement of MDX',
    pattern: /^(?:import\s[^\n]{1,200}?\sfrom\s+["']|export\s+(?:const|default|function)\s)/g,
    fix: 'delete it; a post is Markdown, without components',
  },
];

/**
 * Finds syntax of other systems, and Markdown that its author got almost right. Both are rendered as
 * written.
 *
 * @param mdast the tree of `markdown`, with positions
 * @returns a warning for each
 */
export function findLiteral(mdast: Root, markdown: string): Problem[] {
  const warnings: Problem[] = [];
  const places = new Places(markdown);
  const warn = (offset: number, message: string, fix: string) =>
    warnings.push({ ...places.at(offset), message, fix });
  visit(mdast, (node: Nodes) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'delete' && markdown[start] === '~' && markdown[start + 1] !== '~')
      warn(
        start,
        'text between single tildes is struck out',
        'write <sub>…</sub> for a subscript, ~~…~~ to strike out',
      );
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
    const text = proseIn(node, markdown);
    for (const { name, pattern, fix } of syntaxes)
      for (const { 0: found, index } of text.matchAll(pattern))
        if (!isEscaped(text, index))
          warn(start + index, `${quoted(found)} is ${name}, and is printed as it is written`, fix);
    if (node.type === 'paragraph') findBrokenTable(text, (at, ...rest) => warn(start + at, ...rest));
  });
  return warnings;
}

const quoted = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function isEscaped(text: string, at: number): boolean {
  const [slashes = ''] = /\\*$/.exec(text.slice(Math.max(0, at - 20), at)) ?? [];
  return slashes.length % 2 === 1;
}

/** The source of a block, with spaces in place of code, HTML and link destinations. */
function proseIn(block: Parents, markdown: string): string {
  const start = block.position?.start.offset ?? 0;
  const end = block.position?.end.offset ?? start;
  let text = '';
  let done = start;
  const blank = (from: number, to: number) => {
    if (from < done) return;
    text += markdown.slice(done, from) + ' '.repeat(to - from);
    done = to;
  };
  visit(block, (node: Nodes) => {
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    const { type }: { type: string } = node;
    if (/^(?:inlineCode|inlineMath|html|image|imageReference|footnoteReference)$/.test(type)) blank(from, to);
    else if (node.type === 'link' || node.type === 'linkReference') {
      const last = node.children.at(-1)?.position?.end.offset;
      // The text of an autolink is its URL.
      if (last === undefined || markdown[from] !== '[') blank(from, to);
      else {
        for (const child of node.children) visit(child, (inner: Nodes) => blankCode(inner));
        blank(last, to);
      }
      return SKIP;
    }
    return undefined;
  });
  return text + markdown.slice(done, end);

  function blankCode({ type, position }: Nodes) {
    if (/^(?:inlineCode|html|image|imageReference)$/.test(type))
      blank(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }
}

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
    `this looks like a table, but its head has ${head} cells and the line below ${below}; it is printed as a paragraph`,
    'give both as many cells; write \\| for a bar in a cell, also in code',
  );
}

const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/);

function isDelimiterRow(row: string): boolean {
  const cells = cellsOf(row);
  return cells.length > 1 && cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}
