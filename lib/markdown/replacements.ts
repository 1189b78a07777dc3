/** A part of a text that is replaced, by offsets. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** Replaces parts of a text. Of those that overlap, the first is replaced. */
export function replaceParts(text: string, parts: readonly Replacement[]): string {
  let result = '';
  let done = 0;
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    if (part.start < done) continue;
    result += text.slice(done, part.start) + part.text;
    done = part.end;
  }
  return result + text.slice(done);
}
