import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { parseContentDate } from '../util/dates';
import { nearest } from '../util/nearest';
import type { ContentError } from './errors';
import type { FieldDef } from './field-def';
import { type FieldContext, keyText, pairsOf, readValue, reportInvalid, reportRepeated } from './field-value';
import { meaningOf } from './foreign-fields';
import { commentFix, example, expectation, foreignFix, yamlFix } from './hints';
import { type DocumentTypeName, type Fields, fieldsOf, type Located, type Position } from './model';
import type { SourceFile } from './source';

/** In characters: parsing a value with many YAML tags takes quadratic time. */
const maxLength = 65_536;
/** Fields with such names are for the author's own tools. */
export const ignoredPrefix = 'x-';
/** How many YAML errors are reported. */
const maxErrors = 100;

/**
 * Reads a file's front matter according to the content model.
 *
 * @param source a file split by `splitSource`
 * @param type the document type of its folder
 * @param timeZone the publication's, for dates
 * @param name the name of its file: that of a post may begin with its date, as in `2019-05-01-name`
 * @returns the fields, all errors, and warnings for what is valid but probably not meant
 */
export function readFrontMatter(
  source: SourceFile,
  type: DocumentTypeName,
  timeZone?: string,
  name = '',
): { fields: Fields; errors: ContentError[]; warnings: ContentError[] } {
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  if (source.frontMatter.length > maxLength) {
    errors.push({
      file: source.file,
      line: 1,
      column: 1,
      message: `front matter is ${source.frontMatter.length} characters long; expected at most ${maxLength}`,
      fix: 'end it with "---" after the last field, and move the rest below that line',
    });
    return { fields: {}, errors, warnings };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(source.frontMatter, {
    lineCounter,
    version: '1.2',
    // This compares each key with all others. `pairsOf` uses a set.
    uniqueKeys: false,
    // Each error would be shown with the lines around it.
    prettyErrors: false,
  });

  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: line + source.frontMatterLine - 1, column: col };
  };
  const context: FieldContext = {
    positionOf: (node) => at(node?.range?.[0] ?? 0),
    report: ({ line, column }, message, fix) => {
      errors.push({ file: source.file, line, column, message, fix });
    },
    timeZone,
  };
  const { positionOf, report } = context;

  const deep = document.errors.find((problem) => problem.message.includes('call stack'));
  if (deep)
    report(
      // How deep the parser gets depends on the process. The field is the same in each.
      at(fieldAt(source.frontMatter, deep.pos[0])),
      'front matter is nested too deeply; expected "field: value" lines',
      'remove brackets, or put the value in quotes',
    );
  else
    for (const problem of document.errors.slice(0, maxErrors)) {
      const [reason = ''] = problem.message.split(/ at line \d+/);
      report(
        at(problem.pos[0]),
        `front matter is not valid YAML: ${reason}; expected "field: value" lines`,
        yamlFix(problem.code, reason, lineAt(source.frontMatter, problem.pos[0])),
      );
    }
  if (document.errors.length > 0) return { fields: {}, errors, warnings };

  const root = document.contents;
  if (!isMap(root)) {
    const found = root === null ? 'empty' : isSeq(root) ? 'a list' : 'a single value';
    report(
      root === null ? { line: 1, column: 1 } : positionOf(root),
      `front matter is ${found}; expected "field: value" lines`,
      'write each field on its own line, such as "title: …"',
    );
    return { fields: {}, errors, warnings };
  }

  const model = new Map<string, FieldDef>(fieldsOf(type));
  const names = [...model.keys()];
  const values: [string, Located<unknown>][] = [];
  for (const [pair, isRepeated] of pairsOf(root)) {
    const written = keyText(pair.key);
    const keyAt = positionOf(pair.key as Node);
    if (isRepeated) reportRepeated(written, keyAt, context);
    if (written.startsWith(ignoredPrefix)) continue;
    const key = written === 'author' && model.has('authors') ? 'authors' : written;
    if (key !== written && root.has(key)) reportRepeated(key, keyAt, context);
    const field = model.get(key);
    if (field) {
      const value = readField(key, field, pair.value as Node | null, keyAt);
      if (value) values.push([key, value]);
      continue;
    }
    const near = nearest(key, names);
    report(
      keyAt,
      `unknown field "${key}"; expected one of ${names.join(', ')}`,
      foreignFix(key, isScalar(pair.value) ? pair.value.value : undefined, names) ??
        (near
          ? `write "${near}"`
          : `delete the line, or rename it to "${ignoredPrefix}${key}" to keep it for your own tools`),
    );
  }
  if (type === 'Post' && !root.has('date')) {
    const [, day = '', slug = ''] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name) ?? [];
    const date = parseContentDate(day, timeZone);
    if (typeof date !== 'string') {
      values.push(['date', { value: date, line: 1, column: 1 }]);
      if (!root.has('slug')) values.push(['slug', { value: slug, line: 1, column: 1 }]);
    }
  }
  const hasValue = (key: string) => values.some(([name]) => name === key);
  for (const [key, field] of model)
    if (field.required && !hasValue(key) && !root.has(key) && !isMisspelled(root, key, names))
      report(
        { line: 1, column: 1 },
        `the field "${key}" is missing; expected ${expectation(field)}`,
        `add a line "${key}: ${example(field)}"`,
      );
  // `readValue` has checked the types.
  return { fields: Object.fromEntries(values) as Fields, errors, warnings };

  function readField(key: string, field: FieldDef, node: Node | null, keyAt: Position) {
    if (node !== null && !(isScalar(node) && node.value === null)) {
      if (field.type === 'string' || field.type === 'list') warnOfComments(key, node);
      return readValue(key, field, node, node.range ? positionOf(node) : keyAt, context);
    }
    const valueAt = node?.range ? positionOf(node) : keyAt;
    const comment = commentAfter(keyAt);
    if (comment) {
      const found = 'empty, because # starts a comment';
      return reportInvalid(key, field, found, valueAt, context, commentFix(key, field, comment));
    }
    return field.required ? reportInvalid(key, field, 'empty', valueAt, context) : undefined;
  }

  /** In YAML, ` #` starts a comment: `title: Weeknotes #12` is "Weeknotes". */
  function warnOfComments(key: string, node: Node) {
    for (const value of isSeq(node) ? node.items : [node]) {
      if (!isScalar(value) || value.type !== 'PLAIN' || !value.range) continue;
      const [start, end] = value.range;
      const [comment] = /^[ \t]+#[^\n]*/.exec(source.frontMatter.slice(end)) ?? [];
      if (!comment) continue;
      const written = source.frontMatter.slice(start, end) + comment.trimEnd();
      warnings.push({
        file: source.file,
        ...at(end + comment.indexOf('#')),
        message: `"${key}" ends before the #, which starts a comment in YAML; expected the whole value`,
        fix: `if the rest is part of the value, put all of it in quotes: ${JSON.stringify(written)}`,
      });
    }
  }

  /** The comment after the name of an empty field. */
  function commentAfter({ line }: { line: number }): string | undefined {
    const written = source.frontMatter.split('\n')[line - source.frontMatterLine] ?? '';
    return /:\s+(#.*\S)/.exec(written)?.[1];
  }
}

/** The line with an offset. */
function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start).split('\n', 1)[0] ?? '';
}

/** Whether a required field was misspelled: it is reported once, as an unknown field. */
function isMisspelled(root: YAMLMap, key: string, names: readonly string[]): boolean {
  return root.items.some((pair) => {
    const name = keyText(pair.key);
    return !names.includes(name) && (meaningOf(name) ?? nearest(name, names)) === key;
  });
}

/** The start of the field that an offset is in: a line that is neither indented nor a comment. */
function fieldAt(frontMatter: string, offset: number): number {
  let start = frontMatter.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0 && /[\s#]/.test(frontMatter[start] ?? ''))
    start = frontMatter.lastIndexOf('\n', start - 2) + 1;
  return start;
}
