import type { ElementContent, Root } from 'hast';
import { h, s } from 'hastscript';
import {
  type DefaultTreeAdapterMap as Dom,
  type DefaultTreeAdapterTypes as DomTypes,
  defaultTreeAdapter,
  Parser,
  type ParserOptions,
  Tokenizer,
} from 'parse5';

/*
 * Parses HTML written by authors, within limits. A few bytes can make a huge tree: an unclosed <b>
 * is opened again in every block, and a </b> in a comment, a cell or a drawing does not close it.
 * Only the parser knows which tags count, so the limits are in the parser.
 */

/** The maximum number of open elements, without and with the parts of tables. */
const maxOpen = 200;
const maxOpenInTables = 500;
const tableParts = new Set(['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr']);
/** The maximum number of attributes of a tag. */
export const maxAttributes = 100;
/** The maximum number of elements created per tag, on average. A cell may need a table body and a row. */
const maxPerTag = 3;
/** An allowance for short texts: elements, and characters in attributes. */
const extraElements = 1000;
const extraCharacters = 100_000;

/** Thrown when HTML exceeds a limit. */
export class ExcessiveHtml extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/**
 * Parses an HTML fragment.
 *
 * @throws {ExcessiveHtml} if the tree would be too deep, or far larger than the HTML
 */
export function parseFragment(html: string): Root {
  const parser = LimitedParser.getFragmentParser(undefined, limitsFor(html));
  parser.tokenizer.write(html, true);
  return rootOf(parser.getFragment().childNodes);
}

/**
 * Parses a whole page. It may be deeper than a fragment, because its tables and figures have wrappers.
 *
 * @throws {ExcessiveHtml} if the tree would be too deep, or far larger than the HTML
 */
export function parsePage(html: string): Root {
  const parser = new LimitedParser(limitsFor(html));
  parser.allowance = 2;
  parser.tokenizer.write(html, true);
  return rootOf(parser.document.childNodes);
}

function limitsFor(html: string): ParserOptions<Dom> {
  let elements = maxPerTag * html.split('<').length + extraElements;
  let characters = 2 * html.length + extraCharacters;
  const treeAdapter: typeof adapter = {
    ...adapter,
    createElement(name, namespace, attributes) {
      elements--;
      for (const { name, value } of attributes) characters -= name.length + value.length;
      if (elements < 0 || characters < 0)
        throw new ExcessiveHtml(
          'elements such as <b> and <font> are not closed, and browsers reopen them in every block; expected an end tag for each',
          'close each in the paragraph where it starts',
        );
      return adapter.createElement(name, namespace, attributes);
    },
  };
  return { treeAdapter, scriptingEnabled: false };
}

class LimitedParser extends Parser<Dom> {
  /** Multiplies the maximum number of open elements. */
  allowance = 1;

  constructor(...parameters: ConstructorParameters<typeof Parser<Dom>>) {
    super(...parameters);
    this.tokenizer = new LimitedTokenizer(this.options, this);
  }

  override onItemPush(node: DomTypes.ParentNode, id: number, isTop: boolean) {
    super.onItemPush(node, id, isTop);
    const { stackTop: all, items } = this.openElements;
    if (all <= this.allowance * maxOpen) return;
    const parts = items.slice(0, all + 1).filter(({ nodeName }) => tableParts.has(nodeName)).length;
    for (const [open, most] of [
      [all - parts, this.allowance * maxOpen],
      [all, this.allowance * maxOpenInTables],
    ] as const)
      if (open > most)
        throw new ExcessiveHtml(
          `${open} elements are open at once, the last one <${node.nodeName}>; expected at most ${most}`,
          'close them where they end',
        );
  }

  /** Moves all nodes at once. parse5 moves them one by one, in quadratic time. */
  override _adoptNodes(donor: DomTypes.ParentNode, recipient: DomTypes.ParentNode) {
    for (const child of donor.childNodes) child.parentNode = recipient;
    recipient.childNodes = donor.childNodes;
    donor.childNodes = [];
  }
}

class LimitedTokenizer extends Tokenizer {
  override _leaveAttrName() {
    super._leaveAttrName();
    const { currentToken: token } = this;
    if (token && 'attrs' in token && token.attrs.length > maxAttributes)
      throw new ExcessiveHtml(
        `the tag <${token.tagName}> has more than ${maxAttributes} attributes; expected at most ${maxAttributes}`,
        'remove those that are not needed',
      );
  }
}

/** parse5's adapter, but it searches siblings from the end, where the wanted node usually is. */
const adapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  insertBefore(parent, node, next) {
    parent.childNodes.splice(parent.childNodes.lastIndexOf(next), 0, node);
    node.parentNode = parent;
  },
  insertTextBefore(parent, text, next) {
    const previous = parent.childNodes[parent.childNodes.lastIndexOf(next) - 1];
    if (previous && defaultTreeAdapter.isTextNode(previous)) previous.value += text;
    else adapter.insertBefore(parent, defaultTreeAdapter.createTextNode(text), next);
  },
  detachNode(node) {
    const siblings = node.parentNode?.childNodes;
    siblings?.splice(siblings.lastIndexOf(node), 1);
    node.parentNode = null;
  },
};

const rootOf = (nodes: DomTypes.ChildNode[]): Root => ({ type: 'root', children: nodes.flatMap(hastOf) });

function hastOf(node: DomTypes.ChildNode): ElementContent[] {
  if (defaultTreeAdapter.isTextNode(node)) return [{ type: 'text', value: node.value }];
  if (defaultTreeAdapter.isCommentNode(node)) return [{ type: 'comment', value: node.data }];
  if (!defaultTreeAdapter.isElementNode(node)) return [];
  const { tagName, namespaceURI, attrs } = node;
  // hastscript looks up names in plain objects, which inherit these two.
  const named = attrs.filter(({ name }) => name !== 'constructor' && name !== '__proto__');
  const attributes = Object.fromEntries(
    named.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
  );
  const { properties } = (namespaceURI === svg ? s : h)('i', attributes);
  const children = ('content' in node ? (node as DomTypes.Template).content : node).childNodes;
  return [{ type: 'element', tagName, properties, children: children.flatMap(hastOf) }];
}

const svg = 'http://www.w3.org/2000/svg';
