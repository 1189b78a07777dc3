import { fields } from '@/extensions/fields';
import { nearest } from '../util/nearest';
import type { FieldDef, Invalid } from './field-def';

/** A field that an owner adds to the front matter, in Contentlayer's terms. */
export type ExtensionField = { required?: boolean; description?: string } & (
  | { type: 'string'; default?: string }
  | { type: 'boolean'; default?: boolean }
  | { type: 'number'; default?: number }
  /** In front matter a date, or a date and time; in props RFC 3339 in UTC. */
  | { type: 'date' }
  | { type: 'enum'; options: readonly string[]; default?: string }
  /** In props an array, which may be empty. */
  | { type: 'list'; of: { type: 'string' } }
);

/** What `extensions/fields.ts` exports: the fields of each document type, by name. */
export type ExtensionFields = {
  readonly [T in 'Post' | 'Author' | 'Series' | 'Page']?: Readonly<Record<string, ExtensionField>>;
};

type Own = typeof fields;
type OwnFields<T> = T extends keyof Own ? Own[T] : Record<never, never>;

type ValueOf<F> =
  | (F extends { type: 'enum'; options: readonly (infer O)[] }
      ? O
      : F extends { type: 'list' }
        ? string[]
        : F extends { type: 'boolean' }
          ? boolean
          : F extends { type: 'number' }
            ? number
            : string)
  | (F extends { required: true } | { default: unknown } | { type: 'list' } ? never : undefined);

/** The values of the owner's fields of a document. */
export type ExtensionValues<T> = { readonly [K in keyof OwnFields<T>]: ValueOf<OwnFields<T>[K]> };

/** The owner's fields of each document type. */
export const extensionFields: ExtensionFields = fields;

/** A field of the owner's in the terms of the content model. */
export function fieldDefOf(name: string, field: ExtensionField): FieldDef {
  const required = field.required ? ({ required: true } as const) : {};
  switch (field.type) {
    case 'enum':
      return {
        type: 'string',
        options: field.options,
        acceptsScalars: true,
        check: (value) => problemOf(name, value, field.options),
        default: field.default,
        ...required,
      };
    case 'list':
    case 'date':
      return { type: field.type, ...required };
    default:
      return { type: field.type, default: field.default, ...required };
  }
}

function problemOf(name: string, value: string, options: readonly string[]): Invalid | undefined {
  if (options.includes(value)) return undefined;
  return {
    message: `"${name}" is ${JSON.stringify(value)}; expected one of ${options.join(', ')}`,
    fix: `write "${name}: ${nearest(value, options) ?? options.find((option) => option.startsWith(value)) ?? options[0]}"`,
  };
}
