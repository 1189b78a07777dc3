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
        return `${pathText([...place, key])}: unknown option${known ? `; did you mean ${known}?` : `. See ${definition}`}`;
      });
    const found = place.reduce<unknown>((value, step) => Object(value)[step], written);
    const expected =
      issue.code === 'invalid_type' ? `expected ${kinds[issue.expected] ?? issue.expected}` : issue.message;
    // It is reported once, as an unknown option.
    const isMisspelled =
      found === undefined &&
      (error?.issues ?? []).some(
        (other) =>
          other.code === 'unrecognized_keys' &&
          other.path.join() === place.slice(0, -1).join() &&
          other.keys.some((key) => distance(key, String(place.at(-1))) < 3),
      );
    if (isMisspelled) return [];
    return `${pathText(place) || name}: ${found === undefined ? `missing; ${expected}` : `${expected}, found ${show(found)}`}`;
  });
}

/** A place in a configuration, such as `navigation[3].label`. */
const pathText = (path: readonly (string | number)[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at > 0 ? `.${step}` : step)).join('');

/** The keys of the object at a place in a configuration. */
function keysAt(shape: z.ZodTypeAny, [step, ...steps]: (string | number)[]): string[] {
  if (shape instanceof z.ZodOptional)
    return keysAt(shape.unwrap(), step === undefined ? [] : [step, ...steps]);
  if (shape instanceof z.ZodArray) return keysAt(shape.element, steps);
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
