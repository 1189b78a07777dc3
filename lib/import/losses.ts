import type { MarkdownExtensions } from '../config/site-config';
import type { Problem } from '../markdown/problem';
import { renderMarkdown } from '../markdown/render';
import { groupBy } from '../util/group-by';
import { slugify } from '../util/slug';
import { visit } from '../util/visit';
import type { Draft } from './draft';
import type { Report } from './report';
import { codeRanges, treeOf } from './syntax/code-ranges';
import type { Edit } from './tracked-text';

/**
 * Checks a text as a build does, and reports what readers would not see as it was meant.
 *
 * @param markdown the extensions that are turned on
 * @param needs gets the others that the text uses
 * @param names the names of all documents, as slugs
 * @returns the number of images without an alternative text, the ids of the headings, and all ids
 */
export async function reportLosses(
  { document, converted }: Draft,
  language: string,
  markdown: MarkdownExtensions,
  needs: MarkdownExtensions,
  names: ReadonlySet<string>,
  report: Report,
): Promise<{ missingAlts: number; headings: string[]; ids: string[] }> {
  const { text } = converted;
  const hasDefinitions = hasDefinitionList(text.text);
  if (hasDefinitions && !markdown.definitionLists) needs.definitionLists = true;
  const on = { ...markdown, headingIds: true, definitionLists: hasDefinitions };
  const { problems, warnings, headings, ids } = await renderMarkdown(
    withPlainCode(text.text),
    language,
    on,
  ).catch((error: unknown) => ({
    problems: [
      {
        line: 1,
        column: 1,
        message: error instanceof Error ? error.message : String(error),
        fix: 'simplify it',
      },
    ],
    warnings: [] as Problem[],
    headings: [],
    ids: [],
  }));
  let missingAlts = 0;
  const edits: Edit[] = [];
  const invalidUrls = invalidPlainUrls(text.text, problems);
  for (const problem of [...problems, ...warnings]) {
    const line = text.sourceLine(problem.line);
    if (
      /shown as plain text/.test(problem.message) &&
      report.isReported(document.file, quotedIn(problem.message))
    )
      continue;
    if ('isMissingAlt' in problem && problem.isMissingAlt) {
      missingAlts++;
      report.changed({ file: document.file, line, kind: 'alternative text', what: '', why: problem.message });
      continue;
    }
    const [, url = ''] = brokenUrl.exec(problem.message) ?? [];
    const plain = invalidUrls.get(url)?.pop();
    if (plain) {
      edits.push(plain);
      const why = 'the URL is not valid, so it is shown as code';
      report.changed({ file: document.file, line, kind: 'link', what: url, why });
      continue;
    }
    const extension = /turn on "markdown: \{ (\w+): true \}"/.exec(problem.fix)?.[1];
    // Emoji and marks that are common are better turned on than written anew.
    if (
      extension === 'emoji' ||
      extension === 'subscript' ||
      extension === 'superscript' ||
      extension === 'highlight'
    )
      needs[extension] = true;
    const what = text.text.split('\n')[problem.line - 1] ?? '';
    const entry = { file: document.file, line, kind: kindOf(problem.message), what, why: problem.message };
    // What was the same on the old site is worth knowing, but nothing is lost.
    const isPlainBracket =
      /is a wiki link/.test(problem.message) &&
      !names.has(slugify(quotedIn(problem.message).split(/[|#]/)[0] ?? ''));
    if (isPlainBracket || (warnings.includes(problem) && sameBefore.test(problem.message)))
      report.changed({ ...entry, kind: 'note' });
    else report.lost({ ...entry, todo: problem.fix });
    // Errors that a backslash removes: the text is shown as it is written.
    const offset = offsetOf(text.text, problem);
    if (/^unknown directive "::[a-z]|^the footnote .* is not defined/i.test(problem.message))
      edits.push({ start: offset, end: offset, text: '\\' });
  }
  text.apply(edits);
  return { missingAlts, headings: headings.map(({ id }) => id), ids };
}

/** What a message quotes at its start, which may be cut off. */
function quotedIn(message: string): string {
  const [quoted = '""'] = /^"(?:[^"\\]|\\.)*"/.exec(message) ?? [];
  return (JSON.parse(quoted) as string).replace(/…$/, '').replace(/\s+/g, ' ').trim();
}

const brokenUrl = /^broken link to (\S+?)[’”]?: not a valid URL/;

/** The edits that make code of invalid URLs of which Markdown would make links, by URL. Other links stay. */
function invalidPlainUrls(text: string, problems: readonly Problem[]): Map<string, Edit[]> {
  const edits: [url: string, edit: Edit][] = [];
  if (problems.some(({ message }) => brokenUrl.test(message)))
    visit(treeOf(text), 'link', ({ position, url }) => {
      const start = position?.start.offset ?? 0;
      const source = text.slice(start, position?.end.offset);
      // Not `[text](url)` or `<url>`.
      const [plain] = /^(?:https?:\/\/|www\.)[^'"’”]*/i.exec(source) ?? [];
      if (plain === undefined) return;
      const written = url.replace(/['"’”]+$/, '');
      edits.push([written, { start, end: start + plain.length, text: `\`${plain}\`` }]);
    });
  return new Map(
    [...groupBy(edits, ([url]) => [url])].map(([url, list]) => [url, list.map(([, edit]) => edit)]),
  );
}

function hasDefinitionList(markdown: string): boolean {
  const found = [...markdown.matchAll(/^:[ \t]+\S/gm)];
  if (found.length === 0) return false;
  const code = codeRanges(markdown);
  return found.some(({ index }) => !code.some(([start, end]) => index >= start && index < end));
}

/** The offset of a line and a column, both from 1. */
function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  let offset = 0;
  for (let at = 1; at < line; at++) offset = text.indexOf('\n', offset) + 1;
  return offset + column - 1;
}

/** The text with code blocks in no language, because highlighting them takes most of the time. */
function withPlainCode(markdown: string): string {
  return markdown.replace(
    /^([ \t>]*(?:`{3,}|~{3,}))[ \t]*(?!mermaid\b|math\b|text\b)([\w+#.-]+)/gm,
    (_, fence: string) => `${fence}text`,
  );
}

/** Warnings about what every system shows, or leaves out, in the same way. */
const sameBefore =
  /heading follows a level|heading has no text|nothing refers to it|is defined twice|undefined reference|is not valid in a block|the row has|looks like a table|without a space|single dollar.*shown as plain text/;

/** A short name for a message of the checks. */
function kindOf(message: string): string {
  if (/^removed from <|is removed/.test(message)) return 'HTML';
  if (/shown as plain text/.test(message)) return 'syntax';
  if (/heading/.test(message)) return 'heading';
  if (/diagram/.test(message)) return 'diagram';
  if (/formula/.test(message)) return 'formula';
  if (/footnote/.test(message)) return 'footnote';
  return 'check';
}
