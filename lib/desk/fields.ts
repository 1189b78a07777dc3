import { readFile } from 'node:fs/promises';
import { example, expectation } from '../content/hints';
import { type DocumentTypeName, fieldsOf } from '../content/model';

/** A field of the front matter, for completion. */
export interface FieldHelp {
  name: string;
  /** What it accepts, such as `a date`. */
  expects: string;
  /** What it means, from docs/writing.md. */
  meaning?: string;
  example: string;
  isList: boolean;
}

const types: DocumentTypeName[] = ['Post', 'Author', 'Series', 'Page'];

/** The fields of each document type, from the content model. */
export async function fieldHelp(): Promise<Record<DocumentTypeName, FieldHelp[]>> {
  const meanings = meaningsIn(await readFile('docs/writing.md', 'utf8').catch(() => ''));
  const helpOf = (type: DocumentTypeName): FieldHelp[] =>
    fieldsOf(type).map(([name, field]) => ({
      name,
      expects: expectation(field),
      meaning: meanings.get(name),
      example: example(field),
      isList: field.type === 'list',
    }));
  return Object.fromEntries(types.map((type) => [type, helpOf(type)])) as Record<
    DocumentTypeName,
    FieldHelp[]
  >;
}

/** The meaning of each field in the tables of the documentation: `| `name`, `other` | Meaning |`. */
function meaningsIn(documentation: string): Map<string, string> {
  const meanings = new Map<string, string>();
  for (const [, names = '', meaning = ''] of documentation.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (.+) \|$/gm))
    for (const [, name = ''] of names.matchAll(/`(\w+)`/g))
      if (!meanings.has(name)) meanings.set(name, meaning.replace(/\[([^\]]*)\]\([^)]*\)|`/g, '$1'));
  return meanings;
}
