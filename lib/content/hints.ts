import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { type DateProblem, parseContentDate } from '../util/dates';
import { shortened } from '../util/text';
import type { FieldDef } from './field-def';
import { meaningOf, normalized } from './foreign-fields';

// The texts of errors in front matter.

/** The highest position in a series. */
export const maxPosition = 9999;

/** The most likely fix for an error from the YAML parser. @param line the one with the error */
export function yamlFix(code: string, reason: string, line: string): string {
  // `title: Foo: bar`
  const [, key, value] = /^([\w-]+): ([^"'[{\s][^"]*: [^"]*)$/.exec(line.trimEnd()) ?? [];
  if (key && value) return `put the value in quotes, because it contains a colon: ${key}: "${value}"`;
  if (code === 'TAB_AS_INDENT') return 'indent with spaces, not tabs';
  if (/closing ["']/.test(reason)) return 'add the closing quote at the end of the value';
  if (/\]/.test(reason)) return 'close the list with ]';
  if (/\}/.test(reason)) return 'close the mapping with }';
  return 'put a value that contains a colon, a quotation mark or a # in quotes: title: "A: b"';
}

/** Describes a value: `the string "yes"`, `a list`. */
export function describeNode(node: Node | null | undefined): string {
  if (!node || (isScalar(node) && node.value === null)) return 'empty';
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'a mapping';
  if (isScalar(node)) {
    if (typeof node.value === 'string') return `the string ${JSON.stringify(shortened(node.value))}`;
    return `the ${typeof node.value} ${shortened(String(node.source ?? node.value))}`;
  }
  return 'a YAML alias';
}

/** Describes what a field accepts. */
export function expectation(field: FieldDef): string {
  return field.orFalse ? `false, or ${expectedValue(field)}` : expectedValue(field);
}

function expectedValue(field: FieldDef): string {
  switch (field.type) {
    case 'callToAction':
      return 'a mapping with heading, text, label and href';
    case 'changes':
      return `a date and a line for each change, such as ${example(field)}`;
    case 'chapters':
      return `a time and a title for each chapter, such as ${example(field)}`;
    case 'list':
      return `a list of strings, such as ${example(field)}`;
    case 'boolean':
      return 'true or false';
    case 'number':
      return field.isPosition ? `a whole number from 1 to ${maxPosition}` : 'a number';
    case 'date':
      return 'a date (2026-03-10), or a date and time (2026-03-10T09:00:00+01:00)';
    default:
      return field.options ? `one of ${field.options.join(', ')}` : 'a string';
  }
}

/** A valid value of a field, as YAML. */
export function example(field: FieldDef): string {
  if (field.example !== undefined) return field.example;
  switch (field.type) {
    case 'list':
      return '[one, two]';
    case 'boolean':
      return 'true';
    case 'number':
      return '1';
    case 'date':
      return '2026-03-10';
    default:
      return (field.type === 'string' && field.options?.[0]) || '…';
  }
}

/** The boolean that a word of YAML 1.1, or of another system, stands for. */
export function truthOf(text: unknown): boolean | undefined {
  const word = String(text).trim().toLowerCase();
  if (['yes', 'y', 'on', 'true', '1'].includes(word)) return true;
  return ['no', 'n', 'off', 'false', '0'].includes(word) ? false : undefined;
}

/** The fix for a field that other systems have. @param names the fields of the document */
export function foreignFix(key: string, value: unknown, names: readonly string[]): string | undefined {
  const isPost = names.includes('draft');
  if (key === 'published' && truthOf(value) !== undefined) {
    if (truthOf(value)) return 'delete the line: everything that is not a draft is published';
    return isPost ? 'write "draft: true"' : 'move the file out of the content folder until you publish it';
  }
  // Our own name, with another case or separator: `cover-alt`.
  const own = names.find((name) => normalized(name) === normalized(key));
  const meant = own ?? meaningOf(key);
  if (meant === undefined || (meant !== '' && !names.includes(meant))) return undefined;
  if (meant === '') return 'delete the line: it has no effect here';
  if (meant !== 'aliases') return `write "${meant}"`;
  const path = typeof value === 'string' && /^\/[^:*]*$/.test(value) ? value : '/old/path/';
  return `write "aliases: [${path}]" to redirect from this path`;
}

/** The fix for a value that YAML reads as a comment, such as `#a #b`. */
export function commentFix(key: string, field: FieldDef, comment: string): string {
  const text = comment.trim();
  if (field.type !== 'list') return `put it in quotes: ${key}: ${JSON.stringify(text)}`;
  const names = text.split(/[\s,]*#|,/).flatMap((name) => name.trim() || []);
  return `write "${key}: [${names.join(', ')}]"`;
}

/** The date that was meant, if only its form is wrong: separators, zeros, a day that comes first, or a 12-hour time. */
function reformatted(found: string): string | undefined {
  // With dots, the day comes first.
  const yearFirst = found.trim().replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, '$3-$2-$1');
  const [, year = '', month = '', day = '', hour, rest = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s*T|\s)\s*(\d{1,2})(:\S.*))?$/i.exec(yearFirst) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [half] = /\s*[ap]\.?m\.?$/i.exec(rest) ?? [];
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : hour;
  const time = `${String(hours).padStart(2, '0')}${rest.slice(0, rest.length - (half?.length ?? 0)).replace(/\s+/g, '')}`;
  const written = hour === undefined ? date : `${date}T${time}`;
  return typeof parseContentDate(written, 'UTC') === 'string' ? undefined : written;
}

/** The message and the fix for an invalid date. */
export function dateHint(key: string, problem: DateProblem, found: string): [message: string, fix: string] {
  const expected = `expected ${expectation({ type: 'date' })}`;
  switch (problem) {
    case 'impossible':
      return [
        `"${key}" is ${found}, a day or time that does not exist; ${expected}`,
        'check the day, the month and the time',
      ];
    default: {
      const date = reformatted(found);
      const isTime = /^\d{1,2}:\d{2}/.test(found);
      return [
        `"${key}" is ${found}; ${expected}`,
        date
          ? `write "${key}: ${date}"`
          : isTime
            ? `write the day before the time: "${key}: 2026-03-10T${found.replace(/^\d:/, '0$&')}"`
            : `write the year first: "${key}: YYYY-MM-DD"`,
      ];
    }
  }
}
