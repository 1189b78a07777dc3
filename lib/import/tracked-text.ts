import { lineAt, lineStarts } from '../markdown/places';

/** A replacement of a part of a text, by offsets. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text that is converted step by step, and that knows on which line of its source each of its lines was. */
export class TrackedText {
  private lines: number[];

  /** The offset of each line of the current text; `undefined` until it is needed. */
  private starts: number[] | undefined;

  /**
   * @param firstLine the line of the source, from 1, on which the text starts
   * @param isOneLine whether all lines count as this line, because the text was made from something else
   */
  constructor(
    public text: string,
    firstLine: number,
    isOneLine = false,
  ) {
    this.lines = text.split('\n').map((_, index) => firstLine + (isOneLine ? 0 : index));
  }

  /** The line of the source for an offset in the current text. */
  lineAt(offset: number): number {
    this.starts ??= lineStarts(this.text);
    return this.sourceLine(lineAt(this.starts, offset));
  }

  /** The line of the source for a line of the current text, from 1. */
  sourceLine(line: number): number {
    return this.lines[Math.min(line, this.lines.length) - 1] ?? 1;
  }

  /** Makes replacements. Of those that overlap, the first one wins. */
  apply(edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    let text = '';
    const lines: number[] = [this.lines[0] ?? 1];
    let done = 0;
    let line = 0;
    const keep = (part: string) => {
      text += part;
      for (const character of part.match(/\n/g) ?? []) if (character) lines.push(this.lines[++line] ?? 1);
    };
    for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (edit.start < done) continue;
      keep(this.text.slice(done, edit.start));
      const at = this.lines[line] ?? 1;
      text += edit.text;
      for (const _ of edit.text.match(/\n/g) ?? []) lines.push(at);
      line += this.text.slice(edit.start, edit.end).split('\n').length - 1;
      // What follows the removed lines is now on this line.
      if (edit.text === '' && (text === '' || text.endsWith('\n')))
        lines[lines.length - 1] = this.lines[line] ?? at;
      done = edit.end;
    }
    keep(this.text.slice(done));
    this.text = text;
    this.lines = lines;
    this.starts = undefined;
  }

  /** Replaces the text with one in which most lines are the same, in the same order. */
  rewrite(text: string): void {
    const before = this.text.split('\n');
    let at = 0;
    this.lines = text.split('\n').map((line) => {
      const found = line.trim() === '' ? -1 : before.indexOf(line, at);
      if (found >= 0) at = found;
      return this.lines[at] ?? 1;
    });
    this.text = text;
    this.starts = undefined;
  }

  /** Replaces each match of a pattern with what a function returns; `undefined` keeps it. */
  replace(
    pattern: RegExp,
    replacement: (match: RegExpExecArray, line: number) => string | undefined,
    isExcluded: (offset: number) => boolean = () => false,
  ): void {
    const edits: Edit[] = [];
    for (const match of this.text.matchAll(pattern)) {
      if (isExcluded(match.index)) continue;
      const text = replacement(match, this.lineAt(match.index));
      if (text !== undefined && text !== match[0])
        edits.push({ start: match.index, end: match.index + match[0].length, text });
    }
    this.apply(edits);
  }
}
