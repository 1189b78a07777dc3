import { isUtf8 } from 'node:buffer';
import { conflictMarker, conflictMessage } from '../markdown/conflicts';
import type { ContentError } from './errors';

/** A Markdown file split at its front matter. */
export interface SourceFile {
  /** The path for messages. */
  file: string;
  /** The YAML between the `---` lines, and the 1-based line on which it starts. */
  frontMatter: string;
  frontMatterLine: number;
  /** The Markdown after the front matter, with LF line endings, and the 1-based line on which it starts. */
  body: string;
  bodyLine: number;
  /** Why the front matter cannot be read, although the text can. */
  problem?: ContentError;
}

/**
 * Decodes a file and splits it at its front matter. Accepts CRLF, a byte order mark and a missing
 * final newline.
 *
 * @param file the path for messages
 * @param bytes the content of the file
 * @returns the parts, or the error that prevents reading them
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
      `not valid UTF-8: the byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} is not part of a character; expected UTF-8 text`,
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
  const foreign = foreignFrontMatter(lines);
  const end = foreign?.end ?? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const conflict = lines
    .slice(0, end === -1 ? undefined : end)
    .findIndex((line) => conflictMarker.test(line));
  if (conflict !== -1) return error(conflict + 1, 1, ...conflictMessage);
  const withoutFields = (bodyStart: number, problem: ContentError) => ({
    file,
    frontMatter: '',
    frontMatterLine: 1,
    body: lines.slice(bodyStart).join('\n'),
    bodyLine: bodyStart + 1,
    problem,
  });
  if (foreign)
    return withoutFields(
      foreign.end + 1,
      error(
        1,
        1,
        `front matter in ${foreign.format}; expected YAML between two lines of three hyphens (---)`,
        'rewrite it as "field: value" lines, or use "npm run import", which converts it',
      ),
    );
  if (lines[0]?.trimEnd() !== '---')
    return withoutFields(
      0,
      error(
        1,
        1,
        'no front matter; expected three hyphens (---) on the first line',
        'start the file with a line ---, then its fields, then another line ---',
      ),
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

/** Front matter of Hugo and Zola in another format. @returns the index of its last line */
function foreignFrontMatter(lines: readonly string[]): { format: 'TOML' | 'JSON'; end: number } | undefined {
  const [first = ''] = lines;
  const format = first.trimEnd() === '+++' ? 'TOML' : /^\{\s*(?:$|")/.test(first) ? 'JSON' : undefined;
  const last = format === 'TOML' ? '+++' : '}';
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === last);
  return format && end > 0 ? { format, end } : undefined;
}

/** Returns the first byte that is not UTF-8, with its 1-based line and column. */
function firstInvalidUtf8(bytes: Uint8Array): { line: number; column: number; byte: number } {
  // Bisects for the longest valid prefix, which may also end inside a character.
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
  // The decoder accepts an incomplete character at the end, so step back to its first byte.
  let at = low;
  while (at > 0 && (bytes[at - 1] ?? 0) >= 0x80 && !isUtf8(bytes.subarray(0, at))) at--;
  const before = new TextDecoder().decode(bytes.subarray(0, at)).split(/\r\n?|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, byte: bytes[at] ?? 0 };
}
