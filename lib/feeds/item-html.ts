import type { Element, ElementContent, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { hostedPath } from '../config/site';
import { isRepetition } from '../markdown/directives';
import { type Formulas, formulaKey, texOf } from '../markdown/formulas';
import { parseBody } from '../markdown/settle';
import { SKIP, visit } from '../util/visit';

/** The attributes that are kept in an item's HTML. None depends on our page or style sheet. */
const allowedAttributes = new Set([
  'href',
  'src',
  'alt',
  'width',
  'height',
  'title',
  'lang',
  'dir',
  'dateTime',
  'poster',
  'controls',
  'id',
  'colSpan',
  'rowSpan',
  'start',
  'reversed',
  'cite',
  'type',
  'checked',
  'disabled',
  'open',
  'allowFullScreen',
]);

/** Like `itemTree`, but returns HTML. */
export const itemHtml = (...item: Parameters<typeof itemTree>): string => toHtml(itemTree(...item));

/**
 * The content of an article for feeds: absolute URLs, no scripts, styles or classes, and code and
 * notes that work without our style sheet.
 *
 * @param html the body as rendered on its page, which parses to the sanitized tree (see `settle`)
 * @param url the absolute URL of that page
 * @param formulas the images of its formulas
 */
export function itemTree(html: string, url: string, formulas: Formulas): Root {
  const tree = parseBody(html);
  const ids = new Set<unknown>();
  visit(tree, 'element', ({ properties }) => {
    ids.add(properties.id);
  });
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const classes = [node.properties.className ?? []].flat().map(String);
    if (node.tagName === 'math') {
      const formula = formulas[formulaKey(node)];
      const alt = texOf(node);
      parent.children[index] = formula
        ? h('img', {
            src: new URL(hostedPath(formula.address), url).href,
            alt,
            width: formula.width,
            height: formula.height,
          })
        : h('code', alt);
      return SKIP;
    }
    if (node.tagName === 'pre') {
      const [code] = node.children;
      const isCode = node.children.length === 1 && code?.type === 'element' && code.tagName === 'code';
      if (isCode || node.children.every(({ type }) => type === 'text')) {
        node.properties = {};
        node.children = [h('code', textOf(node))];
        return SKIP;
      }
    }
    if (node.tagName === 'figcaption') {
      // The language label of code blocks is not needed in a feed.
      node.children = node.children.filter((child) => !isLanguage(child));
      if (textOf(node).trim() === '') {
        parent.children.splice(index, 1);
        return index;
      }
    }
    if (
      node.tagName === 'svg' ||
      node.tagName === 'source' ||
      classes.some((name) => isRepetition(String(name)))
    ) {
      parent.children.splice(index, 1);
      return index;
    }
    if (classes.includes('callout-label')) {
      node.children = [h('strong', node.children)];
    } else if (classes.includes('callout')) {
      node.tagName = 'blockquote';
    } else if (
      classes.includes('table-scroll') ||
      node.tagName === 'picture' ||
      // Links that enlarge a picture are removed; links to an animation stay.
      (classes.includes('picture') && !classes.includes('moving')) ||
      (node.tagName === 'a' && isHeadingLink(node, parent))
    ) {
      parent.children.splice(index, 1, ...node.children);
      return index;
    }
    node.properties = absolute(node.properties, url, ids);
    return undefined;
  });
  return tree;
}

function decodeId(fragment: string): string {
  try {
    return decodeURIComponent(fragment.slice(1));
  } catch {
    return fragment.slice(1);
  }
}

function isLanguage(node: ElementContent): boolean {
  return node.type === 'element' && [node.properties.className].flat().includes('lang');
}

function isHeadingLink(node: Element, parent: { type: string; tagName?: string }): boolean {
  return /^h[1-6]$/.test(parent.tagName ?? '') && String(node.properties.href).startsWith('#');
}

/**
 * Makes URLs absolute, except links to notes and headings of the article. Feed readers show several
 * articles on one page, so ids get a prefix for each article.
 */
function absolute(properties: Properties, url: string, ids: ReadonlySet<unknown>): Properties {
  const result: Properties = {};
  const ownId = (id: string) => `${/([^/]*)\/?$/.exec(url)?.[1]}:${id}`;
  for (const [name, value] of Object.entries(properties)) {
    if (!allowedAttributes.has(name)) continue;
    if (name === 'id') result.id = ownId(String(value));
    else if (name === 'href' && /^#./.test(String(value)) && ids.has(decodeId(String(value))))
      result.href = `#${encodeURIComponent(ownId(decodeId(String(value)))).replace(/%3A/g, ':')}`;
    else if (
      ['href', 'src', 'poster', 'cite'].includes(name) &&
      typeof value === 'string' &&
      URL.canParse(value, url)
    )
      result[name] = new URL(value, url).href;
    else result[name] = value;
  }
  return result;
}
