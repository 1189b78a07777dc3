import type { Element, ElementContent, Parents, Properties, Root } from 'hast';
import { h } from 'hastscript';
import { escapeAttribute, shortened } from '../util/text';
import { visit } from '../util/visit';
import { parseFragment } from './html';
import { marks } from './segments';

/** HTML that can be inserted into other HTML as it is. */
export class Html {
  constructor(readonly source: string) {}
}

type Value = string | number | Html | readonly Value[] | false | null | undefined;

/**
 * Makes HTML from a template. Escapes every value except HTML; `false`, `null` and `undefined` are left out.
 *
 * @throws {Error} for a value in a tag that is not in quotes, where it could add attributes
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let written = '';
  for (const [at, part] of parts.entries()) {
    written += part;
    if (at === values.length) break;
    if (isInTag(written)) throw new Error(`expected quotes around the value after ${part.trim().slice(-40)}`);
    written += sourceOf(values[at]);
  }
  return new Html(written);
}

/** Whether HTML ends in a tag, outside of quotes. */
function isInTag(source: string): boolean {
  const tag = source.slice(source.lastIndexOf('<'));
  return /^<[a-z/](?:[^'">]|'[^']*'|"[^"]*")*$/i.test(tag);
}

function sourceOf(value: Value): string {
  if (value instanceof Html) return value.source;
  if (value === false || value === null || value === undefined) return '';
  return typeof value === 'object'
    ? value.map(sourceOf).join('')
    : escapeAttribute(String(value)).replaceAll("'", '&#39;');
}

/** What the function of a directive gets. */
export interface DirectiveProps {
  /**
   * The attributes that the author wrote, by name. The values of `src`, `poster` and `href` stand for addresses that
   * are known later: put them into attributes of these names only.
   */
  attributes: Readonly<Record<string, string | undefined>>;
  /** The rendered text of the directive, to be inserted once. */
  content: Html;
}

/** An owner's directive: `:::name` to `:::`, or `::name[text]{attribute="…"}` on one line. */
export interface ExtensionDirective {
  form: 'container' | 'leaf';
  /** A complete example, for messages. */
  example: string;
  /** Lowercase. `src` and `poster` may name files next to the post, `href` a page of the site. */
  attributes?: readonly string[];
  /** An attribute that it must have, and what is expected as its value. */
  required?: { attribute: string; expected: string };
  /**
   * Makes the HTML, without scripts, styles and forms. The text in it is also that of search and of the
   * Markdown copy. Throw an error with a message for the author if an attribute is not valid.
   */
  html(props: DirectiveProps): Html;
}

/** What `extensions/directives.ts` exports: directives by name. */
export type ExtensionDirectives = Readonly<Record<string, ExtensionDirective>>;

/** Where the content goes until the HTML is parsed. Authors cannot write such an element. */
const contentTag = 'lp-content';

/** The HTML of the owner's directive is not allowed, or its function has failed. The message is for the author. */
export class DirectiveError extends Error {}

/**
 * Calls the function of a directive.
 *
 * @param children what takes the place of its content
 * @throws {DirectiveError}
 */
export function shapeExtension(
  name: string,
  { html: render, attributes: names = [] }: ExtensionDirective,
  properties: Properties,
  children: ElementContent[],
): Element {
  const addresses = addressNames.flatMap((key) => {
    const value = properties[key];
    return typeof value === 'string' ? [[key, value] as const] : [];
  });
  // The sanitizer has removed addresses that are not allowed.
  const written = Object.entries(attributesOf(properties));
  const attributes = Object.fromEntries(
    [...written.filter(([key]) => !isAddressName(key)), ...addresses].filter(([key]) => names.includes(key)),
  );
  let made: Html;
  try {
    made = render({ attributes, content: new Html(`<${contentTag}></${contentTag}>`) });
  } catch (error) {
    throw new DirectiveError(error instanceof Error ? error.message : String(error));
  }
  if (!(made instanceof Html))
    throw new DirectiveError(`the function of ${name} returns ${typeof made}; expected html\`…\``);
  const tree = parseFragment(made.source);
  const problem = problemIn(tree, new Set(addresses.map(([, value]) => value)));
  if (problem) throw new DirectiveError(`the HTML of ${name} contains ${problem}, which pages cannot have`);
  const places: { parent: Parents; index: number }[] = [];
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === contentTag && parent && index !== undefined) places.push({ parent, index });
  });
  const [place] = places;
  if (places.length > 1 || (!place && children.length > 0))
    throw new DirectiveError(
      `the HTML of ${name} contains its content ${places.length} times; expected once, so that no text is lost`,
    );
  place?.parent.children.splice(place.index, 1, ...children);
  const [first, ...others] = tree.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return first?.type === 'element' && others.length === 0
    ? first
    : h('div', tree.children as ElementContent[]);
}

/** The attributes that may name files next to the post, and pages of the site. */
export const addressNames = ['src', 'poster', 'href'] as const;

const isAddressName = (name: string) => addressNames.some((one) => one === name);

/** The properties of the element that stands for a directive until it is shaped. */
export const propertiesOf = (
  attributes: Readonly<Record<string, unknown>>,
  line: number | undefined,
): Properties => ({
  ...Object.fromEntries(
    addressNames.flatMap((key) => (key in attributes ? [[key, String(attributes[key])]] : [])),
  ),
  // As one property, because those of HTML would be changed: `coords` is a list, `start` a number.
  dataAttributes: JSON.stringify(attributes),
  dataLine: line,
});

/** The attributes of a directive as the author wrote them. @param properties from `propertiesOf` */
export const attributesOf = ({ dataAttributes }: Properties): Readonly<Record<string, string>> =>
  JSON.parse(String(dataAttributes ?? '{}'));

/**
 * The words that a directive shows, on one line.
 *
 * @param label its own text
 * @returns empty if it has none, or its function fails
 */
export function wordsOf(
  name: string,
  directive: ExtensionDirective,
  attributes: Readonly<Record<string, unknown>>,
  label: string,
): string {
  try {
    const children: ElementContent[] = label ? [{ type: 'text', value: label }] : [];
    return spacedText(shapeExtension(name, directive, propertiesOf(attributes, undefined), children))
      .replace(/\s+/g, ' ')
      .trim();
  } catch (error) {
    if (error instanceof DirectiveError) return '';
    throw error;
  }
}

const inline = new Set(
  'a abbr b bdi cite code em i kbd mark q s small span strong sub sup time tspan u var wbr'.split(' '),
);

/** The text of a node, with spaces between blocks. */
function spacedText(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  const text = node.children.map(spacedText).join('');
  return inline.has(node.tagName) ? text : ` ${text} `;
}

/** Elements that run or load code, leave the page, or would be in the wrong place. */
const refusedElements = new Set(
  `animate base body button embed feimage foreignobject form frame frameset head html iframe image input link meta
  noscript object script select set style template textarea title use`.split(/\s+/),
);

/** Attributes by which browser modules, or later steps of the build, find elements. */
const refusedData =
  /^data(?:attributes|block|body|clip|comments|copy|line|meta|offline|player|redirects|scheme|textsize|tools)$/;

/** @param addresses the marked addresses that the author wrote */
function problemIn(tree: Root, addresses: ReadonlySet<string>): string | undefined {
  let problem: string | undefined;
  visit(tree, 'element', ({ tagName, properties }, _index, parent) => {
    const name = tagName.toLowerCase();
    // In SVG, <title> is the name of a drawing.
    const isInDrawing = parent?.type === 'element' && name === 'title';
    if (refusedElements.has(name) && !isInDrawing) problem ??= `<${name}>`;
    for (const [property, value] of Object.entries(properties)) {
      const key = property.toLowerCase();
      const text = [value].flat().join(' ');
      if (/^on|^srcset$|^style$/.test(key)) problem ??= `the attribute ${key}`;
      else if (refusedData.test(key)) problem ??= `the attribute data-${key.slice(4)}`;
      else if (text.includes(contentTag)) problem ??= `its content in the attribute ${key}`;
      else if (Object.values(marks).some((mark) => text.includes(mark))) {
        if (!addresses.has(text) || !isAddressName(key))
          problem ??= `${key}=${JSON.stringify(shortened(text, 40))}, an address in the wrong place`;
      } else if (/^(?:javascript|vbscript|data|blob):/i.test(text.replace(/[^!-~]/g, '')))
        problem ??= `${key}=${JSON.stringify(shortened(text, 40))}`;
    }
  });
  return problem;
}
