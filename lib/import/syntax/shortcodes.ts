import type { TrackedText } from '../tracked-text';
import { argumentsOf, documentLink, maxExpansions, type SyntaxContext } from './context';
import { commonEmbed, reportShortcode } from './embeds';
import { literal } from './literal';

const single =
  /\{\{([<%])\s*(?!\/)([\w/.-]+)((?:\s+(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`>%]|%(?!\}\})|>(?!\}\}))*)?)\s*(\/?)[>%]\}\}/g;

/**
 * Converts the shortcodes of Hugo (https://gohugo.io/content-management/shortcodes/): its own, those of
 * common themes, and those whose template in `layouts/shortcodes/` is plain HTML.
 */
export function convertShortcodes(text: TrackedText, context: SyntaxContext): void {
  const kept: string[] = [];
  // `{{</* name */>}}` shows a shortcode.
  text.replace(/\{\{([<%])\/\*([\s\S]*?)\*\/([>%])\}\}/g, ([, open, content = '', close]) => {
    kept.push(literal(`{{${open}${content}${close}}}`));
    return `\uE000${kept.length - 1}\uE001`;
  });
  text.replace(/\{\{[<%]\s*(?:rel)?ref\s+([^>%]*?)\s*[>%]\}\}/g, ([, written = '']) => {
    const { 0: first = '', path = first } = argumentsOf(written);
    const [target = '', fragment = ''] = path.split('#');
    return target === '' ? `#${fragment}` : documentLink(target, fragment);
  });
  const protect = (markdown: string) => `\uE000${kept.push(markdown) - 1}\uE001`;
  const ended = new Set(
    [...text.text.matchAll(/\{\{[<%]\s*\/\s*([\w/.-]+)\s*[>%]\}\}/g)].map(([, name]) => name),
  );
  // Those without an end may be in a block.
  text.replace(single, ([found, , name = '', written = ''], line) => {
    const hasEnd = ended.has(name);
    return hasEnd ? undefined : (convert(name, written, undefined, found, line) ?? protect(found));
  });
  for (let round = 0; round < maxExpansions; round++) {
    const before = text.text;
    // The innermost blocks first.
    text.replace(
      /\{\{([<%])\s*([\w/.-]+)([^{}]*?)\s*[>%]\}\}((?:(?!\{\{[<%])[\s\S])*?)\{\{[<%]\s*\/\s*\2\s*[>%]\}\}/g,
      ([found, , name = '', written = '', inner = ''], line) => convert(name, written, inner, found, line),
    );
    if (text.text === before) break;
  }
  text.replace(single, ([found, , name = '', written = ''], line) =>
    convert(name, written, undefined, found, line),
  );
  text.replace(/\{\{[<%]\s*\/\s*([\w/.-]+)\s*[>%]\}\}/g, ([found], line) => {
    context.lost(line, 'shortcode', found, 'nothing opens it', 'check the text around it');
    return undefined;
  });
  const restored = (part: string): string =>
    part.replace(/\uE000(\d+)\uE001/g, (_, index) => restored(kept[Number(index)] ?? ''));
  text.replace(/\uE000\d+\uE001/g, ([found]) => restored(found));

  function convert(name: string, written: string, inner: string | undefined, found: string, line: number) {
    const content = inner?.replace(/^\n+|\s+$/g, '');
    const embed =
      paramOf(name, written, context) ??
      commonEmbed(name, written, content) ??
      fromTemplate(name, written, inner, context);
    if (embed !== undefined) return embed;
    if (content === undefined && /^(?:toc|table_of_contents|more|newline|br)$/i.test(name)) return '';
    reportShortcode(context, line, name, found, content !== undefined);
    return content;
  }
}

/** The value that `{{< param name >}}` shows. */
function paramOf(name: string, written: string, { document }: SyntaxContext): string | undefined {
  const { 0: key = '' } = argumentsOf(written);
  const value = name === 'param' ? document.params?.[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** What a shortcode shows, if its template is HTML with parameters. */
function fromTemplate(
  name: string,
  written: string,
  inner: string | undefined,
  { files }: SyntaxContext,
): string | undefined {
  const path = [`layouts/shortcodes/${name}.html`, `layouts/_shortcodes/${name}.html`].find((one) =>
    files.has(one),
  );
  if (!path) return undefined;
  const parameters = argumentsOf(written);
  const html = files
    .text(path)
    .replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, '')
    .replace(
      /\{\{-?\s*\.Get\s+(?:"([^"]*)"|`([^`]*)`|(\d+))\s*(?:\|\s*[\w.]+\s*)*-?\}\}/g,
      (_, one, two, three) => String(parameters[one ?? two ?? three] ?? ''),
    )
    .replace(/\{\{-?\s*\.Inner\s*(?:\|\s*[\w.$ ]+)*-?\}\}/g, () => inner ?? '')
    .trim();
  return html.includes('{{') ? undefined : html;
}
