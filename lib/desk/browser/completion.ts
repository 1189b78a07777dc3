import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { DocumentTypeName } from '../../content/model';
import type { FieldHelp } from '../fields';
import { frontMatterIn, yamlOf } from '../front-matter';
import type { ListedDocument } from './document-list';

/** What completion knows. */
export interface Known {
  path: string;
  documents(): readonly ListedDocument[];
  fields: Record<DocumentTypeName, FieldHelp[]> | undefined;
}

/** Completes fields and their values in the front matter, and links in the text. */
export const completions = (known: Known): Extension => [
  autocompletion({
    override: [
      (context) => frontMatterCompletions(context, known),
      (context) => linkCompletions(context, known),
    ],
    icons: false,
  }),
  keymap.of(completionKeymap),
];

function frontMatterCompletions(context: CompletionContext, known: Known): CompletionResult | null {
  const text = context.state.doc.toString();
  const bounds = frontMatterIn(text);
  if (!bounds || context.pos < bounds.from || context.pos > bounds.to) return null;
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (/^[\w-]*$/.test(before)) {
    if (before === '' && !context.explicit) return null;
    return { from: line.from, options: fieldOptions(text.slice(bounds.from, bounds.to), known) };
  }
  const [, name = fieldAbove(context, line.number)] = /^([\w-]+):\s/.exec(before) ?? [];
  const [typed = ''] = /[^[\],:"'-][^[\],:"']*$/.exec(before) ?? [];
  const word = typed.trimStart();
  if (word === '' && !context.explicit && !/[[,]\s?$|:\s$|-\s$/.test(before)) return null;
  const options = valueOptions(name, known);
  return options.length === 0 ? null : { from: context.pos - word.length, options };
}

/** The field that a line of a list belongs to. */
function fieldAbove({ state }: CompletionContext, number: number): string {
  for (let at = number; at > 0; at--) {
    const [, name] = /^([\w-]+):/.exec(state.doc.line(at).text) ?? [];
    if (name) return name;
  }
  return '';
}

function fieldOptions(frontMatter: string, { path, fields, documents }: Known): Completion[] {
  const type = documents().find((each) => each.path === path)?.type ?? 'Post';
  const used = new Set([...frontMatter.matchAll(/^([\w-]+):/gm)].map(([, name]) => name));
  return (fields?.[type] ?? [])
    .filter(({ name }) => !used.has(name))
    .map(({ name, expects, meaning, isList }) => ({
      label: name,
      apply: isList ? `${name}: [` : `${name}: `,
      detail: expects.length > 40 ? undefined : expects,
      info: meaning ? `${meaning}\n\nExpects ${expects}.` : `Expects ${expects}.`,
    }));
}

function valueOptions(field: string, { documents }: Known): Completion[] {
  const named = (type: DocumentTypeName, key: 'name' | 'slug') =>
    documents()
      .filter((each) => each.type === type)
      .map((each) => ({ label: each[key], detail: each.title }));
  switch (field) {
    case 'authors':
    case 'author':
      return named('Author', 'name');
    case 'series':
      return named('Series', 'name');
    case 'related':
    case 'unrelated':
    case 'translationOf':
      return named('Post', 'slug');
    case 'tags':
      return tagOptions(documents());
    case 'draft':
    case 'toc':
    case 'noindex':
      return [{ label: 'true' }, { label: 'false' }];
    default:
      return [];
  }
}

function tagOptions(documents: readonly ListedDocument[]): Completion[] {
  const counts = new Map<string, number>();
  for (const tag of documents.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({
    label: tag,
    apply: /^[\p{L}\d][\p{L}\d .+-]*$/u.test(tag) ? tag : yamlOf(tag),
    detail: `${count} ${count === 1 ? 'post' : 'posts'}`,
    boost: Math.min(count, 50),
  }));
}

/** The target of a link: `](…`. Documents by title and path, then the headings of a document after `#`. */
function linkCompletions(context: CompletionContext, { path, documents }: Known): CompletionResult | null {
  const found = context.matchBefore(/\]\([^()\s]*/);
  if (!found) return null;
  const from = found.from + 2;
  const typed = found.text.slice(2);
  const [target = '', fragment] = typed.split('#');
  const relativeTo = (other: string) => relative(path, other);
  if (fragment !== undefined) {
    const document = documents().find((each) =>
      target ? relativeTo(each.path) === target : each.path === path,
    );
    return {
      from: from + target.length + 1,
      options: (document?.headings ?? []).map(({ id, text }) => ({
        label: text,
        detail: `#${id}`,
        apply: id,
      })),
    };
  }
  const words = typed.toLowerCase().split(/[/.-]/);
  const options = documents()
    .filter(
      (each) =>
        each.path !== path &&
        words.every((word) => `${each.title} ${each.path}`.toLowerCase().includes(word)),
    )
    .map((each) => ({ label: each.title, detail: relativeTo(each.path), apply: relativeTo(each.path) }));
  return { from, options, filter: false };
}

/** The path from one document to another. */
export function relative(from: string, to: string): string {
  const [start, end] = [from.split('/').slice(0, -1), to.split('/')];
  while (start.length > 0 && end.length > 1 && start[0] === end[0]) {
    start.shift();
    end.shift();
  }
  return encodeURI([...start.map(() => '..'), ...end].join('/'));
}
