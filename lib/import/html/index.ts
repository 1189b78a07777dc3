import type { Comment, Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { type Handle, type State, toMdast } from 'hast-util-to-mdast';
import { toString as textOfNode } from 'hast-util-to-string';
import type { BlockContent, Root as MdastRoot, Nodes, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { isEmbedFrame } from '../../markdown/sanitize';
import { visit } from '../../util/visit';
import { validId } from '../headings';
import type { SyntaxContext } from '../syntax/context';
import { callout, figure, link, video } from '../text';
import { clean } from './clean';
import { elementWith, hasClass, imagesIn, isElement, raw } from './elements';
import { footnotesIn } from './footnotes';

const options: Options = {
  extensions: [gfmToMarkdown()],
  bullet: '-',
  emphasis: '_',
  rule: '-',
  listItemIndent: 'one',
  resourceLink: true,
  unsafe: [
    // Formulas and directives of ours.
    { character: '$', after: '\\$', inConstruct: 'phrasing' },
    { character: ':', atBreak: true, after: ':' },
  ],
};

const stringify = (children: readonly Nodes[]): string =>
  toMarkdown({ type: 'root', children: children as RootContent[] }, options).trim();

/** Inline elements without Markdown syntax. Their content stays Markdown. */
const inline = [
  'abbr',
  'cite',
  'dfn',
  'ins',
  'kbd',
  'mark',
  'q',
  'samp',
  'small',
  'sub',
  'sup',
  'time',
  'u',
  'var',
];

/**
 * Converts the HTML of a post to Markdown. What Markdown cannot express stays HTML, as far as posts
 * may contain it.
 *
 * @param html of the post
 * @param context collects what is left out
 * @param save writes a drawing next to the post. @returns its name
 */
export function htmlToMarkdown(html: string, context: SyntaxContext, save: (svg: string) => string): string {
  const tree = fromHtml(html, { fragment: true });
  clean(tree, context, save);
  const notes = footnotesIn(tree);
  const block = (value: string): BlockContent => ({ type: 'html', value });
  const handlers: Record<string, Handle> = {
    comment: (_, node: unknown) => {
      const { value } = node as Comment;
      // Those of WordPress and Ghost are marks of their editors.
      if (!/^\s*(?:\/?wp:\S|\/?kg-card|(?:more|nextpage)\s*$|\[(?:if|endif)\b|<!\[endif)/.test(value))
        context.changed(context.document.line, 'comment', value, 'comments are not published');
      return undefined;
    },
    iframe: (_, node: Element) => block(frame(node)),
    figure: (state, node: Element) => figureOf(state, node),
    img: (state, node: Element) => {
      const result = {
        type: 'image',
        url: state.resolve(String(node.properties.src ?? '')),
        alt: String(node.properties.alt ?? ''),
        title: node.properties.title ? String(node.properties.title) : null,
      } as const;
      state.patch(node, result);
      return result;
    },
    video: (_, node: Element) => block(raw(node)),
    audio: (_, node: Element) => block(raw(node)),
    details: (state, node: Element) => {
      const summary = node.children.find((child): child is Element => isElement(child, 'summary'));
      const rest = { ...node, children: node.children.filter((child) => child !== summary) };
      return block(
        `<details>\n<summary>${summary ? toHtml(summary.children) : 'Details'}</summary>\n\n${stringify(state.all(rest))}\n\n</details>`,
      );
    },
    dl: (_, node: Element) => block(raw(node)),
    table: (state, node: Element) =>
      (isPlainTable(node) ? undefined : block(raw(node))) ?? tableOf(state, node),
    pre: (_, node: Element) => codeOf(node),
    div: (state, node: Element) => cardOf(state, node),
    aside: (state, node: Element) => block(`:::aside\n${stringify(state.all(node))}\n:::`),
  };
  for (const name of inline)
    handlers[name] = (state, node: Element) => {
      const note = name === 'sup' ? notes.referenceOf(node) : undefined;
      if (note) return { type: 'footnoteReference', identifier: note, label: note };
      const [start = '', end = ''] = raw({ ...node, children: [{ type: 'text', value: '\uE000' }] }).split(
        '\uE000',
      );
      return [
        { type: 'html', value: start },
        ...(state.all(node) as never[]),
        { type: 'html', value: end },
      ] as never;
    };
  for (const rank of [1, 2, 3, 4, 5, 6])
    handlers[`h${rank}`] = (state, node: Element) => {
      const id =
        typeof node.properties.id === 'string' && validId.test(node.properties.id)
          ? node.properties.id
          : undefined;
      const children = state.all(node) as never[];
      if (children.length === 0) return undefined;
      return {
        type: 'heading',
        depth: rank as 1,
        children: [...children, ...(id ? [{ type: 'html', value: ` {#${id}}` } as never] : [])],
      };
    };
  const mdast = toMdast(tree, { handlers, document: false }) as MdastRoot;
  for (const [label, children] of notes.definitions)
    mdast.children.push({
      type: 'footnoteDefinition',
      identifier: label,
      label,
      children: (toMdast({ type: 'root', children }, { handlers, document: true }) as MdastRoot)
        .children as BlockContent[],
    });
  return `${stringify(mdast.children)}\n`;

  function frame(node: Element): string {
    const src = String(node.properties.src ?? '');
    const url = src.startsWith('//') ? `https:${src}` : src;
    const title = String(node.properties.title ?? '');
    if (isEmbedFrame(src)) return video(url, title);
    // The HTML may have been changed since it was read, so its own lines are not those of the source.
    context.changed(
      context.document.line,
      'embed',
      toHtml(node),
      'an iframe from another site was replaced with a link',
    );
    return link(title || (URL.canParse(url) ? new URL(url).hostname : url), url);
  }

  /** Ghost cards with a Markdown equivalent. Any other `<div>` becomes its content. */
  function cardOf(state: State, node: Element) {
    const part = (name: string) => elementWith(node, name);
    if (hasClass(node, 'kg-callout-card')) {
      const text = part('kg-callout-text');
      return text ? block(callout('note', stringify(state.all(text)))) : undefined;
    }
    if (hasClass(node, 'kg-toggle-card')) {
      const [title, content] = [part('kg-toggle-heading-text'), part('kg-toggle-content')];
      if (title && content)
        return block(
          `<details>\n<summary>${toHtml(title.children)}</summary>\n\n${stringify(state.all(content))}\n\n</details>`,
        );
    }
    return state.all(node) as never;
  }

  function figureOf(state: State, node: Element) {
    if (hasClass(node, 'kg-bookmark-card')) {
      const [anchor, title] = [
        elementWith(node, 'kg-bookmark-container'),
        elementWith(node, 'kg-bookmark-title'),
      ];
      const href = String(anchor?.properties.href ?? '');
      if (href) return block(link(title ? textOfNode(title) : href, href));
    }
    const caption = node.children.find((child): child is Element => isElement(child, 'figcaption'));
    const rest: Element = { ...node, children: node.children.filter((child) => child !== caption) };
    const shownCaption = caption ? stringify(state.all(caption)).replace(/\s*\n\s*/g, ' ') : '';
    const content = state.toFlow(state.all(rest) as never[]) as RootContent[];
    if (!shownCaption) return content as never;
    const images = imagesIn(rest);
    const [only] = images;
    if (images.length === 1 && only && textOfNode(rest).trim() === '')
      return block(
        figure(String(only.properties.src ?? ''), String(only.properties.alt ?? ''), shownCaption),
      );
    const shown = stringify(content);
    // Only what a figure can show belongs in one.
    if (/^(?:!\[|```|\|)/.test(shown)) return block(`:::figure\n${shown}\n\n${shownCaption}\n:::`);
    return [
      ...content,
      { type: 'paragraph', children: [{ type: 'html', value: `<small>${shownCaption}</small>` }] },
    ] as never;
  }
}

/** Whether Markdown can express a table. */
function isPlainTable(table: Element): boolean {
  let isPlain = true;
  visit(table, 'element', (node) => {
    if (/^(?:caption|ul|ol|pre|table|blockquote|h[1-6])$/.test(node.tagName) && node !== table)
      isPlain = false;
    if (
      (node.tagName === 'td' || node.tagName === 'th') &&
      (Number(node.properties.colSpan ?? 1) > 1 || Number(node.properties.rowSpan ?? 1) > 1)
    )
      isPlain = false;
  });
  return isPlain;
}

function tableOf(state: State, node: Element) {
  // Without a handler, the library uses its default.
  const { table: _, ...handlers } = state.handlers;
  const result = toMdast({ type: 'root', children: [node] }, { handlers, document: false }) as MdastRoot;
  return result.children[0] as BlockContent;
}

/** A code block. Its language is in a class of the element or of its code. */
function codeOf(node: Element): BlockContent {
  const classes: string[] = [];
  visit(node, 'element', (child) => {
    classes.push(
      ...[child.properties.className ?? []].flat().map(String),
      ...(typeof child.properties.lang === 'string' ? [`language-${child.properties.lang}`] : []),
      ...(typeof child.properties.dataLanguage === 'string'
        ? [`language-${child.properties.dataLanguage}`]
        : []),
    );
  });
  const joined = classes.join(' ');
  const lang = /(?:language-|lang-|highlight-source-|brush:\s*)([\w+#-]+)/.exec(joined)?.[1];
  visit(node, 'element', (child, index, parent) => {
    if (child.tagName === 'br' && parent && index !== undefined)
      parent.children[index] = { type: 'text', value: '\n' };
  });

  return { type: 'code', lang: lang ?? null, value: textOfNode(node).replace(/\n$/, '') };
}
