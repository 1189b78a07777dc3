import type { Root, RootContent, Text } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { isHttpUrl, isSitePath } from '../util/urls';
import { visit } from '../util/visit';
import { directives, elementOf } from './directives';
import { embedOf } from './embeds';
import { addressNames } from './extension-directives';
import { isOfOwner } from './loaded-directives';

/**
 * The allowed HTML: GitHub's list, with media, `<mark>`, `<abbr>` and frames of known sites, and without
 * form fields other than those of task lists.
 */
const schema: Schema = {
  ...defaultSchema,
  // Ids are kept as written, or links in the page would break. `render.ts` reserves the ids that the
  // page itself uses.
  clobberPrefix: '',
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter((name) => name !== 'picture'),
    'abbr',
    'aside',
    'caption',
    'cite',
    'col',
    'colgroup',
    'dfn',
    'figcaption',
    'figure',
    'iframe',
    'mark',
    'meter',
    'progress',
    'small',
    'time',
    'track',
    'u',
    'video',
    'audio',
    'wbr',
    ...Object.keys(directives).map(elementOf),
  ],
  attributes: {
    ...defaultSchema.attributes,
    '*': [
      'id',
      'lang',
      'dir',
      'title',
      'align',
      'cite',
      'colSpan',
      'rowSpan',
      'headers',
      'scope',
      'start',
      'reversed',
      'open',
      'ariaLabel',
      'ariaDescribedBy',
      'ariaHidden',
    ],
    a: ['href', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteBackref', 'dataFootnoteRef', 'id'],
    code: [['className', /^language-./]],
    input: ['checked', ['disabled', true], ['type', 'checkbox']],
    pre: ['dataMeta'],
    iframe: ['src', 'title', 'width', 'height', 'allowFullScreen'],
    img: ['src', 'alt', 'width', 'height', 'title'],
    col: ['span'],
    colgroup: ['span'],
    meter: ['value', 'min', 'max', 'low', 'high', 'optimum'],
    progress: ['value', 'max'],
    source: ['src', 'type'],
    time: ['dateTime'],
    track: ['src', 'kind', 'srcLang', 'label', 'default'],
    video: ['src', 'poster', 'width', 'height', 'controls', 'loop', 'muted', 'playsInline'],
    audio: ['src', 'controls', 'loop', 'muted'],
    ...Object.fromEntries(
      Object.entries(directives).map(([name, { attributes = [] }]) => [
        elementOf(name),
        isOfOwner(name) ? [...addressNames, 'dataAttributes', 'dataLine'] : [...attributes],
      ]),
    ),
  },
  ancestors: {
    ...defaultSchema.ancestors,
    source: ['audio', 'video'],
    track: ['audio', 'video'],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel', 'sms', 'geo', 'xmpp', 'irc', 'ircs', 'magnet'],
    poster: ['http', 'https'],
  },
  // The text of a script or style is not prose, so it is removed with its element.
  strip: [
    'script',
    'style',
    'template',
    'title',
    'textarea',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
    'svg',
    'math',
  ],
};

/** Whether an element is kept. Otherwise, at most its content is. @param name in lower case */
export const isKeptElement = (name: string) =>
  !name.startsWith(elementOf('')) && (schema.tagNames?.includes(name) ?? false);

/** Whether an element is removed with its content. @param name in lower case */
export const losesItsContent = (name: string) => schema.strip?.includes(name) ?? false;

/**
 * Whether an attribute of a kept element is kept.
 *
 * @param element in lower case
 * @param attribute in lower case
 */
export function isKeptAttribute(element: string, attribute: string, value: string): boolean {
  // Before HTML5, this was the name of a link target. `prepare` turns it into an id.
  if (element === 'a' && attribute === 'name') return true;
  const lists = [schema.attributes?.[element], schema.attributes?.['*']];
  return lists.some((list) =>
    list?.some((rule) => {
      const [property, ...values] = typeof rule === 'string' ? [rule] : rule;
      if (attributeOf(property) !== attribute) return false;
      if (attribute === 'cite') return isSource(value);
      const isWanted = (word: string) =>
        values.some((wanted) =>
          wanted instanceof RegExp ? wanted.test(word) : wanted === true || String(wanted) === word,
        );
      return (
        values.length === 0 ||
        (attribute === 'type' ? value.toLowerCase() : value).split(/\s+/).every(isWanted)
      );
    }),
  );
}

/** The name of a hast property in HTML. */
function attributeOf(property: string): string {
  if (property === 'className') return 'class';
  return property.replace(/^(?:aria|data)(?=[A-Z])/, '$&-').toLowerCase();
}

const protocols = new Map(Object.entries(schema.protocols ?? {}));

/** Whether the URL in an attribute is a path or has an allowed scheme. @param attribute in lower case */
export function isKeptUrl(attribute: string, url: string): boolean {
  const schemes = protocols.get(attribute);
  const scheme = schemeOf(url);
  return scheme === undefined || !schemes || schemes.includes(scheme.toLowerCase());
}

/** What precedes a colon is a scheme, unless a path, query or fragment has begun (RFC 3986 §3.1). */
const schemeOf = (url: string) => /^([^/?#:]+):/.exec(url)?.[1]?.trim();

/** Returns the parts of a tree that are safe to show; see `schema`. Mutates `tree`. */
export function sanitizeTree(tree: Root): Root {
  prepare(tree);
  const safe = sanitize(tree, schema) as Root;
  return { ...safe, children: pruned(safe.children) };
}

/** Converts safe HTML to the form that the schema allows. */
function prepare(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    const { tagName, properties } = node;
    // A URL without a scheme would depend on that of the page, but the policy needs a fixed one.
    for (const attribute of ['src', 'poster'] as const) {
      const url = properties[attribute];
      if (typeof url === 'string' && /^\s*\/\//.test(url)) properties[attribute] = `https:${url.trim()}`;
    }
    if (tagName === 'input' && typeof properties.type === 'string')
      properties.type = properties.type.toLowerCase();
    // The sanitizer would turn it into a checkbox.
    if (tagName === 'input' && properties.type !== 'checkbox' && parent && index !== undefined) {
      parent.children.splice(index, 1);
      return index;
    }
    for (const attribute of protocols.keys()) {
      const url = properties[attribute];
      // Schemes are case-insensitive (RFC 3986 §6.2.2.1), but not for the sanitizer.
      if (typeof url === 'string')
        properties[attribute] = url.replace(/^\s*[a-z][a-z0-9+.-]*:/i, (scheme) =>
          scheme.trim().toLowerCase(),
        );
    }
    if (tagName === 'a' && properties.name && !properties.id) properties.id = properties.name;
    return undefined;
  });
}

/** Removes frames of other hosts, and unwraps links without a target, which would still look like links. */
function pruned<Node extends RootContent>(children: Node[]): Node[] {
  return children.flatMap((node): Node[] => {
    if (node.type !== 'element') return [node];
    // A relative `cite` is not resolved, so it would have another target in a feed than on the page.
    if (!isSource(node.properties.cite)) delete node.properties.cite;
    node.children = pruned(node.children);
    if (node.tagName === 'iframe' && !isEmbedFrame(node.properties.src)) return [];
    // The schema removed its URL, so its alternative text replaces it.
    if (node.tagName === 'img' && !node.properties.src) return textOf(node.properties.alt) as Node[];
    const isBare = node.tagName === 'a' && !node.properties.href && !node.properties.id;
    return isBare ? (node.children as Node[]) : [node];
  });
}

function textOf(value: unknown): Text[] {
  return typeof value === 'string' && value !== '' ? [{ type: 'text', value }] : [];
}

/** Whether the value of `cite` is a URL or a path of the site. */
function isSource(cite: unknown): boolean {
  return typeof cite === 'string' && (isHttpUrl(cite) || isSitePath(cite));
}

/** Whether a frame shows something that `embeds.ts` can turn into a link. */
export function isEmbedFrame(src: unknown): boolean {
  return typeof src === 'string' && embedOf(src)?.player !== undefined;
}
