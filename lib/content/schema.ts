import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { workDir } from '../cache/paths';
import { licenseIds } from '../config/license';
import { dateTime } from '../util/dates';
import { writeWhole } from '../util/files';
import { timecode } from '../util/timecode';
import { extensionFields } from './extension-fields';
import type { FieldDef } from './field-def';
import { fieldDescriptions } from './field-descriptions';
import type { ContentFile } from './files';
import { ignoredPrefix } from './front-matter';
import { maxPosition } from './hints';
import { callToActionFields, type DocumentTypeName, type Fields, fieldsOf, folders, model } from './model';

/** A JSON Schema of draft 7, which every editor supports. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** What an author may choose from, by the name of the field. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** Where the schemas are written. */
export const schemaDir = join(workDir, 'schema');

/** More choices than this are no help in a menu. */
const maxChoices = 1000;

const notEmpty = '\\S';
const none = { type: 'null' };
const text = { type: 'string', pattern: notEmpty };
const date = { type: 'string', pattern: dateTime.source };

/**
 * Describes the front matter of a document type, for editors. It accepts what `readFrontMatter` accepts, and
 * rejects missing, unknown and wrongly typed fields. What depends on other files is left to `npm run check`.
 *
 * @param choices values to offer for the fields that have some
 * @param isDateRequired whether posts need a `date`. If file names begin with dates, they do not
 */
export function schemaOf(type: DocumentTypeName, choices: Choices, isDateRequired = true): JsonSchema {
  const fields = fieldsOf(type);
  const properties = Object.fromEntries<JsonSchema>(
    fields.map(([name, field]) => [
      name,
      { description: descriptionOf(type, name), ...valuesIn(name, field, choices) },
    ]),
  );
  const hasAuthors = 'authors' in properties;
  if (hasAuthors) properties.author = { ...properties.authors, description: 'The same as `authors`.' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `The front matter of a file in ${folders[type]}/`,
    type: 'object',
    required: fields.flatMap(([name, { required }]) =>
      required && (name !== 'date' || isDateRequired) ? name : [],
    ),
    properties,
    patternProperties: {
      [`^${ignoredPrefix}`]: { description: 'For your own tools: Letterpress ignores it.' },
    },
    additionalProperties: false,
    ...(hasAuthors && { not: { required: ['author', 'authors'] } }),
  };
}

function descriptionOf(type: DocumentTypeName, name: string): string | undefined {
  const ours: Readonly<Record<string, string>> = fieldDescriptions[type];
  return Object.hasOwn(ours, name) ? ours[name] : extensionFields[type]?.[name]?.description;
}

/** What is valid in a field. An empty field is ignored, unless it is required. */
function valuesIn(name: string, field: FieldDef, choices: Choices): JsonSchema {
  const values = typesOf(name, field, choices);
  if (field.orFalse) values.push({ const: false });
  if (!field.required) values.push(none);
  const [only, ...others] = values;
  return {
    ...(others.length === 0 ? only : { anyOf: values }),
    ...(field.default !== undefined && { default: field.default }),
  };
}

function typesOf(name: string, field: FieldDef, choices: Choices): JsonSchema[] {
  const examples = examplesOf(name, choices);
  switch (field.type) {
    case 'boolean':
      return [{ type: 'boolean' }];
    case 'number':
      return [field.isPosition ? { type: 'integer', minimum: 1, maximum: maxPosition } : { type: 'number' }];
    case 'date':
      return [
        { type: 'string', format: 'date' },
        { ...date, minLength: 'YYYY-MM-DDTHH:MM'.length },
      ];
    case 'list':
      return [
        { type: 'array', items: { type: ['string', 'null'], ...examples } },
        { type: 'string', pattern: '^[^,;]*$', ...examples },
      ];
    case 'changes':
      return [{ type: 'object', propertyNames: date, additionalProperties: text }];
    case 'chapters':
      return [
        {
          type: 'object',
          propertyNames: { pattern: timecode.source },
          additionalProperties: { type: ['string', 'number', 'boolean'], pattern: notEmpty },
        },
      ];
    case 'callToAction':
      return [
        {
          type: 'object',
          required: [...callToActionFields],
          properties: Object.fromEntries(callToActionFields.map((part) => [part, text])),
          additionalProperties: false,
        },
      ];
    default:
      if (field.options) return [{ enum: field.options.flatMap(asWritten) }];
      return [
        {
          type: field.acceptsScalars ? ['string', 'number', 'boolean'] : 'string',
          ...(field.required && { pattern: notEmpty }),
          ...examples,
        },
      ];
  }
}

function examplesOf(name: string, choices: Choices): JsonSchema {
  const examples = name === 'license' ? licenseIds : choices.get(name);
  return examples && examples.length > 0 ? { examples } : {};
}

/** An option as a string and, if YAML reads it as something else without quotes, as that. */
function asWritten(option: string): unknown[] {
  const { contents } = parseDocument(option);
  const value = isScalar(contents) ? contents.value : option;
  return typeof value === 'number' || typeof value === 'boolean' ? [option, value] : [option];
}

/**
 * Writes the schemas of all document types to `.letterpress/schema/`, if they have changed: `posts.json`,
 * `authors.json`, `series.json` and `pages.json`, named after the folders of the documents.
 *
 * @param documents those of the publication, also if they have errors
 */
export function writeSchemas(
  documents: readonly { file: ContentFile; slug: string; fields: Fields }[],
): void {
  const idsOf = (type: DocumentTypeName) =>
    documents.filter(({ file }) => file.type === type).map(({ slug }) => slug);
  const tags = documents.flatMap(({ fields }) => fields.tags?.value.map(({ value }) => value) ?? []);
  const choices: Choices = new Map(
    Object.entries({ authors: idsOf('Author'), series: idsOf('Series'), tags }).map(([name, values]) => [
      name,
      [...new Set(values)].sort().slice(0, maxChoices),
    ]),
  );
  const isDated = documents.some(({ file }) => file.type === 'Post' && /^\d{4}-\d{2}-\d{2}-/.test(file.name));
  mkdirSync(schemaDir, { recursive: true });
  for (const type of Object.keys(model) as DocumentTypeName[]) {
    const file = join(schemaDir, `${folders[type]}.json`);
    const schema = `${JSON.stringify(schemaOf(type, choices, !isDated), null, 2)}\n`;
    if (!existsSync(file) || readFileSync(file, 'utf8') !== schema) writeWhole(file, schema);
  }
}
