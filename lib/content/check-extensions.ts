import { existsSync, readdirSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import { directives } from '@/extensions/directives';
import { fields } from '@/extensions/fields';
import { pages } from '@/extensions/pages';
import { extensionsDir } from '../cache/paths';
import { allRoutes } from '../config/routes';
import { ourDirectives } from '../markdown/directives';
import { addressKey, aliasPath, aliasProblem } from '../util/addresses';
import { UserError } from '../util/errors';
import { nearest } from '../util/nearest';
import { computedNames, model } from './model';
import { isOurAddress } from './site-addresses';

/** The names of our fields, of any document: the code reads some of them whatever the type is. */
const ourFields = new Set([
  ...Object.values(model).flatMap((fields) => Object.keys(fields)),
  ...computedNames,
  'fields',
  'type',
]);

/** The first segments of the addresses of our pages that depend on the content. */
const ourFolders = new Set(
  allRoutes.flatMap(([route]) => /^\/(?!posts\/)([\w-]+)\/\[/.exec(route)?.[1] ?? []),
);

/** The types of fields, as Contentlayer names them. */
const fieldTypes = ['string', 'boolean', 'number', 'date', 'enum', 'list'];

/**
 * Checks the owner's extensions, except their components, which only Next loads.
 *
 * @throws {UserError} with every problem, one per line
 */
export function checkExtensions(): void {
  const problems = [
    ...misnamedModules(),
    ...checkFields(fields).map((problem) => `extensions/fields.ts: ${problem}`),
    ...checkDirectives(directives).map((problem) => `extensions/directives.ts: ${problem}`),
    ...checkPages(pages).map((problem) => `extensions/pages.ts: ${problem}`),
  ];
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

/** The names of the modules. */
const modules = ['components', 'directives', 'fields', 'pages'];

/** Files that were probably meant to be modules, which would be ignored without a word. */
function misnamedModules(): string[] {
  const files = existsSync(extensionsDir) ? readdirSync(extensionsDir) : [];
  const names = files.map((file) => file.replace(/\.[jt]sx?$/, ''));
  return files.flatMap((file, at) => {
    const name = names[at] ?? '';
    const meant = modules.find((module) => distance(module, name.toLowerCase()) === 1);
    if (!meant || modules.includes(name) || names.includes(meant)) return [];
    return [`extensions/${file}: nothing loads this file; expected the name ${file.replace(name, meant)}`];
  });
}

/** The properties of a value; empty if it is not an object. Owners may not check types. */
const entriesOf = (value: unknown): [string, Record<string, unknown>][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, inner]) => [name, Object(inner) as Record<string, unknown>])
    : [];

function checkFields(written: unknown): string[] {
  const types = Object.keys(model);
  return entriesOf(written).flatMap(([type, ofType]) => {
    if (!types.includes(type))
      return [`unknown document type ${type}; expected ${nearest(type, types) ?? types.join(', ')}`];
    return entriesOf(ofType).flatMap(([name, field]) => {
      const place = `${type}.${name}`;
      if (ourFields.has(name))
        return [`${place}: Letterpress has a field of this name; expected another name`];
      if (!/^[a-z]\w*$/i.test(name)) return [`${place}: expected a name of letters, digits and _`];
      const { type: kind, options, of: items } = field;
      if (!fieldTypes.includes(String(kind)))
        return [
          `${place}: the type is ${JSON.stringify(kind)}; expected ${nearest(String(kind), fieldTypes) ?? fieldTypes.join(', ')}`,
        ];
      if (kind === 'enum' && !(Array.isArray(options) && options.length > 0 && options.every(isText)))
        return [`${place}: expected "options", a list of strings`];
      if (kind === 'list' && Object(items).type !== 'string')
        return [`${place}: expected "of: { type: 'string' }", because lists contain strings`];
      const preset = field.default;
      const isRight =
        preset === undefined ||
        (kind === 'enum'
          ? Array.isArray(options) && options.includes(preset)
          : typeof preset === kind && kind !== 'date');
      return isRight ? [] : [`${place}: the default ${JSON.stringify(preset)} is not a valid value`];
    });
  });
}

function checkDirectives(written: unknown): string[] {
  return entriesOf(written).flatMap(([name, directive]) => {
    const { form, example, attributes = [], required, html } = directive;
    if (ourDirectives.includes(name) || name === 'content')
      return [`${name}: Letterpress has a directive of this name; expected another name`];
    if (!/^[a-z][a-z0-9-]*$/.test(name))
      return [`${name}: expected a name of lowercase letters, digits and hyphens`];
    const problems: string[] = [];
    if (form !== 'container' && form !== 'leaf')
      problems.push(`${name}: "form" is ${JSON.stringify(form)}; expected "container" or "leaf"`);
    if (typeof example !== 'string')
      problems.push(`${name}: "example" is missing; expected a complete example`);
    if (typeof html !== 'function') problems.push(`${name}: "html" is missing; expected a function`);
    const names: unknown[] = Array.isArray(attributes) ? attributes : [attributes];
    for (const attribute of names)
      if (typeof attribute !== 'string' || !/^(?!on|style$|class$|id$)[a-z][a-z0-9]*$/.test(attribute))
        problems.push(
          `${name}: the attribute ${JSON.stringify(attribute)} is not possible; expected lowercase letters and digits, other than id, class, style and on…`,
        );
    const { attribute: wanted, expected } = Object(required);
    if (required !== undefined && !names.includes(wanted))
      problems.push(`${name}: the required attribute is not one of "attributes"`);
    if (required !== undefined && typeof expected !== 'string')
      problems.push(`${name}: "required" has no "expected"; expected what the value should be`);
    return problems;
  });
}

function checkPages(written: unknown): string[] {
  return entriesOf(written).flatMap(([path, page]) => {
    const { title, description, props } = page;
    if (!/^(?:\/[^/]+)+\/$/.test(path) || aliasProblem(path) || aliasPath(path) !== path)
      return [
        `${path}: expected an address such as /projects/, with a slash at both ends, not percent-encoded`,
      ];
    const problems: string[] = [];
    if (isOurAddress(path) || ourFolders.has(path.split('/')[1] ?? ''))
      problems.push(`${path}: Letterpress has a page or file there; expected another address`);
    const same = Object.keys(Object(written)).find(
      (other) => other !== path && addressKey(other) === addressKey(path),
    );
    if (same !== undefined && same < path)
      problems.push(`${path}: the same address as ${same}; expected each once`);
    for (const [name, value] of [
      ['title', title],
      ['description', description],
    ] as const)
      if (!isText(value) || value.trim() === '')
        problems.push(`${path}: "${name}" is missing; expected a string`);
    if (typeof props !== 'function')
      problems.push(`${path}: "props" is missing; expected a function, such as () => ({})`);
    return problems;
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';
