import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { parseContentDate } from '../util/dates';
import { nearest } from '../util/nearest';
import { pileIn } from '../util/piles';
import { unprintableIn } from '../util/printable';
import { withoutInvisible } from '../util/slug';
import { shortened } from '../util/text';
import { parseTimecode } from '../util/timecode';
import { isLinkTarget, withoutPassword } from '../util/urls';
import type { FieldDef } from './field-def';
import { dateHint, describeNode, example, expectation, maxPosition, truthOf } from './hints';
import { type Change, type Chapter, callToActionFields, type Located, type Position } from './model';

/** What a value is read with. */
export interface FieldContext {
  positionOf(node: Node | null | undefined): Position;
  report(at: Position, message: string, fix: string): void;
  /** IANA; see `parseContentDate`. */
  timeZone?: string;
}

/**
 * Reads the value of a field.
 *
 * @param node not empty
 * @param at where to report an error of the value as a whole
 * @returns the value; `undefined` if it is of the wrong type, which has been reported
 */
export function readValue(
  key: string,
  field: FieldDef,
  node: Node,
  at: Position,
  context: FieldContext,
): Located<unknown> | undefined {
  const value = parseValue(key, field, node, at, context);
  if (value === undefined) return undefined;
  // Later checks of a call to action are about its link.
  const isCallToAction = field.type === 'callToAction' && isMap(node);
  return { value, ...(isCallToAction ? context.positionOf(node.get('href', true) as Node) : at) };
}

function parseValue(key: string, field: FieldDef, node: Node, at: Position, context: FieldContext): unknown {
  const invalid = (fix?: string): undefined =>
    reportInvalid(key, field, describeNode(node), at, context, fix);
  if (field.orFalse && isScalar(node) && node.value === false) return false;
  switch (field.type) {
    case 'callToAction':
      if (isMap(node)) return readCallToAction(key, node, context);
      return invalid(`write "${key}: false" to leave it out, or add heading, text, label and href under it`);
    case 'changes':
      return isMap(node) ? readChanges(key, node, context) : invalid();
    case 'chapters':
      return isMap(node) ? readChapters(key, node, context) : invalid();
    case 'list':
      if (isSeq(node)) return node.items.flatMap((item) => itemOf(key, field, item as Node, context) ?? []);
      if (!isScalar(node) || typeof node.value !== 'string') return invalid();
      if (/[,;]/.test(node.value)) return invalid(`write "${key}: [${listed(node.value)}]"`);
      return [itemOf(key, field, node, context) ?? []].flat();
    case 'boolean': {
      if (isScalar(node) && typeof node.value === 'boolean') return node.value;
      const meant = isScalar(node) ? truthOf(node.value) : undefined;
      return invalid(meant === undefined ? undefined : `write "${key}: ${meant}"`);
    }
    case 'number':
      if (!isScalar(node) || typeof node.value !== 'number') return invalid();
      return (field.isPosition ? isPosition : Number.isFinite)(node.value) ? node.value : invalid();
    case 'date': {
      const text = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
      const date = text === undefined ? 'format' : readDate(text, context.timeZone);
      if (typeof date !== 'string') return date;
      context.report(at, ...dateHint(key, date, text ?? describeNode(node)));
      return undefined;
    }
    default: {
      if (!isScalar(node) || typeof node.value !== 'string') {
        const source = isScalar(node) ? node.source : undefined;
        if (source !== undefined && field.acceptsScalars) {
          check(field, source, at, context);
          return source;
        }
        return invalid(source && `write it in quotes: ${key}: "${source}"`);
      }
      if (!isPrintable(key, node.value, at, context)) return undefined;
      const text = normalized(node.value, field);
      if (text === '') return field.required ? reportInvalid(key, field, 'empty', at, context) : undefined;
      check(field, text, at, context);
      return text;
    }
  }
}

/** The items of a list that is written as one string, for a YAML list. */
const listed = (text: string) =>
  text
    .split(/[,;]/)
    .flatMap((item) => item.trim() || [])
    .join(', ');

/** A time without a zone is in that of the publication. */
function readDate(text: string, timeZone: string | undefined) {
  const date = parseContentDate(text, timeZone);
  return date === 'zone' ? parseContentDate(text, 'UTC') : date;
}

/** Reports a value of the wrong type. */
export function reportInvalid(
  key: string,
  field: FieldDef,
  found: string,
  at: Position,
  { report }: FieldContext,
  fix?: string,
): undefined {
  const usual =
    found === 'empty' && !field.required
      ? 'add a value, or delete the line'
      : `write "${key}: ${example(field)}"`;
  report(at, `"${key}" is ${found}; expected ${expectation(field)}`, fix || usual);
}

function itemOf(
  key: string,
  field: FieldDef & { type: 'list' | 'string' },
  item: Node,
  context: FieldContext,
): Located<string> | undefined {
  const at = context.positionOf(item);
  const text = isScalar(item) && typeof item.value === 'string' ? item.value : undefined;
  if (text !== undefined && !isPrintable(key, text, at, context)) return undefined;
  const value = normalized(text ?? '', field);
  if (value !== '') {
    check(field, value, at, context);
    return { value, ...at };
  }
  const found = describeNode(item);
  if (found === 'empty' || text !== undefined) return undefined;
  const source = isScalar(item) && item.value !== null && item.value !== '' && (item.source ?? item.value);
  context.report(
    at,
    `"${key}" contains ${found}; expected a list of strings`,
    `write "${key}: ${example(field)}"${source ? `, with ${source} in quotes` : ''}`,
  );
  return undefined;
}

const isPosition = (value: number) => Number.isInteger(value) && value >= 1 && value <= maxPosition;

/** Reports a string that is not valid. It is kept, so that the other checks of the file still run. */
function check(
  field: FieldDef & { type: 'list' | 'string' },
  value: string,
  at: Position,
  { report }: FieldContext,
): void {
  const problem = field.check?.(value);
  if (problem) report(at, problem.message, problem.fix);
}

/** A string in one line and in NFC. */
function normalized(written: string, { isName }: FieldDef & { type: 'list' | 'string' }): string {
  const text = written.trim().replace(/\s+/g, ' ').normalize('NFC');
  return isName ? withoutInvisible(text) : text;
}

/** Reports characters that cannot be shown, and that some formats cannot contain. */
function isPrintable(key: string, text: string, at: Position, { report }: FieldContext): boolean {
  const pile = pileIn(text);
  if (pile) report(at, `"${key}" is invalid: ${pile.message}`, pile.fix);
  const character = unprintableIn(text);
  if (character !== undefined)
    report(
      at,
      `"${key}" contains the character ${character}, which cannot be displayed; expected text`,
      'delete the character, or retype the value',
    );
  return character === undefined && !pile;
}

/** @returns the call to action, if it is complete */
function readCallToAction(
  key: string,
  node: YAMLMap,
  context: FieldContext,
): Record<string, string> | undefined {
  const { report, positionOf } = context;
  const expected = callToActionFields.join(', ');
  const found: Record<string, string> = {};
  for (const [{ key: nameNode, value }, isRepeated] of pairsOf(node)) {
    const name = keyText(nameNode);
    if (isRepeated) reportRepeated(`${key}.${name}`, positionOf(nameNode as Node), context);
    if (!callToActionFields.some((field) => field === name)) {
      const near = nearest(name, callToActionFields);
      report(
        positionOf(nameNode as Node),
        `unknown field "${name}" in ${key}; expected ${expected}`,
        near ? `write "${near}"` : 'delete the line',
      );
    } else if (!isScalar(value) || typeof value.value !== 'string' || value.value.trim() === '')
      report(
        positionOf((value ?? nameNode) as Node),
        `"${key}.${name}" is ${describeNode(value as Node)}; expected a string`,
        `write "${name}: …"`,
      );
    else if (isPrintable(`${key}.${name}`, value.value, positionOf(value), context))
      found[name] = value.value.trim();
  }
  for (const name of callToActionFields)
    if (!node.has(name))
      report(
        positionOf(node),
        `"${key}" has no ${name}; expected ${expected}`,
        `add "${name}: …" under ${key}`,
      );
  const { href } = found;
  if (href !== undefined && !isLinkTarget(href)) {
    report(
      positionOf(node.get('href', true) as Node),
      `"${key}.href" is ${JSON.stringify(withoutPassword(href))}; expected a path such as /about/ or an absolute URL without a password`,
      'write "href: https://…" or "href: /about/"',
    );
    return undefined;
  }
  return callToActionFields.every((name) => found[name]) ? found : undefined;
}

/** @returns the changes with a valid date and a text, newest first */
function readChanges(key: string, node: YAMLMap, context: FieldContext): Located<Change>[] {
  const changes = pairsOf(node).flatMap(([{ key: dateNode, value }, isRepeated]): Located<Change>[] => {
    const at = context.positionOf(dateNode as Node);
    const written = keyText(dateNode);
    const date = readDate(written, context.timeZone);
    const text = isScalar(value) && typeof value.value === 'string' ? value.value.trim() : '';
    if (isRepeated)
      context.report(at, `"${key}" has ${written} twice; expected each date once`, 'join the two lines');
    if (typeof date === 'string')
      context.report(
        at,
        `"${key}" has ${JSON.stringify(shortened(written))} before a colon; expected a date such as 2026-03-10`,
        'write "2026-03-10: What changed"',
      );
    else if (text === '')
      context.report(
        at,
        `the change dated ${written} is ${describeNode(value as Node)}; expected a line that says what changed`,
        `write "${written}: What changed"`,
      );
    else if (isPrintable(`${key}.${written}`, text, at, context))
      return [{ value: { ...date, text: text.replace(/\s+/g, ' ').normalize('NFC') }, ...at }];
    return [];
  });
  return changes.sort((a, b) => (a.value.iso < b.value.iso ? 1 : -1));
}

/** @returns the chapters with a valid time and a title, in their order */
function readChapters(key: string, node: YAMLMap, context: FieldContext): Located<Chapter>[] {
  const starts = new Set<number | undefined>();
  const chapters = pairsOf(node).flatMap(([{ key: timeNode, value }]): Located<Chapter>[] => {
    const at = context.positionOf(timeNode as Node);
    const written = keyText(timeNode);
    const start = parseTimecode(written);
    const title = isScalar(value)
      ? String((typeof value.value === 'string' ? value.value : value.source) ?? '').trim()
      : '';
    if (start !== undefined && starts.has(start))
      context.report(at, `"${key}" has ${written} twice; expected each time once`, 'correct one of them');
    starts.add(start);
    if (start === undefined)
      context.report(
        at,
        `"${key}" has ${JSON.stringify(shortened(written))} before a colon; expected a time such as 4:30 or 1:02:03`,
        'write "4:30: Title of the chapter"',
      );
    else if (title === '')
      context.report(
        at,
        `the chapter at ${written} is ${describeNode(value as Node)}; expected its title`,
        `write "${written}: Title of the chapter"`,
      );
    else if (isPrintable(`${key}.${written}`, title, at, context))
      return [{ value: { start, title: title.replace(/\s+/g, ' ').normalize('NFC') }, ...at }];
    return [];
  });
  return chapters.sort((a, b) => a.value.start - b.value.start);
}

/** Reports a field that is written again. */
export function reportRepeated(name: string, at: Position, { report }: FieldContext): void {
  report(at, `"${name}" appears twice; expected each field once`, 'delete one of them');
}

/** A key as text. A list or a mapping is not written out: its text can be exponentially long. */
export const keyText = (key: unknown) => (isScalar(key) ? String(key.value) : '?');

/** The pairs of a mapping, each with whether its key is a repetition. */
export function pairsOf({ items }: YAMLMap): [pair: YAMLMap['items'][number], isRepeated: boolean][] {
  const keys = new Set<string>();
  return items.map((pair) => {
    const key = keyText(pair.key);
    const isRepeated = keys.has(key);
    keys.add(key);
    return [pair, isRepeated];
  });
}
