import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { show } from './site-config';

/**
 * Lists what is wrong with the types of a configuration.
 *
 * @param name what the message calls the whole configuration
 * @param definition the file that defines its fields
 */
export function shapeProblems(
  shape: z.ZodObject<z.ZodRawShape>,
  written: unknown,
  name: string,
  definition: string,
): string[] {
  const { error } = shape.safeParse(written);
  return (error?.issues ?? []).flatMap((issue) => {
    const place = [...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => {
        const known = keysAt(shape, place).find((candidate) => distance(candidate, key) < 3);
        return `${[...place, key].join('.')}: unknown${known ? `; expected ${known}` : `. See ${definition}`}`;
      });
    const found = place.reduce<unknown>((value, step) => Object(value)[step], written);
    const expected =
      issue.code === 'invalid_type' ? `expected ${kinds[issue.expected] ?? issue.expected}` : issue.message;
    return `${place.join('.') || name}: ${expected}, found ${found === undefined ? 'nothing' : show(found)}`;
  });
}

/** The keys of the object at a place in a configuration. */
function keysAt(shape: z.ZodTypeAny, [step, ...steps]: (string | number)[]): string[] {
  if (shape instanceof z.ZodOptional)
    return keysAt(shape.unwrap(), step === undefined ? [] : [step, ...steps]);
  if (!(shape instanceof z.ZodObject)) return [];
  const fields = shape.shape as z.ZodRawShape;
  if (step === undefined) return Object.keys(fields);
  const inner = fields[step];
  return inner ? keysAt(inner, steps) : [];
}

/** The names of types, for messages. */
const kinds: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
