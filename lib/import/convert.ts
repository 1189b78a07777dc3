import type { Archive, SourceDocument, SourceFiles } from './archive';
import { htmlToMarkdown } from './html';
import { svgFile } from './html/elements';
import type { Report } from './report';
import { convertFormulas } from './syntax/code-ranges';
import { convertContainers } from './syntax/containers';
import { documentScheme, SyntaxContext } from './syntax/context';
import { convertFences } from './syntax/fences';
import { convertHexo } from './syntax/hexo';
import { convertImplicitFigures } from './syntax/implicit-figures';
import { convertKramdown } from './syntax/kramdown';
import { convertLiquid } from './syntax/liquid';
import { escapeLiterals } from './syntax/literal';
import { convertMdx } from './syntax/mdx';
import { convertMultilineTables } from './syntax/multiline-tables';
import { convertObsidian } from './syntax/obsidian';
import { convertRawHtml } from './syntax/raw-html';
import { convertShortcodes } from './syntax/shortcodes';
import { convertWordpress } from './syntax/wordpress';
import { convertZola } from './syntax/zola';
import { decoded, leadingHeading, link, withoutClosingMarks } from './text';
import { TrackedText } from './tracked-text';

/** A text in our Markdown, and files that were made of it. */
export interface ConvertedText {
  text: TrackedText;
  /** Drawings that were in the text, by the name of their file. */
  drawings: Map<string, string>;
}

/**
 * Converts the text of a document to our Markdown. What is lost is reported.
 *
 * @param hasFormulas whether the site shows formulas between single dollar signs
 */
export function convertText(
  document: SourceDocument,
  archive: Archive,
  files: SourceFiles,
  report: Report,
  hasFormulas = false,
): ConvertedText {
  const context = new SyntaxContext(archive, document, files, report);
  const drawings = new Map<string, string>();
  const save = (svg: string) => {
    const name = `drawing-${drawings.size + 1}.svg`;
    drawings.set(name, svgFile(svg));
    return name;
  };
  if (document.format === 'html') {
    const html = document.syntaxes.includes('wordpress')
      ? convertWordpress(document.text, context)
      : document.text;
    return { text: new TrackedText(htmlToMarkdown(html, context, save), document.line, true), drawings };
  }
  const text = new TrackedText(document.text, document.line);
  const fields = document.fields;
  if (
    hasFormulas ||
    [fields.math, fields.katex, fields.mathjax, fields.usemathjax, fields.use_math].includes(true)
  )
    convertFormulas(text);
  for (const syntax of document.syntaxes)
    switch (syntax) {
      case 'liquid':
        convertLiquid(text, context);
        break;
      case 'implicit-figures':
        convertImplicitFigures(text, context);
        break;
      case 'multiline-tables':
        convertMultilineTables(text, context);
        break;
      case 'hexo':
        convertHexo(text, context);
        break;
      case 'shortcodes':
        convertShortcodes(text, context);
        break;
      case 'zola':
        convertZola(text, context);
        break;
      case 'mdx':
        convertMdx(text, context);
        break;
      case 'kramdown':
        convertKramdown(text, context);
        break;
      case 'containers':
        convertContainers(text, context);
        break;
      case 'obsidian':
        convertObsidian(text, context);
        break;
    }
  // A reference that is not the target of a link becomes one.
  text.replace(/(?<!\]\(|\]\(<|\]:[ \t]|\]:[ \t]<|["'=])import-document:[^\s)>"'<]+/g, ([found]) =>
    link(decoded(found.slice(documentScheme.length)).split('/').at(-1) ?? found, found),
  );
  escapeLiterals(text);
  convertFences(text, context);
  convertRawHtml(text, context, save);
  // Our titles are above the text already.
  const title = typeof document.fields.title === 'string' ? document.fields.title.trim() : '';
  const [heading = '', line = ''] = leadingHeading.exec(text.text) ?? [];
  if (heading && withoutClosingMarks(line) === title)
    text.apply([{ start: 0, end: heading.length, text: '' }]);
  return { text, drawings };
}
