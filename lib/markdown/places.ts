/** The offset at which each line of a text starts. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line of an offset, from 1. @param starts the offsets of all lines, ascending */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Converts offsets in a text to lines and columns. */
export class Places {
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = lineStarts(text);
  }

  /** @returns the line and column of an offset, both from 1 */
  at(offset: number): { line: number; column: number } {
    const line = lineAt(this.starts, offset);
    return { line, column: offset - (this.starts[line - 1] ?? 0) + 1 };
  }
}
