import type { Code } from 'mdast';
import type { Problem } from './problem';

/** The first line of a merge conflict, as Git and other tools write it. */
export const conflictMarker = /^<{7} \S/;

/** The error for a merge conflict. */
export const conflictMessage: [message: string, fix: string] = [
  'the file contains a merge conflict, two versions of the same lines; expected one of them',
  'between <<<<<<< and >>>>>>>, keep the lines you want; delete the others and the markers',
];

/**
 * Finds merge conflicts outside of code blocks.
 *
 * @param code the code blocks, which may show a conflict, in document order
 */
export function findConflicts(markdown: string, code: readonly Code[]): Problem[] {
  const problems: Problem[] = [];
  let next = 0;
  for (const [at, text] of markdown.split('\n').entries()) {
    if (!conflictMarker.test(text)) continue;
    const line = at + 1;
    while ((code[next]?.position?.end.line ?? line) < line) next++;
    if ((code[next]?.position?.start.line ?? Number.POSITIVE_INFINITY) <= line) continue;
    const [message, fix] = conflictMessage;
    problems.push({ line, column: 1, message, fix });
  }
  return problems;
}
