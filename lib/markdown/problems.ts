import type { Root as MdastRoot, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { callouts } from './blocks';

/** A mistake in the Markdown itself, placed like a `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
}

const knownDirectives = ['figure', 'aside', 'video'];

/** What an author surely did not mean: it would be printed as it is written, or swallow what follows. */
export function findProblems(mdast: MdastRoot, markdown: string): Problem[] {
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
