import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { type ContentDate, parseContentDate } from '../util/dates';
import { pileIn } from '../util/piles';
import { unprintableIn } from '../util/printable';
import { withoutInvisible } from '../util/slug';
import { isLinkTarget, withoutPassword } from '../util/urls';
import {
  commentFix,
  dateHint,
  describeNode,
  example,
  expectation,
  type FieldDef,
  foreignFix,
  maxNumber,
  truthOf,
  yamlFix,
} from './advice';
import type { ContentError } from './errors';
import { ctaFields, type DocumentTypeName, frontMatter } from './model';
import { nearest } from './nearest';
import type { SourceFile } from './source';

/** A value together with where it stands, so that later checks can point at it. */
export interface Located<T> {
  value: T;
  line: number;
  column: number;
}

export interface Cta {
  heading: string;
  text: string;
  label: string;
  href: string;
}

/** The checked fields of a file, by name; a field that was not written is absent. */
export interface Fields {
  strings: Map<string, Located<string>>;
  dates: Map<string, Located<ContentDate>>;
  booleans: Map<string, Located<boolean>>;
  numbers: Map<string, Located<number>>;
  lists: Map<string, Located<string>[]>;
  /** `false` where the author wants no call to action. */
  cta: Located<Cta | false> | undefined;
}

/** In characters: YAML takes a time that grows with the square where a value has many tags. */
const maxLength = 65_536;
/** How many YAML errors are reported. */
const maxErrors = 100;

/**
 * Reads a file's front matter against the content model.
 *
 * @param source a file split by `splitSource`
 * @param type the document type its folder stands for
 * @param timeZone the publication's, for its dates
 * @returns the fields that are right, an error for each that is not, and a warning for each that
 *   was hardly meant
 */
export function readFrontMatter(
  source: SourceFile,
  type: DocumentTypeName,
  timeZone?: string,
): { fields: Fields; errors: ContentError[]; warnings: ContentError[] } {
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  const fields: Fields = {
    strings: new Map(),
    dates: new Map(),
    booleans: new Map(),
    numbers: new Map(),
    lists: new Map(),
    cta: undefined,
  };
  if (source.frontMatter.length > maxLength) {
    errors.push({
      file: source.file,
      line: 1,
      column: 1,
      message: `front matter is ${source.frontMatter.length} characters long; expected at most ${maxLength}`,
      fix: 'end it with "---" after the last field, and move the rest into the text',
    });
    return { fields, errors, warnings };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(source.frontMatter, {
    lineCounter,
    version: '1.2',
    // It holds each key against all others; here, a set does.
    uniqueKeys: false,
    // Each would be shown with the lines around it.
    prettyErrors: false,
  });

  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: line + source.frontMatterLine - 1, column: col };
  };
  const report = (at: { line: number; column: number }, message: string, fix: string) =>
    errors.push({ file: source.file, line: at.line, column: at.column, message, fix });
  const at = (node: Node | null | undefined) => place(node?.range?.[0] ?? 0);

  const deep = document.errors.find((problem) => problem.message.includes('call stack'));
  if (deep)
    report(
      // How deep the parser comes depends on the process: the field is the same in each.
      place(fieldAt(source.frontMatter, deep.pos[0])),
      'front matter is nested too deeply to be read; expected "field: value" lines',
      'take out brackets, or put the value in quotes',
    );
  else
    for (const problem of document.errors.slice(0, maxErrors)) {
      const [reason = ''] = problem.message.split(/ at line \d+/);
      report(
        place(problem.pos[0]),
        `front matter is not YAML: ${reason}; expected "field: value" lines`,
        yamlFix(problem.code, reason),
      );
    }
  if (document.errors.length > 0) return { fields, errors, warnings };

  const root = document.contents;
  if (!isMap(root)) {
    const found = root === null ? 'nothing' : isSeq(root) ? 'a list' : 'a single text';
    report(
      root === null ? { line: 1, column: 1 } : at(root),
      `front matter is ${found}; expected a mapping of fields to values`,
      'write fields as "title: …", one a line',
    );
    return { fields, errors, warnings };
  }

  const model: Record<string, FieldDef> = frontMatter[type];
  for (const [pair, isRepeated] of pairsOf(root)) {
    const key = keyText(pair.key);
    const keyAt = at(pair.key as Node);
    if (isRepeated) reportTwice(keyAt);
    const field = Object.hasOwn(model, key) ? model[key] : undefined;
    if (!field) {
      const near = nearest(key, Object.keys(model));
      report(
        keyAt,
        `unknown field "${key}"; expected one of ${Object.keys(model).join(', ')}`,
        foreignFix(key, isScalar(pair.value) ? pair.value.value : undefined, type === 'Post') ??
          (near ? `did you mean "${near}"?` : 'delete the line'),
      );
      continue;
    }
    readField(key, field, pair.value as Node | null, keyAt);
  }
  for (const [key, field] of Object.entries(model))
    if (field.required && !root.has(key) && !misspelt(root, key, model))
      report(
        { line: 1, column: 1 },
        `the field "${key}" is missing; expected ${expectation(key, field)}`,
        `add a line "${key}: ${example(key, field)}"`,
      );
  return { fields, errors, warnings };

  /** In YAML, what follows ` #` is a comment: of `Weeknotes #12`, "Weeknotes" is left. */
  function warnOfComments(key: string, node: Node) {
    for (const value of isSeq(node) ? node.items : [node]) {
      if (!isScalar(value) || value.type !== 'PLAIN' || !value.range) continue;
      const [start, end] = value.range;
      const [comment] = /^[ \t]+#[^\n]*/.exec(source.frontMatter.slice(end)) ?? [];
      if (!comment) continue;
      const written = source.frontMatter.slice(start, end) + comment.trimEnd();
      warnings.push({
        file: source.file,
        ...place(end + comment.indexOf('#')),
        message: `"${key}" ends before the #, which begins a comment in YAML; expected a text that is shown as it is written`,
        fix: `put it in quotes if it belongs to the text: ${JSON.stringify(written)}`,
      });
    }
  }

  /** What stands after a field's name and a #. */
  function commentAfter({ line }: { line: number }): string | undefined {
    const written = source.frontMatter.split('\n')[line - source.frontMatterLine] ?? '';
    return /:\s+(#.*\S)/.exec(written)?.[1];
  }

  function reportTwice(place: { line: number; column: number }) {
    report(place, 'the field is written twice; expected each field once', 'delete one of the two');
  }

  function readField(
    key: string,
    field: FieldDef,
    node: Node | null,
    keyAt: { line: number; column: number },
  ) {
    const nodeAt = node?.range ? at(node) : keyAt;
    const wrong = (found: string, fix?: string) =>
      report(
        nodeAt,
        `"${key}" is ${found}; expected ${expectation(key, field)}`,
        fix ||
          (found === 'empty' && !field.required
            ? 'write one, or delete the line'
            : `write "${key}: ${example(key, field)}"`),
      );
    if (node === null || (isScalar(node) && node.value === null)) {
      const comment = commentAfter(keyAt);
      if (comment) wrong('empty, as # begins a comment', commentFix(key, field, comment));
      else wrong('empty');
      return;
    }
    if (key === 'cta') {
      readCta(node, wrong);
      return;
    }
    if (field.type === 'string' || field.type === 'list') warnOfComments(key, node);
    switch (field.type) {
      case 'list':
        // `related: false` asks for no recommendations.
        if (key === 'related' && isScalar(node) && node.value === false) {
          fields.booleans.set(key, { value: false, ...nodeAt });
          return;
        }
        if (!isSeq(node)) {
          const value = isScalar(node) && typeof node.value === 'string' ? node.value.trim() : '';
          return wrong(describeNode(node), value && `write "${key}: [${value}]"`);
        }
        fields.lists.set(
          key,
          node.items.flatMap((item) => {
            if (isScalar(item) && typeof item.value === 'string') {
              if (!isPrintable(key, item.value, at(item))) return [];
              const value = textOf(key, item.value);
              if (value !== '') return [{ value, ...at(item) }];
            }
            report(
              at(item as Node),
              `"${key}" holds ${describeNode(item as Node)}; expected a list of texts`,
              `write "${key}: ${example(key, field)}"${isScalar(item) && item.value !== null && item.value !== '' ? `, with ${String(item.source ?? item.value)} in quotes` : ''}`,
            );
            return [];
          }),
        );
        return;
      case 'boolean':
        if (!isScalar(node) || typeof node.value !== 'boolean') {
          const meant = isScalar(node) ? truthOf(node.value) : undefined;
          return wrong(describeNode(node), meant === undefined ? undefined : `write "${key}: ${meant}"`);
        }
        fields.booleans.set(key, { value: node.value, ...nodeAt });
        return;
      case 'number':
        if (
          !isScalar(node) ||
          typeof node.value !== 'number' ||
          !Number.isInteger(node.value) ||
          node.value < 1 ||
          node.value > maxNumber
        )
          return wrong(describeNode(node));
        fields.numbers.set(key, { value: node.value, ...nodeAt });
        return;
      case 'date': {
        const text = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
        const date = text === undefined ? 'format' : parseContentDate(text, timeZone);
        if (typeof date === 'string') {
          const [message, fix] = dateHint(key, date, text ?? describeNode(node));
          report(nodeAt, message, fix);
          return;
        }
        fields.dates.set(key, { value: date, ...nodeAt });
        return;
      }
      default: {
        if (!isScalar(node) || typeof node.value !== 'string') {
          // A title such as 1984 or true is a text to its author, whatever YAML makes of it.
          const source = isScalar(node) ? node.source : undefined;
          if (source === undefined || key !== 'title')
            return wrong(describeNode(node), source && `write it in quotes: ${key}: "${source}"`);
          fields.strings.set(key, { value: source, ...nodeAt });
          return;
        }
        if (!isPrintable(key, node.value, nodeAt)) return;
        const value = textOf(key, node.value);
        if (value === '') return wrong('empty');
        fields.strings.set(key, { value, ...nodeAt });
      }
    }
  }

  /** Reports a text with characters that no reader can be shown, and some formats cannot hold. */
  function isPrintable(key: string, text: string, where: { line: number; column: number }): boolean {
    const pile = pileIn(text);
    if (pile) report(where, `"${key}" is wrong: ${pile.message}`, pile.fix);
    const character = unprintableIn(text);
    if (character !== undefined)
      report(
        where,
        `"${key}" holds the character ${character}, which cannot be shown; expected text`,
        'delete the character, or write the field again by hand',
      );
    return character === undefined && !pile;
  }

  function readCta(node: Node, wrong: (found: string, fix?: string) => void) {
    if (isScalar(node) && node.value === false) {
      fields.cta = { value: false, ...at(node) };
      return;
    }
    if (!isMap(node))
      return wrong(
        describeNode(node),
        'write "cta: false" for none, or heading, text, label and href under it',
      );
    const cta: Record<string, string> = {};
    for (const [{ key, value }, isRepeated] of pairsOf(node)) {
      const name = keyText(key);
      if (isRepeated) reportTwice(at(key as Node));
      if (!Object.hasOwn(ctaFields, name)) {
        const near = nearest(name, Object.keys(ctaFields));
        report(
          at(key as Node),
          `unknown field "${name}" in cta; expected ${Object.keys(ctaFields).join(', ')}`,
          near ? `did you mean "${near}"?` : 'delete the line',
        );
      } else if (!isScalar(value) || typeof value.value !== 'string' || value.value.trim() === '')
        report(
          at((value ?? key) as Node),
          `"cta.${name}" is ${describeNode(value as Node)}; expected a text`,
          `write "${name}: some text"`,
        );
      else if (isPrintable(`cta.${name}`, value.value, at(value))) cta[name] = value.value.trim();
    }
    for (const name of Object.keys(ctaFields))
      if (!node.has(name))
        report(
          at(node),
          `"cta" has no ${name}; expected ${Object.keys(ctaFields).join(', ')}`,
          `add "${name}: …" under cta`,
        );
    const { heading, text, label, href } = cta;
    if (href !== undefined && !isLinkTarget(href))
      report(
        at(node.get('href', true) as Node),
        `"cta.href" is ${JSON.stringify(withoutPassword(href))}; expected a path such as /about/ or an absolute URL without a password`,
        'write "href: https://…" or "href: /about/"',
      );
    else if (heading && text && label && href)
      fields.cta = { value: { heading, text, label, href }, ...at(node.get('href', true) as Node) };
  }
}

/** Fields that name something: a file, a topic, a part of an address. */
const naming = new Set(['authors', 'related', 'series', 'slug', 'tags', 'translationOf', 'unrelated']);

/** A text in one line and in NFC. A name has no letters in it that nobody sees. */
function textOf(key: string, written: string): string {
  const text = written.trim().replace(/\s+/g, ' ').normalize('NFC');
  return naming.has(key) ? withoutInvisible(text) : text;
}

/** A key as text. One that is a list or a mapping is not written out: its text may be exponentially long. */
const keyText = (key: unknown) => (isScalar(key) ? String(key.value) : '?');

/** The pairs of a mapping, each with whether its key has been there before. */
function pairsOf({ items }: YAMLMap): [pair: YAMLMap['items'][number], isRepeated: boolean][] {
  const keys = new Set<string>();
  return items.map((pair) => {
    const key = keyText(pair.key);
    const isRepeated = keys.has(key);
    keys.add(key);
    return [pair, isRepeated];
  });
}

/** Whether an unknown field is the required one misspelt: then it is reported once, there. */
function misspelt(root: YAMLMap, key: string, model: Record<string, FieldDef>): boolean {
  return root.items.some((pair) => {
    const name = keyText(pair.key);
    return !Object.hasOwn(model, name) && nearest(name, Object.keys(model)) === key;
  });
}

/** Where the field begins that an offset is in: a line that is neither indented nor a comment. */
function fieldAt(frontMatter: string, offset: number): number {
  let start = frontMatter.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0 && /[\s#]/.test(frontMatter[start] ?? ''))
    start = frontMatter.lastIndexOf('\n', start - 2) + 1;
  return start;
}
