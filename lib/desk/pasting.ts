import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

/** In characters. Parsing a whole book would block the server. */
export const longestPaste = 1_000_000;

/** Converts what was copied in another program to Markdown. Pictures are left out: they are pasted on their own. */
export function pastedMarkdown(html: string): string {
  const schema = {
    ...defaultSchema,
    tagNames: defaultSchema.tagNames?.filter((name) => !['img', 'picture', 'source'].includes(name)),
  };
  const tree = sanitize(fromHtml(html, { fragment: true }), schema);
  return toMarkdown(toMdast(tree), {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '_',
    rule: '-',
    listItemIndent: 'one',
    resourceLink: true,
  }).trim();
}
