import { printable } from '../util/printable';

/** An error in an author's file, reported so that the author can fix it without reading our code. */
export interface ContentError {
  /** Path relative to the working directory, so that an editor can open it. */
  file: string;
  /** Lines and columns are 1-based. Columns count UTF-16 code units, as editors do. */
  line: number;
  column: number;
  /** What is wrong, then what was expected. */
  message: string;
  /** What to write or do instead. */
  fix: string;
}

/** All content errors of a run, sorted by file and line. */
export class ContentErrors extends Error {
  override name = 'ContentErrors';
  /** @param warnings what is also worth knowing, in the same order */
  constructor(
    readonly errors: ContentError[],
    readonly warnings: ContentError[] = [],
  ) {
    super(formatErrors(errors));
  }
}

/** Formats errors as text, one paragraph per error. `file:line:column` comes first, so that terminals and editors can open it. */
export function formatErrors(errors: ContentError[]): string {
  return errors
    .map(
      ({ file, line, column, message, fix }) =>
        `${printable(file, '')}:${line}:${column}\n  ${printable(message)}\n  Fix: ${printable(fix)}`,
    )
    .join('\n\n');
}

/** Returns the errors sorted by file, line and column. */
export function sortErrors(errors: ContentError[]): ContentError[] {
  return errors.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
