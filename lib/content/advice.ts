import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { type DateProblem, parseContentDate } from '../util/dates';
import { shortened } from '../util/text';

/** The words in which mistakes of front matter are told. */

/** What the content model says of a field. */
export interface FieldDef {
  type: string;
  required?: boolean;
}

/** The highest number that a field may hold. */
export const maxNumber = 9999;

/** What most likely mends a fault that the YAML parser has found. */
export function yamlFix(code: string, reason: string): string {
  if (code === 'TAB_AS_INDENT') return 'indent with spaces, not tabs';
  if (/closing ["']/.test(reason)) return 'close the quote where the text ends';
  if (/\]/.test(reason)) return 'close the list with ]';
  if (/\}/.test(reason)) return 'close the mapping with }';
  return 'put a value that holds a colon, a quote or a # in quotes: title: "A: b"';
}

/** What a value is, in words: `the text "yes"`, `a list`. */
export function describeNode(node: Node | null | undefined): string {
  if (!node || (isScalar(node) && node.value === null)) return 'empty';
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'a mapping';
  if (isScalar(node)) {
    if (typeof node.value === 'string') return `the text ${JSON.stringify(shortened(node.value))}`;
    return `the ${typeof node.value} ${shortened(String(node.source ?? node.value))}`;
  }
  return 'an alias';
}

/** What a field wants, in words. */
export function expectation(key: string, field: FieldDef): string {
  if (key === 'cta') return 'false, or a mapping of heading, text, label and href';
  switch (field.type) {
    case 'list':
      return 'a list of texts';
    case 'boolean':
      return 'true or false';
    case 'number':
      return `a whole number from 1 to ${maxNumber}`;
    case 'date':
      return 'a date (2026-03-10), or a date-time with its zone (2026-03-10T09:00:00+01:00)';
    default:
      return 'a text';
  }
}

/** A value that the field would take. */
export function example(key: string, field: FieldDef): string {
  if (key === 'cta') return 'false';
  switch (field.type) {
    case 'list':
      return key === 'tags' ? '[WASI, Security]' : '[one, two]';
    case 'boolean':
      return 'true';
    case 'number':
      return '1';
    case 'date':
      return '2026-03-10';
    default:
      return 'some text';
  }
}

/** The truth value that was meant by a word of YAML 1.1, or of another system. */
export function truthOf(text: unknown): boolean | undefined {
  const word = String(text).trim().toLowerCase();
  if (['yes', 'y', 'on', 'true', '1'].includes(word)) return true;
  return ['no', 'n', 'off', 'false', '0'].includes(word) ? false : undefined;
}

/** What to do about a field that other systems have. */
export function foreignFix(key: string, value: unknown, isPost: boolean): string | undefined {
  if (key !== 'published') return undefined;
  const isPublished = truthOf(value);
  if (isPublished === undefined) return 'did you mean "date"?';
  if (isPublished) return 'delete the line: what is no draft is published';
  return isPost ? 'write "draft: true"' : 'move the file to another folder until it is to be published';
}

/** What was meant by a text that YAML takes for a comment, such as `#a #b`. */
export function commentFix(key: string, field: FieldDef, comment: string): string {
  const text = comment.trim();
  if (field.type !== 'list') return `put it in quotes: ${key}: ${JSON.stringify(text)}`;
  const names = text.split(/[\s,]*#|,/).flatMap((name) => name.trim() || []);
  return `write "${key}: [${names.join(', ')}]"`;
}

/** The date that was meant, where the year comes first and nothing but its form is wrong. */
function inForm(found: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(found.trim()) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return typeof parseContentDate(date) === 'string' ? undefined : date;
}

/** What is wrong with a date, and what to write instead. */
export function dateHint(key: string, problem: DateProblem, found: string): [message: string, fix: string] {
  const expected = 'expected a date (2026-03-10), or a date-time with its zone (2026-03-10T09:00:00+01:00)';
  switch (problem) {
    case 'impossible':
      return [
        `"${key}" is ${found}, a day or time that does not exist; ${expected}`,
        'check the day, the month and the time',
      ];
    case 'zone':
      return [
        `"${key}" is ${found}, a time without its zone; ${expected}`,
        `add the zone: ${found.trim()}Z for UTC, or an offset such as +01:00`,
      ];
    default:
      return [
        `"${key}" is ${found}; ${expected}`,
        inForm(found) ? `write "${key}: ${inForm(found)}"` : `write the year first: "${key}: YYYY-MM-DD"`,
      ];
  }
}
