import type { Edit, TrackedText } from '../tracked-text';
import { codeRanges } from './code-ranges';

const mark = '\uE300';

/** Marks braces that a template showed as they are, so that `escapeLiterals` finds them. */
export const literal = (braces: string) => (/^\{[{%]/.test(braces) ? mark + braces : braces);

/** Puts a backslash before marked braces that are not in code, so that checks do not take them for a template. */
export function escapeLiterals(text: TrackedText): void {
  if (!text.text.includes(mark)) return;
  const code = codeRanges(text.text);
  const edits: Edit[] = [];
  for (let at = text.text.indexOf(mark); at >= 0; at = text.text.indexOf(mark, at + 1))
    edits.push({
      start: at,
      end: at + mark.length,
      text: code.some(([start, end]) => at >= start && at < end) ? '' : '\\',
    });
  text.apply(edits);
}
