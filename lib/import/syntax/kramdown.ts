import type { TrackedText } from '../tracked-text';
import { withoutCode } from './code-ranges';
import type { SyntaxContext } from './context';

/** Converts what kramdown adds to Markdown (https://kramdown.gettalong.org/syntax.html). */
export function convertKramdown(text: TrackedText, context: SyntaxContext): void {
  text.replace(
    /^~~~[ \t]*(\S*)[ \t]*\n\{:[ \t]*\.(?:language-)?([\w+#-]+)[^}\n]*\}/gm,
    ([found, language = '', own = '']) =>
      language ? undefined : found.replace(/^~~~[^\n]*\n\{[^\n]*\}/, `~~~ ${own}`),
  );
  // The language of a fenced or indented block.
  text.replace(
    /((?:^(?: {4}|\t)[^\n]*\n)+)\{:\s*\.(?:language-|lang-)([\w+#-]+)[^}\n]*\}/gm,
    ([, code = '', language]) => `\`\`\`${language}\n${code.replace(/^(?: {4}|\t)/gm, '')}\`\`\``,
  );
  withoutCode(text, () => convertProse(text, context));
}

/** A text with a blank line wherever lines of HTML and others meet. */
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
  text.replace(/\{::comment\}[\s\S]*?\{:\/(?:comment)?\}/g, () => '');
  text.replace(/\{::nomarkdown[^}]*\}([\s\S]*?)\{:\/(?:nomarkdown)?\}/g, ([, html]) => html);
  text.replace(/^\{::options[^}\n]*\}[ \t]*\n?/gm, () => '');
  // The id of a heading, in its line or below it.
  text.replace(
    /^(#{1,6}[ \t][^\n]*?)[ \t]*(?:\n?\{:[^}\n]*?#([\w.:-]+)[^}\n]*\})[ \t]*$/gm,
    ([, heading = '', id]) => `${heading.replace(/[ \t]+#+$/, '')} {#${id}}`,
  );
  // The same as markdown-it-attrs has it.
  text.replace(
    /^(#{1,6}[ \t][^\n]*?)[ \t]*\{[ \t]*(?:\.[\w-]+[ \t]+)*#([\w.:-]+)(?:[ \t]+[.\w-][^{}\n]*)?[ \t]*\}[ \t]*$/gm,
    ([, heading = '', id]) => `${heading} {#${id}}`,
  );
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
