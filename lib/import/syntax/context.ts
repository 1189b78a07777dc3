import type { Archive, SourceDocument, SourceFiles } from '../archive';
import type { Report } from '../report';

/** What the converters of a document's syntax work with. */
export class SyntaxContext {
  constructor(
    readonly archive: Archive,
    readonly document: SourceDocument,
    readonly files: SourceFiles,
    private readonly report: Report,
  ) {}

  /** Reports something that needs attention. */
  lost(line: number, kind: string, what: string, why: string, todo: string): void {
    this.report.lost({ file: this.document.file, line, kind, what, why, todo });
  }

  /** Reports something that was replaced or left out without harm. */
  changed(line: number, kind: string, what: string, why: string): void {
    this.report.changed({ file: this.document.file, line, kind, what, why });
  }
}

/** The scheme of links to documents of the source, until `resolve.ts` resolves them. */
export const documentScheme = 'import-document:';

/** A link to a document of the source. @param reference its path, or the end of it, without its extension or with it */
export const documentLink = (reference: string, fragment = '') =>
  `${documentScheme}${encodeURIComponent(reference)}${fragment ? `#${fragment}` : ''}`;

/** Arguments of a tag, by name. Those without a name have their position as name, from 0. */
export function argumentsOf(written: string): Record<string, string> {
  const found: Record<string, string> = {};
  let position = 0;
  for (const match of written.matchAll(
    /(?:([\w-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|“([^”]*)”|`([^`]*)`|([^\s,"'=]+))/g,
  )) {
    const [, name, double, single, curly, backtick, bare] = match;
    const value = (double ?? single)?.replace(/\\(["'\\])/g, '$1') ?? curly ?? backtick ?? bare ?? '';
    found[name ?? String(position++)] = value;
  }
  return found;
}

/** The maximum number of times a template may be expanded in itself. */
export const maxExpansions = 20;
