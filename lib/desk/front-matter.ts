import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { DeskError } from './errors';

/** A change of a text. Offsets are those of an editor, in which each line break counts as one. */
export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** Where the YAML between the `---` lines is. `undefined` if there is no front matter. */
export function frontMatterIn(text: string): { from: number; to: number } | undefined {
  const [open = ''] = /^---[ \t]*\n/.exec(text) ?? [];
  const close = /^---[ \t]*$/m.exec(text.slice(open.length));
  return open && close ? { from: open.length, to: open.length + close.index } : undefined;
}

/** A field with its offsets in the text. */
interface FoundField {
  /** Where its line begins, and where the line after it begins. */
  from: number;
  end: number;
  keyEnd: number;
  value: Node | null;
  /** Added to the offsets of `value`. */
  base: number;
}

function findField(text: string, name: string): FoundField | undefined {
  const { from: base, to } = bounds(text);
  const root = parseDocument(text.slice(base, to), { uniqueKeys: false }).contents;
  if (root !== null && (!isMap(root) || root.flow))
    throw new DeskError('The front matter is not a list of "field: value" lines. Edit it by hand.');
  const pair = root?.items.find(({ key }) => isScalar(key) && key.value === name) as
    | Pair<Node, Node | null>
    | undefined;
  if (!pair?.key.range) return undefined;
  const keyEnd = base + pair.key.range[1];
  const valueEnd = pair.value?.range ? base + pair.value.range[1] : keyEnd;
  const lineEnd = text.indexOf('\n', Math.max(keyEnd, text[valueEnd - 1] === '\n' ? valueEnd - 1 : valueEnd));
  const value = isScalar(pair.value) && pair.value.value === null ? null : pair.value;
  return { from: base + pair.key.range[0], end: lineEnd + 1, keyEnd, value, base };
}

function bounds(text: string) {
  const found = frontMatterIn(text);
  if (!found) throw new DeskError('There is no front matter between two lines of three hyphens (---).');
  return found;
}

/** The value of a field, if it is a text, a number or a boolean. */
export function fieldText(text: string, name: string): string | undefined {
  if (!frontMatterIn(text)) return undefined;
  const value = findField(text, name)?.value;
  return isScalar(value) ? String(value.source ?? value.value) : undefined;
}

/** A value as YAML, in quotes if it needs them. */
export const yamlOf = (value: string): string =>
  /^[\p{L}\d/][\p{L}\d/._+-]*(?::\d\d[\d:.Z+-]*)?$/u.test(value) &&
  !/^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(value)
    ? value
    : JSON.stringify(value);

/**
 * Sets a field, and leaves everything else as it is written.
 *
 * @param yaml the value as YAML
 * @throws {DeskError} if there is no front matter of "field: value" lines
 */
export function setField(text: string, name: string, yaml: string): TextChange[] {
  const field = findField(text, name);
  const { to } = bounds(text);
  if (!field) return [{ from: to, to, insert: `${name}: ${yaml}\n` }];
  const { value, base, keyEnd } = field;
  if (!value?.range) {
    const colon = text.indexOf(':', keyEnd) + 1;
    return [{ from: colon, to: colon, insert: ` ${yaml}` }];
  }
  return [{ from: base + value.range[0], to: base + value.range[1], insert: yaml }];
}

/** Removes a field with its line. Everything else stays. @throws {DeskError} like `setField` */
export function removeField(text: string, name: string): TextChange[] {
  const field = findField(text, name);
  return field ? [{ from: field.from, to: field.end, insert: '' }] : [];
}

/** Adds a text to the end of a list. @throws {DeskError} like `setField` */
export function addToList(text: string, name: string, item: string): TextChange[] {
  const field = findField(text, name);
  const yaml = yamlOf(item);
  const value = field?.value;
  if (!field || !value?.range) return setField(text, name, `[${yaml}]`);
  const [start, end] = [field.base + value.range[0], field.base + value.range[1]];
  if (!isSeq(value)) return [{ from: start, to: end, insert: `[${text.slice(start, end)}, ${yaml}]` }];
  const last = (value.items as Node[]).at(-1)?.range;
  if (!last) return [{ from: start, to: end, insert: `[${yaml}]` }];
  const at = field.base + last[1];
  if (value.flow) return [{ from: at, to: at, insert: `, ${yaml}` }];
  const line = text.lastIndexOf('\n', field.base + last[0] - 1) + 1;
  const [dash = '- '] = /^[ \t]*-[ \t]+/.exec(text.slice(line)) ?? [];
  const lineEnd = text.indexOf('\n', at);
  return [{ from: lineEnd, to: lineEnd, insert: `\n${dash}${yaml}` }];
}

/** Replaces a name in fields that name other documents. */
export function replaceNames(
  text: string,
  fields: readonly string[],
  before: string,
  after: string,
): TextChange[] {
  if (!frontMatterIn(text)) return [];
  return fields.flatMap((name) => {
    const { value, base = 0 } = findField(text, name) ?? {};
    const nodes = isSeq(value) ? (value.items as Node[]) : [value];
    return nodes.flatMap((node) =>
      isScalar(node) && node.value === before && node.range
        ? [{ from: base + node.range[0], to: base + node.range[1], insert: yamlOf(after) }]
        : [],
    );
  });
}
