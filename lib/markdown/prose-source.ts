import type { Heading, Nodes, Paragraph, Parents, TableCell } from 'mdast';
import { SKIP, visit } from '../util/visit';

const proseBlocks = new Set<string>(['paragraph', 'heading', 'tableCell', 'descriptionTerm']);

/** Whether a node is a block of prose, with inline nodes as its children. */
export const isProseBlock = (node: Nodes): node is Heading | Paragraph | TableCell =>
  proseBlocks.has(node.type);

/** Whether the character at an offset is preceded by a backslash that escapes it. */
export function isEscaped(text: string, at: number): boolean {
  const [slashes = ''] = /\\*$/.exec(text.slice(Math.max(0, at - 20), at)) ?? [];
  return slashes.length % 2 === 1;
}

/** The source of a block, with spaces in place of code, HTML and link destinations. */
export function proseSource(block: Parents, markdown: string): string {
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
