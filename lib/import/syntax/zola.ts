import type { TrackedText } from '../tracked-text';
import { documentLink, maxExpansions, type SyntaxContext } from './context';
import { commonEmbed, reportShortcode } from './embeds';
import { literal } from './literal';

/**
 * Converts the shortcodes of Zola (https://www.getzola.org/documentation/content/shortcodes/), and its
 * links to other files (`@/blog/post.md`).
 */
export function convertZola(text: TrackedText, context: SyntaxContext): void {
  text.replace(
    /\{([%{])\/\*([\s\S]*?)\*\/([%}])\}/g,
    ([, open, content, close]) => `\uE000${open}${content}${close}\uE001`,
  );
  for (let round = 0; round < maxExpansions; round++) {
    const before = text.text;
    text.replace(
      /\{%\s*(\w+)\(([^%]*?)\)\s*%\}((?:(?!\{%)[\s\S])*?)\{%\s*end\s*%\}/g,
      ([found, name = '', written = '', inner = ''], line) => convert(name, written, inner, found, line),
    );
    if (text.text === before) break;
  }
  text.replace(/\{\{\s*(\w+)\(([^}]*?)\)\s*\}\}/g, ([found, name = '', written = ''], line) =>
    convert(name, written, undefined, found, line),
  );
  text.replace(/(?<=\]\(<?|\]:[ \t]*<?)@\/([^)\s>]+)/g, ([, path = '']) => {
    const [target = '', fragment = ''] = path.split('#');
    return documentLink(`content/${target}`, fragment);
  });
  text.replace(/\uE000([\s\S]*?)\uE001/g, ([, content]) => literal(`{${content}}`));

  function convert(name: string, written: string, inner: string | undefined, found: string, line: number) {
    const content = inner?.replace(/^\n+|\s+$/g, '');
    const embed = commonEmbed(name, written, content);
    if (embed !== undefined) return embed;
    reportShortcode(context, line, name, found, content !== undefined);
    return content;
  }
}
