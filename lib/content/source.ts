import { isUtf8 } from 'node:buffer';
import { conflictMarker, conflictMessage } from '../markdown/conflicts';
import type { ContentError } from './errors';

/** A Markdown file split at its front matter. */
export interface SourceFile {
  /** As shown in messages. */
  file: string;
  /** YAML between the `---` lines, and the 1-based line its first line stands on. */
  frontMatter: string;
  frontMatterLine: number;
  /** Markdown after the front matter, line endings as LF, and the line it starts on. */
  body: string;
  bodyLine: number;
}

/**
 * Decodes a file and splits it at its front matter. CRLF, a byte order mark and a missing
 * last newline are all fine.
 *
 * @param file the path to name in messages
 * @param bytes the file as it is on disk
 * @returns the parts, or the one error that kept it from being read
 */
export function splitSource(file: string, bytes: Uint8Array): SourceFile | ContentError {
  const error = (line: number, column: number, message: string, fix: string): ContentError => ({
    file,
    line,
    column,
    message,
    fix,
  });
  if (!isUtf8(bytes)) {
    const { line, column, byte } = firstInvalidUtf8(bytes);
    return error(
      line,
      column,
      `not UTF-8: the byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} starts no character; expected text in UTF-8`,
      'save the file as UTF-8 in your editor',
    );
  }
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  if (text.trim() === '')
    return error(
      1,
      1,
      'the file is empty; expected front matter and text',
      'write at least\n       ---\n       title: …\n       ---\n       or delete the file',
    );
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const conflict = lines
    .slice(0, end === -1 ? undefined : end)
    .findIndex((line) => conflictMarker.test(line));
  if (conflict !== -1) return error(conflict + 1, 1, ...conflictMessage);
  if (lines[0]?.trimEnd() !== '---')
    return error(
      1,
      1,
      'no front matter; expected a line of three hyphens (---) first',
      'start the file with --- , its fields, and another ---',
    );
  if (end === -1)
    return error(
      1,
      1,
      'front matter is not closed; expected a second line of three hyphens (---)',
      'add a line --- after the last field',
    );
  return {
    file,
    frontMatter: lines.slice(1, end).join('\n'),
    frontMatterLine: 2,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}

function firstInvalidUtf8(bytes: Uint8Array): { line: number; column: number; byte: number } {
  // The longest valid prefix, found by bisection; a prefix may also end inside a character.
  let low = 0;
  let high = bytes.length;
  const decodes = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (decodes(middle)) low = middle;
    else high = middle - 1;
  }
  // The decoder holds an unfinished character back: step to where that one begins.
  let at = low;
  while (at > 0 && (bytes[at - 1] ?? 0) >= 0x80 && !isUtf8(bytes.subarray(0, at))) at--;
  const before = new TextDecoder().decode(bytes.subarray(0, at)).split(/\r\n?|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, byte: bytes[at] ?? 0 };
}
