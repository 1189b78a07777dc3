import type { Element, ElementContent, Properties, Root } from 'hast';
import { h } from 'hastscript';
import { escapeAttribute } from '../util/text';
import { visit } from '../util/visit';
import { parseFragment } from './html';

/** HTML that can be inserted into other HTML as it is. */
export class Html {
  constructor(readonly source: string) {}
}

type Value = string | number | Html | readonly Value[] | false | null | undefined;

/** Makes HTML from a template. Escapes every value except HTML; `false`, `null` and `undefined` are left out. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.map((part, at) => part + sourceOf(values[at])).join(''));
}

function sourceOf(value: Value): string {
  if (value instanceof Html) return value.source;
  if (value === false || value === null || value === undefined) return '';
  return typeof value === 'object' ? value.map(sourceOf).join('') : escapeAttribute(String(value));
}

/** What the function of a directive gets. */
export interface DirectiveProps {
  /** The attributes that the author wrote, by name. */
  attributes: Readonly<Record<string, string | undefined>>;
  /** The rendered text of the directive, to be inserted at most once. */
  content: Html;
}

/** A directive of the owner's: `:::name` to `:::`, or `::name[text]{attribute="…"}` on one line. */
export interface ExtensionDirective {
  form: 'container' | 'leaf';
  /** A complete example, for messages. */
  example: string;
  /** Lowercase. `src`, `poster` and `href` may name files next to the post, and pages of the site. */
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
  const written = new Map(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));
  const attributes = Object.fromEntries(
    names.flatMap((key) => (written.has(key) ? [[key, asText(written.get(key))]] : [])),
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
  const problem = problemIn(tree);
  if (problem) throw new DirectiveError(`the HTML of ${name} contains ${problem}, which pages cannot have`);
  let isInserted = false;
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== contentTag || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1, ...(isInserted ? [] : children));
    isInserted = true;
    return index + children.length;
  });
  const [first, ...others] = tree.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return first?.type === 'element' && others.length === 0
    ? first
    : h('div', tree.children as ElementContent[]);
}

/** Properties may be numbers, booleans or lists, depending on the name. */
const asText = (value: Properties[string]) => (value === true ? '' : [value].flat().join(' '));

/**
 * The words that a directive shows, on one line.
 *
 * @param label its own text
 * @returns empty if it has none, or its function fails
 */
export function wordsOf(
  name: string,
  directive: ExtensionDirective,
  attributes: Properties,
  label: string,
): string {
  try {
    const children: ElementContent[] = label ? [{ type: 'text', value: label }] : [];
    return spacedText(shapeExtension(name, directive, attributes, children))
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
const refused = new Set([
  'animate',
  'base',
  'body',
  'button',
  'embed',
  'foreignobject',
  'form',
  'frame',
  'frameset',
  'head',
  'html',
  'iframe',
  'input',
  'link',
  'meta',
  'noscript',
  'object',
  'script',
  'select',
  'set',
  'style',
  'template',
  'textarea',
  'title',
]);

function problemIn(tree: Root): string | undefined {
  let problem: string | undefined;
  visit(tree, 'element', ({ tagName, properties }, _index, parent) => {
    const name = tagName.toLowerCase();
    // In SVG, <title> is the name of a drawing.
    const isInDrawing = parent?.type === 'element' && name === 'title';
    if (refused.has(name) && !isInDrawing) problem ??= `<${name}>`;
    for (const [property, value] of Object.entries(properties)) {
      if (/^on/i.test(property)) problem ??= `the attribute ${property.toLowerCase()}`;
      else if (property === 'style') problem ??= 'a style attribute (use a class)';
      else if (
        /^(?:javascript|vbscript|data|blob):/i.test(String(value).replace(/[^!-~]/g, '')) &&
        /href|src|poster|cite|action|data/i.test(property)
      )
        problem ??= `${property.toLowerCase()}=${JSON.stringify(String(value).slice(0, 40))}`;
    }
  });
  return problem;
}
