import { printable } from '../util/printable';

/** A mistake in an author's file, told so that it can be mended without reading our code. */
export interface ContentError {
  /** Path from the working directory, as an editor would open it. */
  file: string;
  /** 1-based; columns count UTF-16 code units, as editors do. */
  line: number;
  column: number;
  /** What is wrong, then what was expected. */
  message: string;
  /** What to write instead. */
  fix: string;
}

/** Thrown with every mistake of a run, in the order of files and lines. */
export class ContentErrors extends Error {
  override name = 'ContentErrors';
  constructor(readonly errors: ContentError[]) {
    super(formatErrors(errors));
  }
}

/** One error a paragraph, `file:line:column` first so that terminals and editors can open it. */
export function formatErrors(errors: ContentError[]): string {
  return errors
    .map(
      ({ file, line, column, message, fix }) =>
        `${printable(file, '')}:${line}:${column}\n  ${printable(message)}\n  Fix: ${printable(fix)}`,
    )
    .join('\n\n');
}

/** Orders errors by file, line and column. */
export function sortErrors(errors: ContentError[]): ContentError[] {
  return errors.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
