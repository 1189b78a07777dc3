import { directiveOf } from '../../markdown/directives';
import { callout, calloutKind } from '../text';
import type { TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';
import { argumentsOf, maxExpansions, type SyntaxContext } from './context';
import { commonEmbed } from './embeds';

/** The innermost `:::name Title` … `:::`, of VitePress, Docusaurus, Starlight and others. */
const container =
  /^([ \t]*)(:{3,})[ \t]*([a-z][\w-]*)([^\n]*)\n((?:(?!^[ \t]*:{3,})[\s\S])*?)^[ \t]*\2:*[ \t]*$/gm;

/** `!!! note "Title"` of Python-Markdown and MkDocs, with its indented content. */
const admonition =
  /^([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+"([^"\n]*)")?[ \t]*\n((?:\1(?: {4}|\t)[^\n]*\n?|[ \t]*\n)+)/gm;

const isOurs = (name: string) => directiveOf(name)?.form === 'container';

/** Converts containers and admonitions to callouts. */
export function convertContainers(text: TrackedText, context: SyntaxContext): void {
  withoutCode(text, (protect) => convertProse(text, context, protect));
}

function convertProse(
  text: TrackedText,
  context: SyntaxContext,
  protect: (markdown: string, indent?: string) => string,
): void {
  // A directive without content, as in remark-directive.
  text.replace(
    /^([ \t]*)::([a-z][\w-]*)(?:\[([^\]\n]*)\])?\{([^}\n]*)\}[ \t]*$/gm,
    ([, indent = '', name = '', label = '', written = '']) => {
      if (name === 'video') return undefined;
      const [, id = ''] = /(?:^|\s)#([\w-]+)/.exec(written) ?? [];
      const attributes = argumentsOf(written.replace(/(?:^|\s)[#.][\w-]+/g, ' '));
      const shown = commonEmbed(name, { ...(id ? { id } : {}), ...attributes }, label);
      return shown === undefined ? undefined : indent + shown;
    },
  );
  text.replace(admonition, ([, indent = '', name = '', title = '', inner = '']) => {
    const content = inner.replace(new RegExp(`^${indent}(?: {4}|\\t)`, 'gm'), '');
    const end = /\n*$/.exec(inner)?.[0] ?? '';
    return `${callout(name, content, title).replace(/^(?=.)/gm, indent)}${end}`;
  });

  for (let round = 0; round < maxExpansions; round++) {
    const before = text.text;
    text.replace(container, ([found, indent = '', , name = '', rest = '', inner = ''], line) => {
      // Out of the way of the container around it.
      if (isOurs(name) && rest.trim() === '') return indent + protect(found.slice(indent.length), indent);
      const [, label] = /^\[([^\]]*)\]/.exec(rest) ?? [];
      const title = label ?? rest.replace(/\{[^}]*\}\s*$/, '').trim();
      const shown = convert(name, title, inner, found, line);
      return shown.replace(/^(?=.)/gm, indent);
    });
    if (text.text === before) break;
  }
  // One that is never closed.
  text.replace(/^[ \t]*:{3,}[ \t]*([a-z][\w-]*)[ \t]*$\n?/gm, ([found, name = ''], line) => {
    if (isOurs(name)) return undefined;
    context.changed(
      line,
      'container',
      found,
      `the container "${name}" is defined by the old site; its content was kept`,
    );
    return '';
  });

  function convert(name: string, title: string, inner: string, found: string, line: number): string {
    if (calloutKind(name)) return callout(name, inner, title);
    if (name === 'figure') return `:::figure\n${inner.trim()}\n\n${title}\n:::`;
    if (name === 'details')
      return `<details>\n<summary>${title || 'Details'}</summary>\n\n${inner.trim()}\n\n</details>`;
    if (/^(?:code-group|raw|v-pre|tabs?|tab-item|center|cards?|steps?|container|div)$/.test(name)) {
      context.changed(line, 'container', found, `the container "${name}" was unwrapped`);
      return title ? `**${title}**\n\n${inner.trim()}` : inner.trim();
    }
    const why = `the container "${name}" is defined by the old site; its content was kept`;
    // Without a title, only its styling is lost.
    if (title) context.lost(line, 'container', found, why, 'check the text around it');
    else context.changed(line, 'container', found, why);
    return title ? `**${title}**\n\n${inner.trim()}` : inner.trim();
  }
}
