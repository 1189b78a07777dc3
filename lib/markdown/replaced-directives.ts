import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from '../util/visit';
import { wordsOf } from './extension-directives';
import { extensionDirectives, isBlockDirective, isOfOwner } from './loaded-directives';
import type { Replacement } from './replacements';

/**
 * What takes the place of the owner's directives in the Markdown copy of a post, which others read: the words
 * that they show. The text in a container stays as it is.
 *
 * @param mdast the tree of `markdown`, with positions
 */
export function replacedDirectives(mdast: Root, markdown: string): Replacement[] {
  const found: Replacement[] = [];
  visit(mdast, (node: Nodes) => {
    if (!isBlockDirective(node) || !isOfOwner(node.name)) return;
    const directive = extensionDirectives[node.name];
    const { start, end } = node.position ?? {};
    if (!directive || start?.offset === undefined || end?.offset === undefined) return;
    const label = node.type === 'leafDirective' ? textOf(node) : '';
    const words = escaped(wordsOf(node.name, directive, { ...node.attributes }, label));
    if (node.type === 'leafDirective') {
      found.push({ start: start.offset, end: end.offset, text: words });
      return;
    }
    const source = markdown.slice(start.offset, end.offset);
    const opening = source.indexOf('\n');
    const closing = source.lastIndexOf('\n') + 1;
    const text = [words, labelOf(node, markdown)].filter(Boolean).join('\n\n');
    found.push({ start: start.offset, end: start.offset + opening, text: text && `${text}\n` });
    found.push({ start: start.offset + closing, end: end.offset, text: '' });
  });
  return found;
}

/** The Markdown of the label of a container, `:::name[label]`. */
function labelOf({ children }: Extract<Nodes, { type: 'containerDirective' }>, markdown: string): string {
  const [first] = children;
  if (first?.type !== 'paragraph' || !Object(first.data).directiveLabel) return '';
  const [start, end] = [first.children[0], first.children.at(-1)].map((node) => node?.position);
  return markdown.slice(start?.start.offset, end?.end.offset);
}

/** Escapes what Markdown would not show as it is. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
