import { readFileSync } from 'node:fs';
import { messageOf } from '../cli/main';
import { type ContentError, ContentErrors } from '../content/errors';

/** An error or a warning, as open pages show it. What is not known is left out. */
export interface Problem {
  /** The path relative to the working directory. */
  file?: string;
  /** 1-based, as in `ContentError`. */
  line?: number;
  column?: number;
  /** What is wrong, then what was expected. */
  message: string;
  /** What to write or do instead. */
  fix?: string;
  /** The lines around the place in the file. `mark` is where the problem begins in its line. */
  excerpt?: { line: number; text: string; mark?: number }[];
}

/** The problems of a preview. */
export interface Problems {
  /** What keeps a page from being shown as it is written. */
  errors: Problem[];
  /** What is shown, but was probably not intended. */
  warnings: Problem[];
}

/** The lines shown before and after the place of a problem. */
const LINES_AROUND = 2;
/** Longer lines are cut around the place, in UTF-16 code units. */
const MAX_LINE_LENGTH = 160;

/**
 * The problems that an error stands for, in the order of its message.
 *
 * @throws the error itself if it is a bug
 */
export function problemsOf(error: unknown): Problem[] {
  if (error instanceof ContentErrors) return error.errors.map(withExcerpt);
  const message = messageOf(error);
  if (message === undefined) throw error;
  return parseProblems(message);
}

/** An error or warning with the lines around it. */
export function withExcerpt({
  file,
  line,
  column,
  message,
  fix,
}: Omit<ContentError, 'fix'> & { fix?: string }): Problem {
  return { file, line, column, message, fix, excerpt: excerptOf(file, line, column) };
}

/**
 * Reads problems from what a command has printed: those of `formatErrors` and of `scripts/run.js`, errors of
 * Turbopack (`./components/A.tsx:3:7` and a message), and other paragraphs as they are. Leaves out stack traces.
 */
export function parseProblems(output: string): Problem[] {
  if (output.trim() === '') return [];
  const problems: Problem[] = [];
  const rest: string[] = [];
  // Before, Turbopack prints warnings in the same form.
  const lines = (output.split(/Turbopack build failed with \d+ errors?:/).at(-1) ?? '').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const place = /^(?:\.\/)?([^\s:][^:]*\.\w+):(\d+):(\d+)$/.exec(lines[at]?.trim() ?? '');
    if (!place) {
      rest.push(lines[at] ?? '');
      continue;
    }
    const end = lines.findIndex((line, index) => index > at && line.trim() === '');
    const paragraph = lines.slice(at + 1, end < 0 ? undefined : end).map((line) => line.trim());
    const [, file = '', line, column] = place;
    const fix = paragraph.find((each) => each.startsWith('Fix: '))?.slice('Fix: '.length);
    const message = (paragraph[0] ?? '').replace(/^(?:Syntax)?Error: /, '');
    problems.push(
      withExcerpt({ file, line: Number(line), column: Number(column), message, fix: fix ?? fixOf(message) }),
    );
    at += paragraph.length;
  }
  if (problems.length > 0) return withoutRepetition(problems);
  const message = rest
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim();
  return message.split(/\n(?=\S+\.\w+: )/).map(fileOfMessage);
}

/** A problem without a place, such as `site.config.ts: url is missing`. */
function fileOfMessage(text: string): Problem {
  const [, file, message = text] = /^([\w./-]+\.\w+): (.*)$/s.exec(text) ?? [];
  return { file, message };
}

/** The likely fix of an error in code. */
function fixOf(message: string): string {
  if (/^Expected|^Unexpected/.test(message))
    return 'look for a missing bracket, comma or quotation mark just before';
  if (/^Module not found/.test(message)) return 'correct the path, or install the package';
  return 'correct the code';
}

function withoutRepetition(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The lines around a place. `undefined` if the file cannot be read as text. */
function excerptOf(file: string, line: number, column: number): Problem['excerpt'] {
  let lines: string[];
  try {
    const bytes = readFileSync(file);
    if (bytes.includes(0)) return undefined;
    lines = bytes.toString('utf8').split(/\r\n|\n|\r/);
  } catch {
    return undefined;
  }
  const first = Math.max(0, line - 1 - LINES_AROUND);
  const from = Math.max(0, column - MAX_LINE_LENGTH / 2);
  return lines.slice(first, line + LINES_AROUND).map((text, at) => ({
    line: first + at + 1,
    text: text.slice(from, from + MAX_LINE_LENGTH),
    mark: first + at + 1 === line ? column - 1 - from : undefined,
  }));
}
